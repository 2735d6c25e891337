/** What the archive asks of Vault's list of finished jobs, and what it hears. */
import type { Budget } from '#contract/client.ts';
import type { Input } from '#contract/endpoint.ts';
import type { Instant } from '#contract/instant.ts';
import type { histories, Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

export type Query = Pick<Input<typeof histories>, 'start_date' | 'end_date'> & {
  limit: number;
  offset: number;
};

export type Reading = {
  jobs: Job[];
  /** Rows without an id. */
  unreadable: number;
  /** How many rows the query has in all; undefined if Vault doesn't say. */
  total: number | undefined;
  /** The page length that Vault kept to, where it says so. */
  limit: number | undefined;
  /** A next page was named. */
  more: boolean;
  /** When Vault said so: the proxy keeps an answer for some seconds. */
  asOf: Instant;
  budget: Budget | undefined;
  delayMs: number;
};

/** Rejects with a VaultError, or an AbortError once the signal is. */
export type Read = (query: Query, signal: AbortSignal) => Promise<Reading>;

export function rowsIn({ jobs, unreadable }: Reading): number {
  return jobs.length + unreadable;
}

/**
 * Whether a page that ends here is the last. A short page alone may have been cut off, a total
 * alone may be wrong: both must agree, where both are there.
 */
export function isLast(answer: Reading, end: number): boolean {
  const rows = rowsIn(answer);
  if (answer.total !== undefined && answer.total !== end) return false;
  if (rows === 0) return answer.total !== undefined || !answer.more;
  return rows < (answer.limit ?? longestPage) && !answer.more;
}
