/** The order of titles: what needs attention first, or by any of their columns. */
import { milliseconds } from '#contract/instant.ts';

import { medianChange, rateChange, successRateOf, type TitleRow } from './titles.ts';

export const titleSorts = [
  'attention',
  'title',
  'trouble',
  'runs',
  'success',
  'change',
  'median',
  'slower',
  'p95',
  'wait',
  'next',
] as const;
export type TitleSort = (typeof titleSorts)[number];

/** So many are drawn beside each title. */
export const lastRuns = 20;

const { compare } = new Intl.Collator('en', { numeric: true });

/** By one column, the other way round behind a minus; what has no value comes last either way. */
export function sortTitles(
  rows: readonly TitleRow[],
  sort: TitleSort | `-${TitleSort}`,
): TitleRow[] {
  const isDown = sort.startsWith('-');
  const by = titleSorts.find((name) => name === sort.replace('-', '')) ?? 'attention';
  const inOrder = rows.toSorted((a, b) => compare(a.title, b.title));
  if (by === 'title') return isDown ? inOrder.toReversed() : inOrder;
  if (by === 'attention') {
    const first = inOrder.toSorted(byAttention);
    return isDown ? first.toReversed() : first;
  }
  const valueOf = sortValues[by];
  return inOrder.toSorted((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return isDown ? right - left : left - right;
  });
}

const sortValues: Record<
  Exclude<TitleSort, 'attention' | 'title'>,
  (row: TitleRow) => number | undefined
> = {
  trouble: ({ runs }) => runs.slice(-lastRuns).filter(({ outcome }) => outcome === 'badly').length,
  runs: ({ inRange }) => inRange.runs,
  success: ({ inRange }) => successRateOf(inRange),
  change: rateChange,
  median: ({ inRange }) => inRange.ran.p50Ms,
  slower: medianChange,
  p95: ({ inRange }) => inRange.ran.p95Ms,
  wait: ({ inRange }) => inRange.queued.p95Ms,
  next: ({ next }) => (next?.start === undefined ? undefined : milliseconds(next.start)),
};

/** What fails first, the newest trouble first; then what is overdue, and what has failed at times. */
function byAttention(a: TitleRow, b: TitleRow): number {
  return (
    urgency(a) - urgency(b) ||
    troubleAt(b) - troubleAt(a) ||
    b.inRange.counts.badly - a.inRange.counts.badly ||
    b.inRange.runs - a.inRange.runs
  );
}

function urgency({ state, isOverdue, inRange }: TitleRow): number {
  if (state.kind === 'failing') return 0;
  if (isOverdue) return 1;
  if (state.kind === 'failed') return 2;
  return inRange.counts.badly > 0 ? 3 : 4;
}

function troubleAt({ state }: TitleRow): number {
  return state.kind === 'failing' || state.kind === 'failed' ? state.sinceMs : 0;
}
