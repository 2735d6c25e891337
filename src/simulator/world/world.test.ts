import { describe, expect } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';
/** Worlds move with their clock, and are consistent at every moment. */
import { fc, test } from '#contract/testing/property-test.ts';

import { day, hour, minute, second } from '../clock.ts';
import { createSimulator } from '../simulator.ts';
import { neverRan, type Job } from './job.ts';
import type { World } from './world.ts';

function worldAt(host: string, start?: number) {
  const clock = createManualClock(start);
  return { clock, world: createSimulator({ clock }).world(host) };
}

const consistentHosts = [
  'quiet.vault.test',
  'busy.vault.test',
  'failing.vault.test',
  'huge-2000.vault.test',
];

function isConsistent(job: Job, now: number): boolean {
  return (
    job.created <= job.ended && job.ended <= now && (neverRan(job) || job.started <= job.ended)
  );
}

describe.each(consistentHosts)('%s', (host) => {
  test.prop([fc.array(fc.integer({ min: 1, max: 6 * hour }), { maxLength: 12 })], { numRuns: 10 })(
    'no job is in both lists, none is lost, and moments are consistent',
    (steps) => {
      const { clock, world } = worldAt(host);
      const seen = new Set<string>();
      for (const step of steps) {
        clock.advance(step);
        const [now, past] = [world.monitors(), world.histories()];
        const ended = new Set(past.map(({ id }) => id));
        const known = new Set([...ended, ...now.map(({ id }) => id)]);
        // One `expect` for all jobs: one for each would take minutes.
        expect(known.size).toBe(now.length + past.length);
        expect([...seen].filter((id) => !known.has(id))).toEqual([]);
        expect(now.filter((job) => job.created > clock.now() || job.ended <= clock.now())).toEqual(
          [],
        );
        expect(past.filter((job) => !isConsistent(job, clock.now()))).toEqual([]);
        for (const id of known) seen.add(id);
      }
    },
  );

  // On 29 February some jobs of the busy world end in the same second.
  test.each(['2026-03-10T14:00:00Z', '2028-02-29T14:00:00Z'])(
    'the same seed and clock give the same world, from %s on',
    (at) => {
      const [one, other] = [worldAt(host, Date.parse(at)), worldAt(host, Date.parse(at))];
      one.clock.advance(day);
      for (let nth = 0; nth < 24; nth += 1) {
        other.clock.advance(hour);
        other.world.monitors();
      }
      expect(one.world.monitors()).toEqual(other.world.monitors());
      expect(one.world.histories()).toEqual(other.world.histories());
    },
  );
});

function maintenance(world: World): Job[] {
  return world.histories().filter(({ title }) => title.startsWith('Safety'));
}

describe('the busy world', () => {
  test('always has something running, queued and scheduled', () => {
    const { clock, world } = worldAt('busy.vault.test');
    for (let nth = 0; nth < 2_000; nth += 1) {
      clock.advance(43 * second);
      const statuses = world.monitors().map(({ id }) => world.statusOf(id));
      expect(statuses).toEqual(expect.arrayContaining(['RUNNING', 'QUEUED', 'SCHEDULED']));
    }
  });

  test('changes every few seconds', () => {
    const { clock, world } = worldAt('busy.vault.test');
    const snapshot = () =>
      world
        .monitors()
        .map(({ id }) => `${id} ${world.statusOf(id)}`)
        .join();
    let changes = 0;
    for (let before = snapshot(), nth = 0; nth < 360; nth += 1) {
      clock.advance(10 * second);
      const after = snapshot();
      if (after !== before) changes += 1;
      before = after;
    }
    expect(changes).toBeGreaterThan(270);
  });

  test('has several thousand finished jobs, most of them successful', () => {
    const { world } = worldAt('busy.vault.test');
    const past = world.histories();
    expect(past.length).toBeGreaterThan(3_000);
    expect(past.length).toBeLessThan(10_000);
    const share = past.filter(({ outcome }) => outcome === 'SUCCESS').length / past.length;
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.98);
  });

  test('a nightly run follows the local time of its zone, so it moves in UTC with summer time', () => {
    const { world } = worldAt('busy.vault.test');
    const nightly = world.histories().filter(({ title }) => title === 'Safety Daily Maintenance');
    const hours = nightly.slice(0, 4).map(({ planned = 0 }) => new Date(planned).getUTCHours());
    expect(hours).toEqual([3, 3, 4, 4]);
  });

  test('three weeks can pass at once', () => {
    const { clock, world } = worldAt('busy.vault.test');
    world.monitors();
    clock.advance(21 * day);
    expect(world.histories({ status: 'timeout' }).length).toBeGreaterThan(10);
  });

  test('after a restart a finished job is still the same', () => {
    const { world } = worldAt('busy.vault.test', Date.UTC(2026, 2, 10, 14));
    const { world: later } = worldAt('busy.vault.test', Date.UTC(2026, 2, 10, 15, 7));
    const ids = new Map(maintenance(later).map((job) => [job.id, job]));
    for (const job of maintenance(world).slice(0, 200)) {
      expect(ids.get(job.id)).toMatchObject({ title: job.title, ended: job.ended });
    }
  });
});

test('ids are unique, short, and not in order of time', () => {
  const { world } = worldAt('busy.vault.test');
  const ids = world.histories().map(({ id }) => Number(id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id > 99_999 && id < 10_000_000)).toBe(true);
  expect(ids.toSorted((a, b) => b - a)).not.toEqual(ids);
});

test('the failing world has every status of the end, overdue jobs and one that runs for too long', () => {
  const { clock, world } = worldAt('failing.vault.test');
  const outcomes = new Set(world.histories().map(({ outcome }) => outcome));
  expect(outcomes.size).toBe(7);
  const overdue = world
    .monitors({ status: 'scheduled' })
    .filter(({ planned = Infinity }) => planned < clock.now() - 2 * minute);
  expect(overdue.length).toBeGreaterThanOrEqual(3);
  const long = world.monitors({ status: 'running' }).map((job) => clock.now() - job.started);
  expect(Math.max(...long)).toBe(5 * hour);
});

test('each host has its own Vault', () => {
  const { fetch: _, world } = createSimulator({ clock: createManualClock(), world: 'quiet' });
  expect(world('busy-1.vault.test')).not.toBe(world('busy-2.vault.test'));
  expect(world('busy-1.vault.test').name).toBe('busy');
  expect(world('127.0.0.1:4200').name).toBe('quiet');
  expect(world('elsewhere.vault.test').name).toBe('quiet');
  expect(world('failing.vault.test').vaultId).not.toBe(world('odd.vault.test').vaultId);
});

describe('a huge history', () => {
  test('has as many rows as the host says, without creating them', () => {
    const before = process.memoryUsage().heapUsed;
    const { world } = worldAt('huge-1000000.vault.test');
    const { total, jobs } = world.historiesPage({}, 900_000, 200);
    expect(total).toBeGreaterThanOrEqual(1_000_000);
    expect(jobs).toHaveLength(200);
    // A million rows in memory would take some 300 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
    for (const job of jobs) expect(world.find(job.id)).toEqual(job);
  });

  test('has unique ids and is sorted by end', () => {
    const { world } = worldAt('huge.vault.test');
    const past = world.histories();
    expect(past.length).toBeGreaterThanOrEqual(100_000);
    expect(new Set(past.map(({ id }) => id)).size).toBe(past.length);
    expect(past.every((job, at) => job.ended >= (past[at + 1]?.ended ?? 0))).toBe(true);
  });

  test.each(['created', 'start', 'end'] as const)('a window over the %s date is exact', (tests) => {
    const { clock, world } = worldAt('huge-20000.vault.test');
    world.switches.filterTests = tests;
    const [start, end] = [clock.now() - 90 * day, clock.now() - 80 * day];
    const dated = (job: { created: number; started: number; ended: number }) =>
      ({ created: job.created, start: Math.min(job.started, job.ended), end: job.ended })[tests];
    const expected = world.histories().filter((job) => dated(job) >= start && dated(job) <= end);
    expect(world.histories({ start, end }).map(({ id }) => id)).toEqual(
      expected.map(({ id }) => id),
    );
  });
});
