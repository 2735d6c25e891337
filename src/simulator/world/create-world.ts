import { accounts } from '../accounts.ts';
import { minute, second, type Clock } from '../clock.ts';
import { faults } from '../faults.ts';
import { busy } from '../worlds/busy.ts';
import type { WorldContent, WorldOptions } from '../worlds/content.ts';
import { failing } from '../worlds/failing.ts';
import { huge } from '../worlds/huge.ts';
import type { WorldName } from '../worlds/names.ts';
import { odd } from '../worlds/odd.ts';
import { quiet } from '../worlds/quiet.ts';
import { historyFilter, inOrder, monitorPasses } from './filter.ts';
import * as given from './job-builders.ts';
import { roster } from './job-store.ts';
import { statusAt, type Job } from './job.ts';
import { reasonOf } from './random.ts';
import { sessions } from './sessions.ts';
import { progressOf } from './tasks.ts';
import { written } from './vault-time.ts';
import type { World } from './world.ts';

type Options = {
  clock: Clock;
  name: WorldName;
  host: string;
  seed: number;
  /** Finished jobs of the world `huge`. */
  size?: number | undefined;
};

export function createWorld({ clock, name, host, seed, size }: Options): World {
  const { series, past, switches, populate } = contentOf(name, { seed, born: clock.now(), size });
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
  populate?.(world);
  return world;
}

function contentOf(name: WorldName, options: WorldOptions): WorldContent {
  switch (name) {
    case 'quiet':
      return quiet;
    case 'busy':
      return busy;
    case 'failing':
      return failing;
    case 'odd':
      return odd;
    case 'huge':
      return huge(options);
  }
}
