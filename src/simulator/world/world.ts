/** One simulated Vault: what is in it, how it may be told to behave, and what it was asked. */
import type { VaultEndpointName } from '#contract/endpoints.ts';
import type { historyStatuses, KnownStatus, monitorStatuses } from '#contract/status.ts';

import type { Account } from '../accounts.ts';
import type { Faults } from '../faults.ts';
import type { WorldName } from '../worlds/names.ts';
import type { Cut, Order } from './history.ts';
import type * as given from './job-builders.ts';
import type { Job } from './job.ts';
import type { Burst } from './limits.ts';
import type { Sessions } from './sessions.ts';

/** A request as it came in, refused ones too. */
export type Call = {
  at: number;
  method: string;
  /** With its query. */
  path: string;
  endpoint?: VaultEndpointName;
  /** The Authorization header. */
  session?: string;
  clientId?: string;
  priority?: string;
};

/** What is unknown of Vault (docs/vault-api.md §13), and limits that differ from Vault to Vault. */
export type Switches = {
  /** The date that start_date and end_date of histories test; for monitors it is `created`. */
  filterTests: 'created' | 'start' | 'end';
  /** Order of histories, and of monitors. */
  order: Order;
  monitorOrder: Order;
  /** How dates are written: as UTC, or as wall time of an IANA zone (still with a Z). */
  times: string;
  /** What /tasks of a job without tasks answers. */
  nonSdkTasks: 'empty' | 'failure';
  /** Run dates of jobs that never ran: both the end, the planned start and the end, or none. */
  neverRan: 'equal' | 'planned' | 'absent';
  /** Whether `status=queued` of monitors gives QUEUEING too. */
  queuedFilter: 'exact' | 'with-queueing';
  /** Whether Start Now leaves a CANCELLED row of the slot it displaced. */
  slotRow: boolean;
  /** After so long without a request a session ends. */
  idleMs: number;
  /** One status call per job within this time. */
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
  /** The moment in this world, in milliseconds since 1970. */
  now: () => number;
  calls: Call[];
  accounts: readonly Account[];
  switches: Switches;
  burst: Burst;
  faults: Faults;
  sessions: Sessions;
  /** All sessions end now. */
  expireSessions: () => void;
  /** Five wrong passwords in a row lock a user out (docs/vault-api.md §4). */
  isLocked: (userName: string) => boolean;
  noteSignIn: (userName: string, worked: boolean) => void;
  scheduled: (told: given.Scheduled) => Job;
  queued: (told: given.Queued) => Job;
  running: (told: given.Running) => Job;
  finished: (told: given.Finished) => Job;
  put: (job: Omit<Job, 'id'> & { id?: string | undefined }) => Job;
  /** Ends a job now. */
  finish: (id: string, status?: KnownStatus) => void;
  remove: (id: string) => void;
  find: (id: string) => Job | undefined;
  statusOf: (id: string) => KnownStatus | undefined;
  /** What the lists hold, in the order in which they give it. */
  monitors: (filter?: MonitorFilter) => Job[];
  histories: (filter?: HistoryFilter) => Job[];
  /** A part of the histories, without making the rest. */
  cutOfHistories: (filter: HistoryFilter, offset: number, limit: number) => Cut;
  /** What Start Now does, whoever may do so. */
  startNow: (job: Job) => void;
  progressOf: (job: Job) => { status: string; size: number }[];
  /** A moment as this Vault writes it. */
  written: (moment: number) => string;
  /** Seconds of a filter's date, back to a moment. */
  read: (date: string | undefined) => number | undefined;
};
