/** An archive whose Vault warns that its answers lack rows. */
import { describe, expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';

import { createArchive } from './archive.ts';
import type { ReadPage } from './crawl/page-query.ts';
import {
  createAdversarialVault,
  finished,
  firstDay,
  type World,
} from './testing/adversarial-vault.ts';
import { createTestDisk } from './testing/test-disk.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

const hour = 3_600_000;
const rows = 900;

/** While it warns, every third job is missing, from the totals as well. */
function warningVault(overrides: Partial<World> = {}) {
  const clock = createVirtualClock(firstDay + 100 * 24 * hour);
  const world: World = { filter: 'end', order: 'newest-first', pageRows: 200, ...overrides };
  const whole = createAdversarialVault(world, clock);
  const part = createAdversarialVault(world, clock);
  const jobs = Array.from({ length: rows }, (_, id) => {
    const end = clock.now() - (id + 1) * hour;
    return finished(id + 1, { created: end - hour, end });
  });
  whole.add(jobs);
  part.add(jobs.filter(({ id }) => Number(id) % 3 !== 0));
  let isWarning = true;
  const read: ReadPage = async (query, signal) => {
    if (!isWarning) return whole.read(query, signal);
    const warnings = [{ type: 'PARTIAL_RESULT', message: 'Node west-7 did not answer.' }];
    return { ...(await part.read(query, signal)), warnings };
  };
  const archive = createArchive({ read, clock, random: () => 0.5, store: createTestDisk().open() });
  return {
    clock,
    archive,
    calls: () => whole.queries.length + part.queries.length,
    warn: (value: boolean) => {
      isWarning = value;
    },
    kind: () => archive.state().coverage.kind,
  };
}

describe.each<World['order']>(['newest-first', 'by-id'])('with rows in the order %s', (order) => {
  test('it reads all that is listed, is not complete, and says what Vault warned of', async () => {
    const { archive, clock, kind, calls } = warningVault({ order });
    archive.start();
    const claimed = await clock.until(() => kind() === 'complete', 2 * hour);
    expect(claimed).toBe(false);
    expect(archive.jobs()).toHaveLength(rows * (2 / 3));
    expect(archive.state().coverage).toMatchObject({ kind: 'partial', covered: undefined });
    expect(archive.state().warnings).toMatchObject([{ message: 'Node west-7 did not answer.' }]);
    // What fills the pages, and then one call a minute.
    expect(calls()).toBeLessThan(30 + 2 * 60);
    await archive.stop();
  });

  test('once Vault no longer warns it becomes complete, with every job', async () => {
    const { archive, clock, kind, warn } = warningVault({ order });
    archive.start();
    await clock.until(() => kind() === 'complete', hour);
    warn(false);
    expect(await clock.until(() => kind() === 'complete')).toBe(true);
    expect(archive.jobs()).toHaveLength(rows);
    expect(archive.state().warnings).toEqual([]);
    await archive.stop();
  });

  test('one that was complete keeps its jobs while Vault warns, and is in doubt', async () => {
    const { archive, clock, kind, warn, calls } = warningVault({ order });
    warn(false);
    archive.start();
    expect(await clock.until(() => kind() === 'complete')).toBe(true);
    warn(true);
    const before = calls();
    expect(await clock.until(() => kind() === 'partial')).toBe(true);
    await clock.until(() => kind() === 'complete', hour);
    expect(kind()).toBe('partial');
    expect(archive.jobs()).toHaveLength(rows);
    expect(calls() - before).toBeLessThan(70);
    warn(false);
    expect(await clock.until(() => kind() === 'complete')).toBe(true);
    expect(archive.jobs()).toHaveLength(rows);
    await archive.stop();
  });
});

test('a warned list that a screen has read puts a complete archive in doubt', async () => {
  const { archive, clock, kind, warn } = warningVault();
  warn(false);
  archive.start();
  expect(await clock.until(() => kind() === 'complete')).toBe(true);
  warn(true);
  archive.addRecent({
    jobs: [],
    total: rows,
    asOf: instant(clock.now()),
    budget: undefined,
    delayMs: 0,
    warnings: [{ type: '', message: 'Node west-7 did not answer.' }],
  });
  expect(kind()).toBe('partial');
  expect(archive.state().warnings).toHaveLength(1);
  await archive.stop();
});
