/** One instance of a job: the moments of its life, of which its status at any moment follows. */
import type { Wire } from '#contract/endpoint.ts';
import type { jobStatus } from '#contract/jobs.ts';
import type { KnownStatus } from '#contract/status.ts';

/** What a finished job offers, as its status lists it. */
export type Link = NonNullable<Wire<typeof jobStatus>['data']['links']>[number];

/** Moments are milliseconds since 1970, Infinity for what never comes. */
export type Job = {
  id: string;
  title: string;
  /** `1` is Vault itself. */
  createdBy: number;
  created: number;
  /** The moment of the schedule; absent for jobs that were asked for. */
  planned?: number;
  /** Enters a queue, is in it, runs, has ended. */
  queueing: number;
  queued: number;
  /** Infinity for a job that never ran, such as a missed one. */
  started: number;
  ended: number;
  /** The status it ends in. */
  outcome: KnownStatus;
  /** A job of the Vault SDK, with this many tasks. */
  tasks?: number;
  /** Asked for through the API, by this verb. */
  method?: 'POST';
  /** For a job put by hand: its next instance is due so much later. */
  every?: number;
  /** Which of the world's series it comes from, absent for one put by hand. */
  origin?: { series: number; slot: number };
  /**
   * Laid over the row that is sent; null sends null instead of a row. For the odd things real
   * Vaults may send, which have no place in a sound job.
   */
  disguise?: Record<string, unknown> | null;
  /** Size of the file that it leaves, where it leaves one. */
  fileBytes?: number;
  /** Instead of the links that a job of its kind has. */
  links?: Link[];
  /** Listed among the monitors even after its end: seen when a job ends between two calls. */
  lingers?: boolean;
};

export function statusAt(job: Job, now: number): KnownStatus {
  if (now >= job.ended) return job.outcome;
  if (now >= job.started) return 'RUNNING';
  if (now >= job.queued) return 'QUEUED';
  if (now >= job.queueing) return 'QUEUEING';
  return 'SCHEDULED';
}

/** The statuses of jobs that never ran (docs/vault-api.md §3a). */
export function neverRan(job: Job): boolean {
  return job.started === Infinity || job.started > job.ended;
}
