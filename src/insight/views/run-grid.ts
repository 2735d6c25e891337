/** The last runs of each title within a range, as a grid shows them. */
import { type Run, runsWithin, type TitleRuns } from '../finished-runs.ts';
import { type RowsFilter, within } from '../rows-filter.ts';
import type { Span } from '../throughput.ts';
import { percentile } from '../usual.ts';

export type GridRow = {
  title: string;
  /** The newest ones of the range, oldest first. */
  runs: readonly Run[];
  /** In the whole range, and the link to them. */
  total: number;
  rows: RowsFilter;
  /** Of `runs`. */
  failed: number;
  /** Whether the newest run that ended well or badly ended badly. */
  lastFailed: boolean;
  /** Of `runs`, so many of the oldest were over when not all is known: others may be missing. */
  unsure: number;
  /** Whether the range may hold older runs that have not been read. */
  mayLack: boolean;
  /** The duration that is drawn at full height; longer ones are cut. */
  topMs: number;
};

type Asked = {
  range: Span;
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
  /** How many runs of a title are shown. */
  most: number;
};

/** Titles without a run in the range are left out; those whose last run failed come first. */
export function runGrid(
  titles: readonly TitleRuns[],
  { range, knownFrom, most }: Asked,
): GridRow[] {
  const rows = titles.flatMap(({ title, runs: all }): GridRow[] => {
    const inRange = runsWithin(all, range);
    if (inRange.length === 0) return [];
    const runs = runsWithin(all, range, most);
    return [
      {
        title,
        runs,
        total: inRange.length,
        rows: { titles: [title], ...boundsOf(range, inRange) },
        failed: runs.filter(({ outcome }) => outcome === 'badly').length,
        lastFailed: inRange.findLast(isTelling)?.outcome === 'badly',
        unsure: runs.filter(({ overMs }) => overMs < knownFrom).length,
        mayLack: range.from < knownFrom && runs.length < most,
        topMs: topOf(runs),
      },
    ];
  });
  return rows.toSorted(byTrouble);
}

/** An open range has no job without any date, so it begins with its first run. */
function boundsOf(range: Span, runs: readonly Run[]) {
  const from = Number.isFinite(range.from) ? range.from : runs[0]?.overMs;
  return within({ from: from ?? range.from, to: range.to });
}

/** One that was cancelled, or whose status is unknown, says nothing of how a title is doing. */
function isTelling({ outcome }: Run): boolean {
  return outcome === 'well' || outcome === 'badly';
}

const { compare } = new Intl.Collator('en', { numeric: true });

function byTrouble(a: GridRow, b: GridRow): number {
  return (
    Number(b.lastFailed) - Number(a.lastFailed) ||
    share(b) - share(a) ||
    compare(a.title, b.title) ||
    (a.title < b.title ? -1 : 1)
  );
}

function share({ failed, runs }: GridRow): number {
  return failed / runs.length;
}

/** One run that hung for hours would make all others flat. */
const mostOverUsual = 2;

function topOf(runs: readonly Run[]): number {
  const spans = Float64Array.from(runs.flatMap(({ ranMs }) => ranMs ?? [])).toSorted();
  if (spans.length === 0) return 0;
  return Math.min(spans.at(-1) ?? 0, percentile(spans, 0.9) * mostOverUsual);
}
