/**
 * Answers of which Vault says itself that rows may be missing (docs/vault-api.md §5): what they
 * show counts, what they lack proves nothing. So one leads on through the first reading, takes no
 * row away and proves no window; whether all is there only a comparison without a warning can say.
 */
import type { Fault } from '#contract/fault.ts';

import type { AnswerEffect, Crawl } from './crawl-state.ts';
import type { PageAnswer } from './page-query.ts';

type Warned = { warnings: readonly Fault[] };

export function isWarned<T extends Pick<PageAnswer, 'warnings'>>(answer: T): answer is T & Warned {
  return (answer.warnings ?? []).length > 0;
}

/** Asked sooner, Vault would mostly give the same warning. */
const warnedWaitMs = 60_000;

/** `apply` gives the effect that the answer would have without its warning. */
export function applyWarned(
  crawl: Crawl,
  kind: 'first' | 'probe' | 'page' | 'compare',
  apply: () => AnswerEffect,
): AnswerEffect {
  const isFirstReading = kind !== 'compare' && crawl.todo[0]?.isFirstPass !== false;
  if (!isFirstReading) return { crawl: withoutProof(crawl), gone: [], waitMs: warnedWaitMs };
  const { crawl: after, waitMs } = apply();
  const { provenFrom } = crawl;
  return { crawl: withoutProof({ ...after, hasGap: true, provenFrom }), gone: [], waitMs };
}

/** To be compared again before it counts as complete. */
export function withoutProof(crawl: Crawl): Crawl {
  return crawl.comparison.kind === 'equal' ? { ...crawl, comparison: { kind: 'unknown' } } : crawl;
}
