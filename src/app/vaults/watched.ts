/** What is known of a Vault that is watched: its jobs, and how live they are. */
import type { UseQueryResult } from '@tanstack/react-query';

import { distinctFaults, type Fault } from '#contract/fault.ts';
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';
import { failuresWhole } from '#insight/completeness.ts';
import { titlesQueued, usualWaits } from '#insight/finished-runs.ts';
import { actualStart } from '#insight/job-times.ts';
import { overview, type Overview } from '#insight/overview.ts';
import { queuedSince, type QueuedSince, type Seen } from '#insight/queued-since.ts';
import { phaseOf } from '#insight/status/statuses.ts';
import { type Usual, usualByTitle } from '#insight/usual.ts';

import { useTicking } from '../components/use-ticking.ts';
import type { JobList } from '../queries/jobs.ts';
import { completeSince, type Day } from '../queries/last-24-hours.ts';
import { lastContact } from '../queries/last-contact.ts';
import { type Choice, pace } from '../queries/polling.ts';
import { deviceNow } from '../time/clock.ts';
import { livenessOf, type Liveness, type PollingState } from './liveness.ts';

export type Watched = {
  session: Session | undefined;
  jobs: Overview;
  /**
   * The moment that `jobs` describe, on Vault's clock: the present, or when the data is not live
   * any more, the moment of the last answer.
   */
  now: number;
  usual: ReadonlyMap<string, Usual>;
  /** Since when a queued job has been waiting, as the overview says it. */
  queuedSince: (job: Job) => QueuedSince | undefined;
  /** Whether `jobs.failed` is sure to be all of the last 24 hours. */
  failuresWhole: boolean;
  /** Whether more of that day is about to come. */
  isReading: boolean;
  /**
   * Every job that ended after this moment is in `jobs.ended` or, having ended well, in `alsoWell`;
   * Infinity where that can't be known.
   */
  knownSince: number;
  /** Jobs that ended well within a day; empty unless the whole day is read. */
  alsoWell: readonly { title: string; at: Instant }[];
  /** Rows that could not be read, in all lists. */
  unreadable: number;
  /** What Vault warned of in any list: it may lack rows. */
  warnings: readonly Fault[];
  /** Whether it did in that of unfinished jobs, which may then be more. */
  mayLackUnfinished: boolean;
  /** How far its Vault's clock is ahead of this device's by now, in milliseconds. */
  aheadMs: () => number;
  /** A function, as it depends on the present and not only on the answers. */
  polling: () => PollingState;
  /** The latest date in any job shown, on Vault’s clock. */
  newest: number | undefined;
};

/** What is known of a Vault, at a moment of its own clock. */
type Known = Pick<Watched, 'session' | 'now' | 'isReading' | 'aheadMs' | 'polling'> & {
  monitors: JobList | undefined;
  histories: JobList | undefined;
  failures: readonly (JobList | undefined)[];
  day: Day | undefined;
  /** Finished jobs, by which usual times are judged. */
  known: readonly Job[];
  seenSince: Seen;
  isShown: (job: { title: string }) => boolean;
};

export function watchedOf({ monitors, histories, failures, day, ...rest }: Known): Watched {
  const { session, known, seenSince, isShown, now, isReading, aheadMs, polling } = rest;
  const lists = [histories, ...failures].flatMap((list) => list ?? []);
  const finished = lists.flatMap(({ jobs }) => jobs).filter(isShown);
  const unfinished = (monitors?.jobs ?? []).filter(isShown);
  const usual = usualByTitle(known);
  const queues = { seenSince, usualMs: usualWaits(known, titlesQueued(unfinished)) };
  const answers = [...lists, ...(monitors ? [monitors] : [])];
  return {
    session,
    jobs: overview({ monitors: unfinished, finished, usual, now, queues }),
    usual,
    queuedSince: (job) => queuedSince(job, seenSince),
    failuresWhole: failuresWhole({ newest: histories, failures, now, aheadMs: aheadMs() }),
    isReading,
    knownSince: completeSince(histories, day),
    alsoWell: (day?.jobs ?? []).filter((job) => phaseOf(job.status) === 'well' && isShown(job)),
    unreadable: answers.reduce((sum, list) => sum + list.unreadable, 0),
    warnings: distinctFaults([...answers, ...(day ? [day] : [])].flatMap((one) => one.warnings)),
    mayLackUnfinished: monitors !== undefined && monitors.warnings.length > 0,
    newest: newestDate([...unfinished, ...finished], now),
    now,
    aheadMs,
    polling,
  };
}

/** After that a part of the day is better than none. */
const longestReadingMs = 15_000;

/** Whether more is about to come that is worth waiting for. */
export function useReading(isPending: boolean, startedAt: number): boolean {
  const isPatient = useTicking(() => deviceNow() - startedAt < longestReadingMs);
  return isPatient && isPending;
}

/** Re-renders only when the state changes. */
export function useLiveness({ polling }: Pick<Watched, 'polling'>): Liveness['state'] {
  return useTicking(() => livenessOf(polling(), deviceNow()).state);
}

type Polled = {
  session: { error: Error | null };
  monitors: Pick<UseQueryResult<JobList>, 'data' | 'error'>;
  histories: Pick<UseQueryResult<JobList>, 'data' | 'error'>;
};

type Since = {
  /** When the page began to ask, on this device's clock. */
  startedAt: number;
  choice: Choice;
};

export function pollingState(polled: Polled, { startedAt, choice }: Since): PollingState {
  const { session, monitors, histories } = polled;
  const answers = [monitors, histories].map(({ data }) => data);
  const moments = answers.flatMap((data) => (data ? [milliseconds(data.asOf)] : []));
  const error = monitors.error ?? histories.error ?? session.error ?? undefined;
  // A pause holds what is read: what could not be read gets no younger by it.
  const held = choice.paused && error === undefined;
  const paces = answers.map((data) => pace(data, { ...choice, paused: held }));
  const oldest = moments.length === 0 ? undefined : Math.min(...moments);
  return {
    // What is on screen is made of both lists.
    asOf: moments.length < answers.length ? undefined : oldest,
    partAsOf: oldest,
    lastContact: lastContact(),
    startedAt,
    // None is due while the viewer has paused.
    everyMs: Math.max(...paces.map((one) => (one.kind === 'every' ? one.everyMs : Infinity))),
    error,
  };
}

/**
 * The present in steps of 5 seconds, as jobs become late without any new answer. Once the data is
 * not live, or held, it stands still: whether a job has become late since then is unknown.
 */
export function shownMoment(polling: PollingState, aheadMs: number): number {
  const { everyMs, partAsOf } = polling;
  const { state } = livenessOf(polling, deviceNow());
  const isPast = state === 'not-live' || everyMs === Infinity;
  if (isPast && partAsOf !== undefined) return partAsOf + aheadMs;
  return Math.floor((deviceNow() + aheadMs) / 5_000) * 5_000;
}

function newestDate(jobs: readonly Job[], now: number): number | undefined {
  const moments = jobs
    .flatMap((job) => [job.created, actualStart(job), job.end])
    .flatMap((moment) => (moment === undefined ? [] : [milliseconds(moment)]))
    .filter((at) => at <= now);
  return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.max(a, b));
}
