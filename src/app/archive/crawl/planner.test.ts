import { describe, expect, test } from 'vitest';

import { archive } from '../archive.ts';
import { dawn, finished, keptStore, vault, type World } from '../testing/adversarial-vault.ts';
import { pretendClock } from '../testing/virtual-clock.ts';

const hour = 3_600_000;
const patienceMs = 120_000;

function job(id: number, end: number) {
  return finished(id, { created: end - (((id * 7_919) % 1_440) + 1) * 60_000, end });
}

/** A Vault with so many jobs, one every few minutes, each created up to a day before. */
function large(rows: number, given: Partial<World> = {}) {
  const clock = pretendClock(dawn + 400 * 24 * hour);
  const everyMs = (300 * 24 * hour) / rows;
  const model = vault({ filter: 'end', order: 'newest-first', pageRows: 200, ...given }, clock);
  model.add(
    Array.from({ length: rows }, (_, place) =>
      job(place, Math.floor(clock.now() / 1_000) * 1_000 - Math.round(place * everyMs)),
    ),
  );
  let next = rows;
  return { clock, model, finish: () => model.add([job((next += 1), clock.now())]) };
}

type Large = ReturnType<typeof large>;

function reading({ clock, model }: Large, store = keptStore()) {
  return archive({ read: model.read, clock, random: () => 0.5, store });
}

function isComplete(subject: ReturnType<typeof archive>) {
  return () => {
    const { coverage, doing } = subject.state();
    return coverage.kind === 'complete' && doing.kind === 'resting';
  };
}

describe('100,000 jobs', () => {
  for (const filter of ['end', 'created'] as const) {
    test(
      `take the pages needed and a few, while more finish and the filter tests ${filter}`,
      async () => {
        const world = large(100_000, {
          filter,
          before: (call) => call % 5 === 0 && world.finish(),
        });
        const subject = reading(world);
        subject.start();
        expect(await world.clock.until(isComplete(subject))).toBe(true);
        const ids = subject.jobs().map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const rows = world.model.asked.length;
        expect(rows).toBeLessThanOrEqual(Math.ceil(ids.length / 200) + 15);
        await subject.stop();
      },
      patienceMs,
    );
  }
});

describe('a reading that was cut short', () => {
  test.each([3, 11, 40])(
    'after %i calls goes on where it was, with few calls more than one that was not',
    async (calls) => {
      const world = large(10_000);
      const store = keptStore();
      const first = reading(world, store);
      first.start();
      await world.clock.until(() => world.model.asked.length >= calls);
      await first.stop();
      for (let more = 0; more < 30; more += 1) world.finish();
      const second = reading(world, store);
      second.start();
      expect(await world.clock.until(isComplete(second))).toBe(true);
      expect(second.jobs()).toHaveLength(10_030);
      expect(world.model.asked.length).toBeLessThanOrEqual(51 + 14);
      await second.stop();
    },
    patienceMs,
  );

  test('asks nothing again of what it knows but whether there is more', async () => {
    const world = large(3_000);
    const store = keptStore();
    const first = reading(world, store);
    first.start();
    await world.clock.until(isComplete(first));
    await first.stop();
    const before = world.model.asked.length;
    const second = reading(world, store);
    second.start();
    await world.clock.until(() => isComplete(second)() && world.model.asked.length > before);
    expect(world.model.asked.length - before).toBe(1);
    await second.stop();
  });

  test(
    'after a week away reads what is new and little else',
    async () => {
      const world = large(20_000);
      const store = keptStore();
      const first = reading(world, store);
      first.start();
      await world.clock.until(isComplete(first));
      await first.stop();
      for (let more = 0; more < 1_000; more += 1) {
        await world.clock.until(() => false, 600_000);
        world.finish();
      }
      const before = world.model.asked.length;
      const second = reading(world, store);
      second.start();
      await world.clock.until(() => isComplete(second)() && second.jobs().length === 21_000);
      expect(second.jobs()).toHaveLength(21_000);
      expect(world.model.asked.length - before).toBeLessThanOrEqual(5 + 10);
      await second.stop();
    },
    patienceMs,
  );
});

describe('the newest', () => {
  test.each(['newest-first', 'oldest-first', 'by-id', 'shuffled'] as const)(
    'come first, though Vault lists %s',
    async (order) => {
      const world = large(6_000, { order, filter: 'created' });
      const subject = reading(world);
      subject.start();
      const froms: string[] = [];
      await world.clock.until(() => {
        const { coverage } = subject.state();
        const from = coverage.kind === 'partial' ? coverage.covered?.from : undefined;
        if (from !== undefined && from !== froms.at(-1)) froms.push(from);
        return isComplete(subject)();
      });
      expect(froms.length).toBeGreaterThan(1);
      expect(froms).toEqual(froms.toSorted().toReversed());
      await subject.stop();
    },
  );
});

describe('Vault’s budget', () => {
  test('is never used by more than a quarter in any five minutes', async () => {
    const calls: number[] = [];
    const world: Large = large(20_000, {
      budget: { limit: 100, others: () => 40 },
      before: () => calls.push(world.clock.now()),
    });
    const subject = reading(world);
    subject.start();
    expect(await world.clock.until(isComplete(subject))).toBe(true);
    for (const [place, at] of calls.entries()) {
      const window = calls.slice(place).filter((other) => other < at + 5 * 60_000);
      expect(window.length).toBeLessThanOrEqual(25);
    }
    await subject.stop();
  });

  test('is left alone while less than 30 % remain, until a screen hears of more', async () => {
    let used = 75;
    const world = large(5_000, { budget: { limit: 100, others: () => used } });
    const subject = reading(world);
    subject.start();
    await world.clock.until(() => subject.state().doing.kind === 'waiting');
    expect(world.model.asked).toHaveLength(1);
    used = 0;
    subject.noticed(world.model.peek());
    await world.clock.until(() => subject.state().doing.kind !== 'waiting');
    expect(await world.clock.until(() => world.model.asked.length > 5, 10_000)).toBe(true);
    await subject.stop();
  });
});

describe('a job that leaves the monitors', () => {
  test.each(['created', 'start', 'end'] as const)(
    'is found with the first call where the filter tests %s',
    async (filter) => {
      const world = large(3_000, { filter });
      const subject = reading(world);
      subject.start();
      await world.clock.until(isComplete(subject));
      const end = world.clock.now() + 60_000;
      const left = finished(99_999, { created: end - 90 * 24 * hour, end });
      await world.clock.until(() => false, 60_000);
      world.model.add([left]);
      const before = world.model.asked.length;
      subject.departed([left]);
      await world.clock.until(() => subject.state().sought === 0);
      expect(subject.jobs().some(({ id }) => id === left.id)).toBe(true);
      // One that finds it, one that compares.
      expect(world.model.asked.length - before).toBeLessThanOrEqual(2);
      await subject.stop();
    },
  );
});

describe('an ended session', () => {
  test('stops the reading until it is resumed', async () => {
    const world = large(3_000, { fault: (call) => (call === 4 ? 'expired' : undefined) });
    const subject = reading(world);
    subject.start();
    await world.clock.until(() => subject.state().doing.kind === 'stopped');
    expect(subject.state().error?.kind).toBe('sign-in');
    const before = world.model.asked.length;
    await world.clock.until(() => false, hour);
    expect(world.model.asked.length).toBe(before);
    subject.resume();
    expect(await world.clock.until(isComplete(subject))).toBe(true);
    expect(subject.state().error).toBeUndefined();
    await subject.stop();
  });
});
