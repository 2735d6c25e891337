/** How often each title failed lately, against the period before, for several spans of time. */
import { historyStatuses } from '#contract/status.ts';

import type { TitleRuns } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import { isBad } from '../status/statuses.ts';

const hourMs = 3_600_000;

export const windowIds = ['1h', '3h', '24h', '3d', '7d'] as const;
export type WindowId = (typeof windowIds)[number];

/** They end now, whatever range the page has. */
const windowMs: Record<WindowId, number> = {
  '1h': hourMs,
  '3h': 3 * hourMs,
  '24h': 24 * hourMs,
  '3d': 72 * hourMs,
  '7d': 168 * hourMs,
};
/** As they are called on screen. */
export const windowWords: Record<WindowId, string> = {
  '1h': '1 h',
  '3h': '3 h',
  '24h': '24 h',
  '3d': '3 d',
  '7d': '7 d',
};
const longestMs = Math.max(...Object.values(windowMs));

export type FailureCell = {
  failed: number;
  /** Not all that finished within the window has been read: there may be more. */
  partial: boolean;
  /** In the window before it, which is as long; undefined where not all of that has been read. */
  before: number | undefined;
};

export type FailureRow = { title: string; cells: Record<WindowId, FailureCell> };

export type FailureMatrix = {
  /** Titles that failed in the longest window or in the one before. */
  rows: FailureRow[];
  totals: FailureRow['cells'];
};

/** `now` in milliseconds since 1970, `knownFrom` from when on all that finished is known. */
type Known = { now: number; knownFrom: number };

/** Those in which a moment counts. */
export function windowsWith(moment: number, now: number): WindowId[] {
  return windowIds.filter((id) => moment <= now && now - moment <= windowMs[id]);
}

export function failureMatrix(titles: readonly TitleRuns[], known: Known): FailureMatrix {
  const totals = emptyCounts();
  const rows = titles.flatMap(({ title, runs }) => {
    const counts = emptyCounts();
    let hasFailed = false;
    for (let at = runs.length - 1; at >= 0; at -= 1) {
      const run = runs[at];
      if (run === undefined || run.overMs < known.now - 2 * longestMs) break;
      if (run.outcome !== 'badly') continue;
      hasFailed = true;
      addFailure(counts, known.now - run.overMs);
      addFailure(totals, known.now - run.overMs);
    }
    return hasFailed ? [{ title, cells: cellsOf(counts, known) }] : [];
  });
  return { rows, totals: cellsOf(totals, known) };
}

/** Of the window, and of the one before it. */
type Counts = Record<WindowId, { lately: number; before: number }>;

function emptyCounts(): Counts {
  return perWindow(() => ({ lately: 0, before: 0 }));
}

/** A window reaches back to its first moment and includes it, and so does the one before. */
function addFailure(counts: Counts, agoMs: number): void {
  for (const id of windowIds) {
    if (agoMs <= windowMs[id]) counts[id].lately += 1;
    else if (agoMs <= 2 * windowMs[id]) counts[id].before += 1;
  }
}

function cellsOf(counts: Counts, { now, knownFrom }: Known): FailureRow['cells'] {
  return perWindow((id) => ({
    failed: counts[id].lately,
    partial: now - windowMs[id] < knownFrom,
    before: now - 2 * windowMs[id] < knownFrom ? undefined : counts[id].before,
  }));
}

function perWindow<T>(valueOf: (id: WindowId) => T): Record<WindowId, T> {
  return {
    '1h': valueOf('1h'),
    '3h': valueOf('3h'),
    '24h': valueOf('24h'),
    '3d': valueOf('3d'),
    '7d': valueOf('7d'),
  };
}

/** As Vault writes them in a row. */
const badAsWritten = historyStatuses.map((status) => status.toUpperCase()).filter(isBad);

/** The failures behind a cell: of a title, or of all of them. The window is open at its end. */
export function failuresBehind(
  title: string | undefined,
  { now, id, period }: { now: number; id: WindowId; period: 'lately' | 'before' },
): RowsFilter {
  const ms = windowMs[id];
  return {
    ...(title !== undefined && { titles: [title] }),
    statuses: badAsWritten,
    ...(period === 'lately' ? { from: now - ms } : { from: now - 2 * ms, to: now - ms }),
  };
}

/** More or fewer failures than in the window before. */
export function failureChange({ failed, before }: FailureCell): number | undefined {
  return before === undefined ? undefined : failed - before;
}

export type MatrixSort = { by: 'failed' | 'change'; window: WindowId };

const { compare } = new Intl.Collator('en', { numeric: true });

/** Most first; where that is equal, by what failed most in the shortest windows. */
export function sortFailures(
  rows: readonly FailureRow[],
  { by, window }: MatrixSort,
): FailureRow[] {
  const valueOf = ({ cells }: FailureRow) =>
    by === 'failed' ? cells[window].failed : (failureChange(cells[window]) ?? -Infinity);
  return rows.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left !== right) return right - left;
    for (const id of windowIds) {
      const more = b.cells[id].failed - a.cells[id].failed;
      if (more !== 0) return more;
    }
    return compare(a.title, b.title);
  });
}
