/** One simulated Vault: its jobs and sessions, its switches and faults, and the calls it received. */
import type { VaultEndpointName } from '#contract/endpoints.ts';
import type { historyStatuses, KnownStatus, monitorStatuses } from '#contract/status.ts';

import type { Account } from '../accounts.ts';
import type { Faults } from '../faults.ts';
import type { WorldName } from '../worlds/names.ts';
import type { ListPage, Order } from './history.ts';
import type { Finished, Queued, Running, Scheduled } from './job-builders.ts';
import type { Job } from './job.ts';
import type { Burst } from './limits.ts';
import type { Sessions } from './sessions.ts';

/** A received request, including refused ones. */
export type Call = {
  at: number;
  method: string;
  /** Path and query. */
  path: string;
  endpoint?: VaultEndpointName;
  /** The Authorization header. */
  session?: string;
  clientId?: string;
  priority?: string;
};

/** Behaviour that Vault's documents leave open (docs/vault-api.md §13), and limits that vary. */
export type Switches = {
  /** The date that start_date and end_date of histories refer to; for monitors it is `created`. */
  filterTests: 'created' | 'start' | 'end';
  /** Forms of start_date and end_date: all that Veeva's clients send, or the documented one. */
  filterDates: 'lenient' | 'strict';
  /** Order of histories. */
  order: Order;
  monitorOrder: Order;
  /** The zone in which dates are written: `utc` or an IANA zone, always with a Z at the end. */
  times: string;
  /** The answer of /tasks for a job that is not an SDK job. */
  nonSdkTasks: 'empty' | 'failure';
  /**
   * Run dates of jobs that never ran: the end twice, the planned start and the end, the planned
   * start alone, or none.
   */
  neverRan: 'equal' | 'planned' | 'plan-only' | 'absent';
  /** Whether `status=queued` of monitors includes QUEUEING. */
  queuedFilter: 'exact' | 'with-queueing';
  /** Whether Start Now leaves a CANCELLED row for the run that it replaces. */
  slotRow: boolean;
  /** A session ends after this time without a request. */
  idleMs: number;
  /** The minimum time between two status calls for one job. */
  statusLimitMs: number;
};

export type MonitorFilter = {
  start?: number | undefined;
  end?: number | undefined;
  status?: (typeof monitorStatuses)[number] | undefined;
};

export type HistoryFilter = {
  start?: number | undefined;
  end?: number | undefined;
  status?: (typeof historyStatuses)[number] | undefined;
};

export type World = {
  host: string;
  name: WorldName;
  vaultId: number;
  /** The current time in this world, in milliseconds since 1970. */
  now: () => number;
  calls: Call[];
  accounts: readonly Account[];
  switches: Switches;
  burst: Burst;
  faults: Faults;
  sessions: Sessions;
  /** Ends all sessions now. */
  expireSessions: () => void;
  /** Five wrong passwords in a row lock an account (docs/vault-api.md §4). */
  isLocked: (userName: string) => boolean;
  recordSignIn: (userName: string, worked: boolean) => void;
  scheduled: (fields: Scheduled) => Job;
  queued: (fields: Queued) => Job;
  running: (fields: Running) => Job;
  finished: (fields: Finished) => Job;
  add: (job: Omit<Job, 'id'> & { id?: string | undefined }) => Job;
  /** Ends a job now. */
  finish: (id: string, status?: KnownStatus) => void;
  remove: (id: string) => void;
  find: (id: string) => Job | undefined;
  statusOf: (id: string) => KnownStatus | undefined;
  /** The rows of the lists, in their order. */
  monitors: (filter?: MonitorFilter) => Job[];
  histories: (filter?: HistoryFilter) => Job[];
  /** One page of the histories, without computing the others. */
  historiesPage: (filter: HistoryFilter, offset: number, limit: number) => ListPage;
  /** Start Now, without a check of rights. */
  startNow: (job: Job) => void;
  progressOf: (job: Job) => { status: string; size: number }[];
  /** A moment as this Vault writes it. */
  formatDate: (moment: number) => string;
  /** The moment of a filter's date. */
  parseDate: (date: string | undefined) => number | undefined;
};
