/** One instance of a job: its moments, from which its status at any time follows. */
import type { Wire } from '#contract/endpoint.ts';
import type { jobStatus } from '#contract/jobs.ts';
import type { KnownStatus } from '#contract/status.ts';

/** What a finished job offers, as its status lists it. */
export type Link = NonNullable<Wire<typeof jobStatus>['data']['links']>[number];

/** Moments are milliseconds since 1970; Infinity means never. */
export type Job = {
  id: string;
  title: string;
  /** A user id; 1 is Vault itself. */
  createdBy: number;
  created: number;
  /** The scheduled start; absent for jobs started on request. */
  planned?: number;
  /** When it becomes QUEUEING, QUEUED, RUNNING and finished. */
  queueing: number;
  queued: number;
  /** Infinity for a job that never ran, such as a missed one. */
  started: number;
  ended: number;
  /** The status it ends in. */
  outcome: KnownStatus;
  /** Number of tasks; only SDK jobs have some. */
  tasks?: number;
  /** The HTTP method of the API call that started it. */
  method?: 'POST';
  /** Time to the next instance, for a job that a test or a world added. */
  every?: number;
  /** Which of the world's series it belongs to; absent if a test or a world added it. */
  origin?: { series: number; slot: number };
  /**
   * Replaces fields of the row that is sent; null sends null instead of a row. For odd data that
   * a real Vault may send and that a valid job can't have.
   */
  overrides?: Record<string, unknown> | null;
  /** Size of its result file, if it has one. */
  fileBytes?: number;
  /** Replaces the links that such a job has. */
  links?: Link[];
  /** Still listed as a monitor after its end, as when a job ends between two calls. */
  inBothLists?: boolean;
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
