import { describe, expect, test } from 'vitest';

import type { Job } from '#contract/jobs.ts';

import { createArchive } from '../archive.ts';
import {
  firstDay,
  finished,
  createAdversarialVault,
  type World,
} from '../testing/adversarial-vault.ts';
import { createTestDisk } from '../testing/test-disk.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

const hour = 3_600_000;
const timeoutMs = 120_000;

function job(id: number, end: number) {
  return finished(id, { created: end - (((id * 7_919) % 1_440) + 1) * 60_000, end });
}

const starts = firstDay + 400 * 24 * hour;
const made = new Map<number, Job[]>();

/** At even intervals. Made once for each number, as 100,000 take a second. */
function manyJobs(rows: number): Job[] {
  const everyMs = (300 * 24 * hour) / rows;
  const jobs =
    made.get(rows) ??
    Array.from({ length: rows }, (_, place) => job(place, starts - Math.round(place * everyMs)));
  made.set(rows, jobs);
  return jobs;
}

/** A Vault with many jobs, each created up to a day before it ended. */
function largeVault(rows: number, overrides: Partial<World> = {}) {
  const clock = createVirtualClock(starts);
  const model = createAdversarialVault(
    { filter: 'end', order: 'newest-first', pageRows: 200, ...overrides },
    clock,
  );
  model.add(manyJobs(rows));
  let next = rows;
  return { clock, model, finish: () => model.add([job((next += 1), clock.now())]) };
}

type LargeVault = ReturnType<typeof largeVault>;

function createReader({ clock, model }: LargeVault, disk = createTestDisk()) {
  const store = disk.open();
  return createArchive({ read: model.read, clock, random: () => 0.5, store });
}

function isComplete(archive: ReturnType<typeof createArchive>) {
  return () => {
    const { coverage, activity } = archive.state();
    return coverage.kind === 'complete' && activity.kind === 'idle';
  };
}

describe('100,000 jobs', () => {
  for (const filter of ['end', 'created'] as const) {
    test(
      `take their pages and few calls more, while others finish and the filter tests ${filter}`,
      async () => {
        const world = largeVault(100_000, {
          filter,
          before: (call) => call % 5 === 0 && world.finish(),
        });
        const archive = createReader(world);
        archive.start();
        expect(await world.clock.until(isComplete(archive))).toBe(true);
        const ids = archive.jobs().map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const rows = world.model.queries.length;
        expect(rows).toBeLessThanOrEqual(Math.ceil(ids.length / 200) + 15);
        await archive.stop();
      },
      timeoutMs,
    );
  }
});

describe('a reading that was interrupted', () => {
  test.each([3, 11, 40])(
    'after %i calls resumes where it was, with few calls more than one that was not',
    async (calls) => {
      const world = largeVault(10_000);
      const disk = createTestDisk();
      const first = createReader(world, disk);
      first.start();
      await world.clock.until(() => world.model.queries.length >= calls);
      await first.stop();
      for (let more = 0; more < 30; more += 1) world.finish();
      const second = createReader(world, disk);
      second.start();
      expect(await world.clock.until(isComplete(second))).toBe(true);
      expect(second.jobs()).toHaveLength(10_030);
      expect(world.model.queries.length).toBeLessThanOrEqual(51 + 14);
      await second.stop();
    },
    timeoutMs,
  );

  test('asks only whether there is more if everything is known', async () => {
    const world = largeVault(3_000);
    const disk = createTestDisk();
    const first = createReader(world, disk);
    first.start();
    await world.clock.until(isComplete(first));
    await first.stop();
    const before = world.model.queries.length;
    const second = createReader(world, disk);
    second.start();
    await world.clock.until(() => isComplete(second)() && world.model.queries.length > before);
    expect(world.model.queries.length - before).toBe(1);
    await second.stop();
  });

  test(
    'reads after a week little else than what is new',
    async () => {
      const world = largeVault(20_000);
      const disk = createTestDisk();
      const first = createReader(world, disk);
      first.start();
      await world.clock.until(isComplete(first));
      await first.stop();
      for (let more = 0; more < 1_000; more += 1) {
        await world.clock.until(() => false, 600_000);
        world.finish();
      }
      const before = world.model.queries.length;
      const second = createReader(world, disk);
      second.start();
      await world.clock.until(() => isComplete(second)() && second.jobs().length === 21_000);
      expect(second.jobs()).toHaveLength(21_000);
      expect(world.model.queries.length - before).toBeLessThanOrEqual(5 + 10);
      await second.stop();
    },
    timeoutMs,
  );
});

describe('the newest', () => {
  test.each(['newest-first', 'oldest-first', 'by-id', 'shuffled'] as const)(
    'come first even if Vault lists %s',
    async (order) => {
      const world = largeVault(6_000, { order, filter: 'created' });
      const archive = createReader(world);
      archive.start();
      const froms: string[] = [];
      await world.clock.until(() => {
        const { coverage } = archive.state();
        const from = coverage.kind === 'partial' ? coverage.covered?.from : undefined;
        if (from !== undefined && from !== froms.at(-1)) froms.push(from);
        return isComplete(archive)();
      });
      expect(froms.length).toBeGreaterThan(1);
      expect(froms).toEqual(froms.toSorted().toReversed());
      await archive.stop();
    },
  );
});

describe('Vault’s budget', () => {
  test('is used by no more than a quarter in any five minutes', async () => {
    const calls: number[] = [];
    const world: LargeVault = largeVault(20_000, {
      budget: { limit: 100, others: () => 40 },
      before: () => calls.push(world.clock.now()),
    });
    const archive = createReader(world);
    archive.start();
    expect(await world.clock.until(isComplete(archive))).toBe(true);
    for (const [place, at] of calls.entries()) {
      const window = calls.slice(place).filter((other) => other < at + 5 * 60_000);
      expect(window.length).toBeLessThanOrEqual(25);
    }
    await archive.stop();
  });

  test('is not touched below 30 %, until a screen’s answer shows more', async () => {
    let used = 75;
    const world = largeVault(5_000, { budget: { limit: 100, others: () => used } });
    const archive = createReader(world);
    archive.start();
    await world.clock.until(() => archive.state().activity.kind === 'waiting');
    expect(world.model.queries).toHaveLength(1);
    used = 0;
    archive.addRecent(world.model.firstPage());
    await world.clock.until(() => archive.state().activity.kind !== 'waiting');
    expect(await world.clock.until(() => world.model.queries.length > 5, 10_000)).toBe(true);
    await archive.stop();
  });
});

describe('a job that leaves the monitors', () => {
  test.each(['created', 'start', 'end'] as const)(
    'is found with the first call where the filter tests %s',
    async (filter) => {
      const world = largeVault(3_000, { filter });
      const archive = createReader(world);
      archive.start();
      await world.clock.until(isComplete(archive));
      const end = world.clock.now() + 60_000;
      const left = finished(99_999, { created: end - 90 * 24 * hour, end });
      await world.clock.until(() => false, 60_000);
      world.model.add([left]);
      const before = world.model.queries.length;
      archive.addDeparted([left]);
      await world.clock.until(() => archive.state().departed === 0);
      expect(archive.jobs().some(({ id }) => id === left.id)).toBe(true);
      // One call finds it, one compares.
      expect(world.model.queries.length - before).toBeLessThanOrEqual(2);
      await archive.stop();
    },
  );
});

describe('an ended session', () => {
  test('stops the reading until it is resumed', async () => {
    const world = largeVault(3_000, { fault: (call) => (call === 4 ? 'expired' : undefined) });
    const archive = createReader(world);
    archive.start();
    await world.clock.until(() => archive.state().activity.kind === 'stopped');
    expect(archive.state().error?.kind).toBe('sign-in');
    const before = world.model.queries.length;
    await world.clock.until(() => false, hour);
    expect(world.model.queries.length).toBe(before);
    archive.resume();
    expect(await world.clock.until(isComplete(archive))).toBe(true);
    expect(archive.state().error).toBeUndefined();
    await archive.stop();
  });
});
