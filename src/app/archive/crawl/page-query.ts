/** A query for a page of Vault's finished jobs, and its answer. */
import type { Budget } from '#contract/client.ts';
import type { Input } from '#contract/endpoint.ts';
import type { Fault } from '#contract/fault.ts';
import type { Instant } from '#contract/instant.ts';
import type { histories, Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

export type PageQuery = Pick<Input<typeof histories>, 'start_date' | 'end_date'> & {
  limit: number;
  offset: number;
};

export type PageAnswer = {
  jobs: Job[];
  /** Rows without an id. */
  unreadable: number;
  /** How many rows the query has in all; undefined if Vault doesn't say. */
  total: number | undefined;
  /** The page length that Vault used, where it says so. */
  limit: number | undefined;
  /** A next page was named. */
  hasNext: boolean;
  /** When Vault answered; the proxy shares an answer for some seconds. */
  asOf: Instant;
  budget: Budget | undefined;
  delayMs: number;
  /** What Vault warns of: rows may be missing from the answer. */
  warnings?: readonly Fault[];
};

/** Rejects with a VaultError, or an AbortError once the signal is aborted. */
export type ReadPage = (query: PageQuery, signal: AbortSignal) => Promise<PageAnswer>;

/** What a screen has read: the newest finished jobs, without any filter. */
export type RecentJobs = Pick<PageAnswer, 'total' | 'asOf' | 'budget' | 'delayMs' | 'warnings'> & {
  jobs: readonly Job[];
};

export function rowCount({ jobs, unreadable }: PageAnswer): number {
  return jobs.length + unreadable;
}

/**
 * Whether a page that ends at this row is the last one. A short page may have been cut off, and a
 * total may be wrong, so where there are both, both must agree.
 */
export function isLastPage(answer: PageAnswer, end: number): boolean {
  const rows = rowCount(answer);
  if (answer.total !== undefined && answer.total !== end) return false;
  if (rows === 0) return answer.total !== undefined || !answer.hasNext;
  return rows < (answer.limit ?? longestPage) && !answer.hasNext;
}
