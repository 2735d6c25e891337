/** How far back pages of histories are sure to hold everything. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

/** Rows as Vault gave them, in its order. */
type Read = {
  jobs: readonly Job[];
  total: number | undefined;
  unreadable: number;
  /** Rows left out as they stood there twice. */
  repeated?: number;
  /** A list that Vault warns of may lack any row. */
  warnings?: readonly unknown[];
};

const dayMs = 86_400_000;
/** So many ends in order are no accident: the chance is one in 3 million. */
const fewestInOrder = 10;
/**
 * Longer than a job runs: Vault's own limit for planned ones is 72 hours (docs/vault-api.md §3a).
 */
const longestRunMs = 7 * dayMs;
/** How long before its start an instance is made, at most (docs/vault-api.md §2). */
const longestWaitMs = 31 * dayMs;

/** Whether what was read is sure to hold all that ended within the last day. */
export function reachesBackADay(read: Read, now: number): boolean {
  return sureSince(read) <= now - dayMs;
}

const newsMs = 900_000;

type Answered = Read & {
  /** When Vault said so, on this device's clock. */
  asOf: Instant;
};

type Failures = {
  /** The newest finished jobs, whatever became of them. */
  newest: Read | undefined;
  /** The newest of each bad status, as far as they have been read. */
  failures: readonly (Answered | undefined)[];
  now: number;
  /** How far Vault's clock is ahead of this device's. */
  aheadMs: number;
};

/**
 * Whether all failures of the last day are in these lists. Those of the bad statuses are asked for
 * seldom, and may fail: what ended since they were has to be among the newest. For two or three of
 * their polls it will do that these seem to be in order of ending: runs one after another are in
 * that of starting too, and would prove nothing for weeks.
 */
export function failuresWhole({ newest, failures, now, aheadMs }: Failures): boolean {
  if (newest === undefined) return false;
  if (reachesBackADay(newest, now)) return true;
  const [sure, seeming] = [sureSince(newest), seemingSince(newest)];
  return failures.every((read) => {
    if (read === undefined || !reachesBackADay(read, now)) return false;
    const at = milliseconds(read.asOf) + aheadMs;
    return at >= sure || (at >= seeming && now - at <= newsMs);
  });
}

/**
 * The moment, in milliseconds since 1970, after which all that ended is sure to have been read:
 * -Infinity where that is all there is, Infinity where nothing is sure. Vault promises no order, so
 * rows that could be in order of ending, of start and of creation have to go back far enough in
 * each of them. A row that could not be read may have ended just now: then nothing is sure.
 */
export function sureSince(read: Read): number {
  const since = seemingSince(read);
  if (!Number.isFinite(since)) return since;
  const { jobs } = read;
  const starts = jobs.flatMap(({ start }) => start ?? []);
  const creations = jobs.flatMap(({ created }) => created ?? []);
  return Math.max(
    since,
    isDescending(starts) ? lastOf(starts) + longestRunMs : -Infinity,
    isDescending(creations) ? lastOf(creations) + longestRunMs + longestWaitMs : -Infinity,
  );
}

/** The same where rows in order of ending are in that order for no other reason. */
export function seemingSince({
  jobs,
  total,
  unreadable,
  repeated = 0,
  warnings = [],
}: Read): number {
  if (unreadable > 0 || warnings.length > 0) return Infinity;
  if (total !== undefined && jobs.length + repeated >= total) return -Infinity;
  const ends = jobs.flatMap(({ end }) => end ?? []);
  const isInOrder = new Set(ends).size >= fewestInOrder && isDescending(ends);
  return isInOrder ? lastOf(ends) : Infinity;
}

function isDescending(moments: readonly Instant[]): boolean {
  return moments.every((moment, at) => moment <= (moments[at - 1] ?? moment));
}

/** No date at all says of no moment that all after it was read. */
function lastOf(moments: readonly Instant[]): number {
  const last = moments.at(-1);
  return last === undefined ? Infinity : milliseconds(last);
}
