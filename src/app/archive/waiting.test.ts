/** What a reading waits for and until when, how long it takes yet, and what ends a pause. */
import { expect, test } from 'vitest';

import { createArchive } from './archive.ts';
import {
  createAdversarialVault,
  finished,
  firstDay,
  type World,
} from './testing/adversarial-vault.ts';
import { createTestDisk } from './testing/test-disk.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const window = 5 * minute;

function reader(rows: number, overrides: Partial<World> = {}) {
  const clock = createVirtualClock(firstDay + 300 * 24 * 60 * minute);
  const vault = createAdversarialVault(
    { filter: 'end', order: 'newest-first', pageRows: 200, ...overrides },
    clock,
  );
  vault.add(
    Array.from({ length: rows }, (_, id) => {
      const end = clock.now() - (id + 1) * minute;
      return finished(id + 1, { created: end - minute, end });
    }),
  );
  const store = createTestDisk().open();
  const archive = createArchive({ read: vault.read, clock, random: () => 0.5, store });
  return { archive, clock, state: archive.state, vault };
}

test('it names its share as what it waits for, and the moment at which it goes on', async () => {
  const { archive, clock, state } = reader(6_000, { budget: { limit: 40, others: () => 0 } });
  archive.start();
  await clock.until(() => state().activity.kind === 'waiting');
  const { activity, leftMs } = state();
  expect(activity).toMatchObject({ kind: 'waiting', why: 'share' });
  const untilMs = activity.kind === 'waiting' ? activity.untilMs : 0;
  expect(untilMs).toBeGreaterThan(clock.now());
  expect(untilMs).toBeLessThanOrEqual(clock.now() + window);
  expect(leftMs).toBeUndefined();
  await clock.until(() => state().activity.kind === 'reading', window);
  expect(clock.now()).toBeGreaterThanOrEqual(untilMs);
  await archive.stop();
});

test('it says that few calls are left for everybody where that is why', async () => {
  const { archive, clock, state } = reader(6_000, { budget: { limit: 1_000, others: () => 800 } });
  archive.start();
  await clock.until(() => state().activity.kind === 'waiting');
  expect(state().activity).toMatchObject({ kind: 'waiting', why: 'low' });
  expect(state().leftMs).toBeUndefined();
  await archive.stop();
});

test('its estimate counts the pauses to come, so that it never says a second for minutes', async () => {
  const { archive, clock, state } = reader(6_000, { budget: { limit: 40, others: () => 0 } });
  archive.start();
  const estimates: { at: number; leftMs: number }[] = [];
  await clock.until(() => {
    const { leftMs, coverage } = state();
    if (leftMs !== undefined) estimates.push({ at: clock.now(), leftMs });
    return coverage.kind === 'complete';
  });
  expect(state().coverage.kind).toBe('complete');
  expect(estimates.length).toBeGreaterThan(3);
  for (const { at, leftMs } of estimates) {
    // The whole windows that remain, give or take one.
    expect(at + leftMs).toBeGreaterThan(clock.now() - window - minute);
  }
  await archive.stop();
});

test('a person’s pause outlasts an ended session, whose renewal another tab has noticed', async () => {
  const { archive, clock, state, vault } = reader(900, {
    fault: (call) => (call === 3 ? 'expired' : undefined),
  });
  archive.start();
  await clock.until(() => vault.queries.length >= 3);
  // Its answer is still under way.
  archive.pause();
  await clock.until(() => state().activity.kind === 'paused', minute);
  expect(state().error?.kind).toBe('sign-in');
  archive.addForwarded(vault.firstPage());
  const calls = vault.queries.length;
  await clock.until(() => false, 10 * minute);
  expect(state().activity.kind).toBe('paused');
  expect(vault.queries).toHaveLength(calls);

  archive.resume();
  expect(await clock.until(() => state().coverage.kind === 'complete')).toBe(true);
  await archive.stop();
});

test('reading that an ended session has stopped resumes once another tab has a new one', async () => {
  const { archive, clock, state, vault } = reader(900, {
    fault: (call) => (call === 3 ? 'expired' : undefined),
  });
  archive.start();
  expect(await clock.until(() => state().activity.kind === 'stopped', minute)).toBe(true);
  archive.addForwarded(vault.firstPage());
  expect(await clock.until(() => state().coverage.kind === 'complete', hour)).toBe(true);
  await archive.stop();
});

test.each([
  ['fewer', -3],
  ['more', 3],
])(
  'a total of %s than Vault lists is called a contradiction, and nothing is left',
  async (_, by) => {
    const fault = by < 0 ? ('total-low' as const) : ('total-high' as const);
    const { archive, clock, state } = reader(450, { fault: () => fault });
    archive.start();
    const isContradicted = () => {
      const { coverage } = state();
      return coverage.kind === 'partial' && coverage.contradicts;
    };
    // The difference is shown at once; that Vault contradicts itself, once everything was read again in vain.
    const isShown = () => {
      const { coverage } = state();
      return coverage.kind === 'partial' && coverage.missing === by;
    };
    expect(await clock.until(isShown, minute)).toBe(true);
    expect(await clock.until(isContradicted, 120 * minute)).toBe(true);
    expect(state().leftMs).toBeUndefined();
    await archive.stop();
  },
);
