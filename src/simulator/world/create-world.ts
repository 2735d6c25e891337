import { localTime } from '#contract/zone.ts';

import { accounts } from '../accounts.ts';
import { minute, second, type Clock } from '../clock.ts';
import { createFaults } from '../faults.ts';
import { busy } from '../worlds/busy.ts';
import type { WorldContent, WorldOptions } from '../worlds/content.ts';
import { failing } from '../worlds/failing.ts';
import { huge } from '../worlds/huge.ts';
import type { WorldName } from '../worlds/names.ts';
import { odd } from '../worlds/odd.ts';
import { quiet } from '../worlds/quiet.ts';
import { historyFilter, inOrder, matchesMonitorFilter } from './filter.ts';
import * as builders from './job-builders.ts';
import { createJobStore } from './job-store.ts';
import { statusAt, type Job } from './job.ts';
import { hashOf } from './random.ts';
import { createSessions } from './sessions.ts';
import { progressOf } from './tasks.ts';
import type { World } from './world.ts';

type Options = {
  clock: Clock;
  name: WorldName;
  host: string;
  seed: number;
  /** Number of finished jobs in the world `huge`. */
  size?: number | undefined;
};

export function createWorld({ clock, name, host, seed, size }: Options): World {
  const { series, past, switches, populate } = contentOf(name, {
    seed,
    createdAt: clock.now(),
    size,
  });
  const jobs = createJobStore({ seed, series, createdAt: clock.now(), past });
  const inBothLists: Job[] = [];
  const failedSignIns = new Map<string, number>();
  const faults = createFaults();
  const now = () => clock.now();

  /** The jobs as they are now. */
  const current = () => {
    jobs.advanceTo(now());
    return jobs;
  };

  const world: World = {
    host,
    name,
    vaultId: 10_000 + (hashOf(host) % 90_000),
    now,
    calls: [],
    accounts,
    switches: {
      filterTests: 'created',
      filterDates: 'lenient',
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
    faults,
    sessions: createSessions({ host, seed, now, idleMs: () => world.switches.idleMs }),
    expireSessions: () => world.sessions.endAll(),
    isLocked: (userName) => (failedSignIns.get(userName.toLowerCase()) ?? 0) >= 5,
    recordSignIn: (userName, worked) => {
      const before = failedSignIns.get(userName.toLowerCase()) ?? 0;
      failedSignIns.set(userName.toLowerCase(), worked ? 0 : before + 1);
    },
    scheduled: (fields) => jobs.add({ id: fields.id, ...builders.scheduled(fields, now()) }),
    queued: (fields) => jobs.add({ id: fields.id, ...builders.queued(fields, now()) }),
    running: (fields) => jobs.add({ id: fields.id, ...builders.running(fields, now()) }),
    finished: (fields) => {
      const job = jobs.add({ id: fields.id, ...builders.finished(fields, now()) });
      if (job.inBothLists === true) inBothLists.push(job);
      return job;
    },
    add: (job) => jobs.add(job),
    finish: (id, status = 'SUCCESS') => {
      const job = current()
        .unfinished()
        .find((other) => other.id === id);
      if (job !== undefined) builders.finish(job, status, now());
    },
    remove: (id) => current().remove(id),
    find: (id) => current().find(id),
    statusOf: (id) => {
      const job = current().find(id);
      return job && statusAt(job, now());
    },
    monitors: (filter = {}) => {
      const listed = current()
        .unfinished()
        .filter(({ created }) => created <= now());
      return inOrder(
        [...listed, ...inBothLists].filter((job) =>
          matchesMonitorFilter(job, filter, { now: now(), switches: world.switches }),
        ),
        world.switches.monitorOrder,
      );
    },
    histories: (filter = {}) => world.historiesPage(filter, 0, Infinity).jobs,
    historiesPage: (filter, offset, limit) => {
      const { finished } = current();
      return finished.page(historyFilter(filter, world.switches), offset, limit);
    },
    startNow: (job) => current().startNow(job, now(), world.switches.slotRow),
    progressOf: (job) => progressOf(job, now()),
    formatDate: (moment) => formatVaultDate(moment + faults.skewMs(), world.switches.times),
    parseDate: (date) => (date === undefined ? undefined : Date.parse(date) - faults.skewMs()),
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

/**
 * A moment as Vault writes it: always with a Z at the end, even if the time is a zone's local
 * time. Vault's reference contradicts that Z, so a world can do either (docs/vault-api.md §7).
 */
function formatVaultDate(moment: number, zone: string): string {
  const local = localTime(Math.floor(moment / 1000) * 1000, zone);
  return `${new Date(local).toISOString().slice(0, 19)}.000Z`;
}
