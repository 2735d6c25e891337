/** One simulated Vault: what is in it, how it may be told to behave, and what it was asked. */
import type { historyStatuses, KnownStatus, monitorStatuses } from '#contract/status.ts';

import { accounts, type Account } from '../accounts.ts';
import type { EndpointName } from '../answers/route.ts';
import { minute, second, type Clock } from '../clock.ts';
import { faults, type Faults } from '../faults.ts';
import { scenery, type WorldName } from '../worlds/names.ts';
import { historyFilter, inOrder, monitorPasses } from './filter.ts';
import type { Cut, Order } from './history.ts';
import * as given from './job-builders.ts';
import { roster } from './job-store.ts';
import { statusAt, type Job } from './job.ts';
import type { Burst } from './limits.ts';
import { reasonOf } from './random.ts';
import { sessions, type Sessions } from './sessions.ts';
import { progressOf } from './tasks.ts';
import { written } from './vault-time.ts';

/** A request as it came in, refused ones too. */
export type Call = {
  at: number;
  method: string;
  /** With its query. */
  path: string;
  endpoint?: EndpointName;
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

type Options = {
  clock: Clock;
  name: WorldName;
  host: string;
  seed: number;
  /** Finished jobs of the world `huge`. */
  size?: number | undefined;
};

export function makeWorld({ clock, name, host, seed, size }: Options): World {
  const { series, past, switches, furnish } = scenery(name, { seed, born: clock.now(), size });
  const jobs = roster({ seed, series, born: clock.now(), past });
  const lingering: Job[] = [];
  const wrong = new Map<string, number>();
  const troubles = faults();
  const now = () => clock.now();

  const present = () => {
    jobs.settle(now());
    return jobs;
  };

  const world: World = {
    host,
    name,
    vaultId: 10_000 + (reasonOf(host) % 90_000),
    now,
    calls: [],
    accounts,
    switches: {
      filterTests: 'created',
      order: 'newest-first',
      monitorOrder: 'by-id',
      times: 'utc',
      nonSdkTasks: 'empty',
      neverRan: 'equal',
      queuedFilter: 'exact',
      slotRow: false,
      idleMs: 20 * minute,
      statusLimitMs: 10 * second,
      ...switches,
    },
    burst: { limit: 2_000, windowMs: 5 * minute, delayMs: 500 },
    faults: troubles,
    sessions: sessions({ host, seed, now, idleMs: () => world.switches.idleMs }),
    expireSessions: () => world.sessions.endAll(),
    isLocked: (userName) => (wrong.get(userName.toLowerCase()) ?? 0) >= 5,
    noteSignIn: (userName, worked) => {
      const before = wrong.get(userName.toLowerCase()) ?? 0;
      wrong.set(userName.toLowerCase(), worked ? 0 : before + 1);
    },
    scheduled: (told) => jobs.put({ id: told.id, ...given.scheduled(told, now()) }),
    queued: (told) => jobs.put({ id: told.id, ...given.queued(told, now()) }),
    running: (told) => jobs.put({ id: told.id, ...given.running(told, now()) }),
    finished: (told) => {
      const job = jobs.put({ id: told.id, ...given.finished(told, now()) });
      if (job.lingers === true) lingering.push(job);
      return job;
    },
    put: (job) => jobs.put(job),
    finish: (id, status = 'SUCCESS') => {
      const job = present()
        .alive()
        .find((other) => other.id === id);
      if (job !== undefined) given.finish(job, status, now());
    },
    remove: (id) => present().remove(id),
    find: (id) => present().find(id),
    statusOf: (id) => {
      const job = present().find(id);
      return job && statusAt(job, now());
    },
    monitors: (filter = {}) => {
      const listed = present()
        .alive()
        .filter(({ created }) => created <= now());
      return inOrder(
        [...listed, ...lingering].filter((job) =>
          monitorPasses(job, filter, { now: now(), switches: world.switches }),
        ),
        world.switches.monitorOrder,
      );
    },
    histories: (filter = {}) => world.cutOfHistories(filter, 0, Infinity).jobs,
    cutOfHistories: (filter, offset, limit) => {
      const { finished } = present();
      return finished.cut(historyFilter(filter, world.switches), offset, limit);
    },
    startNow: (job) => present().startNow(job, now(), world.switches.slotRow),
    progressOf: (job) => progressOf(job, now()),
    written: (moment) => written(moment + troubles.skewMs(), world.switches.times),
    read: (date) => (date === undefined ? undefined : Date.parse(date) - troubles.skewMs()),
  };
  furnish?.(world);
  return world;
}
