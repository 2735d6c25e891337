/**
 * Which of the two History's rows come from. It is chosen when the reader opens the page, turns it,
 * filters or sorts; nothing that happens by itself changes it under the reader's eyes.
 */
import type { Job } from '#contract/jobs.ts';

import type { Coverage } from '../../archive/crawl/coverage.ts';
import type { ArchiveState } from '../../archive/status.ts';

/** `vault`: one page, as Vault gives it. `archive`: filtered, sorted and counted here. */
export type RowSource = 'vault' | 'archive';

/** For which search it was chosen, without what only says how rows look. */
export type Choice = { search: string; source: RowSource };

export type Situation = {
  search: string;
  state: Pick<ArchiveState, 'activity' | 'coverage' | 'hasStoredHistory'>;
  /** The rows that the archive has for this page. */
  pageRows: () => readonly Job[];
  /** How many there are on a full page. */
  size: number;
  /** The browser's storage takes longer than anybody should wait for. */
  isLate: boolean;
};

/** Undefined until it can be chosen. The archive, once chosen, stays. */
export function nextChoice(before: Choice | undefined, now: Situation): Choice | undefined {
  const { search } = now;
  if (before?.search === search) return before;
  const source = before?.source === 'archive' ? 'archive' : bestSource(now);
  return source && { search, source };
}

/** Whether the archive has read the whole history, but for what is new. */
export function isReadThrough(coverage: Coverage): boolean {
  return (
    coverage.kind === 'complete' || (coverage.kind === 'partial' && coverage.missing !== undefined)
  );
}

function bestSource({ state, pageRows, size, isLate }: Situation): RowSource | undefined {
  const { activity, coverage, hasStoredHistory } = state;
  if (isReadThrough(coverage)) return 'archive';
  if (activity.kind === 'opening') {
    if (hasStoredHistory) return 'archive';
    return isLate ? 'vault' : undefined;
  }
  // Of a part that is certain, a full page has no gaps.
  return isCertain(coverage, pageRows(), size) ? 'archive' : 'vault';
}

function isCertain(coverage: Coverage, rows: readonly Job[], size: number): boolean {
  if (coverage.kind !== 'partial' || coverage.covered === undefined) return false;
  const { date, from } = coverage.covered;
  return rows.length === size && rows.every(({ [date]: at }) => at !== undefined && at >= from);
}
