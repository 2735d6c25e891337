/** An archive whose Vault warns that its answers lack rows. */
import { describe, expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';

import { createArchive, type Options } from './archive.ts';
import type { ReadPage, RecentJobs } from './crawl/page-query.ts';
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
const silentNode = [{ type: '', message: 'Node west-7 did not answer.' }];
/** Another tab leads, for as long as this one is open. */
const follower: NonNullable<Options['tabs']> = {
  lead: async (signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(signal));
    }),
  post: () => {},
};

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
  const disk = createTestDisk();
  const open = (tabs?: Options['tabs']) =>
    createArchive({ read, clock, random: () => 0.5, store: disk.open(), ...(tabs && { tabs }) });
  const archive = open();
  return {
    clock,
    archive,
    open,
    /** The list of finished jobs as a screen reads it. */
    list: (overrides: Partial<RecentJobs>): RecentJobs => ({
      jobs: [],
      total: rows,
      asOf: instant(clock.now()),
      budget: undefined,
      delayMs: 0,
      ...overrides,
    }),
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
  const { archive, clock, kind, warn, list } = warningVault();
  warn(false);
  archive.start();
  expect(await clock.until(() => kind() === 'complete')).toBe(true);
  warn(true);
  archive.addRecent(list({ warnings: silentNode }));
  expect(kind()).toBe('partial');
  expect(archive.state().warnings).toHaveLength(1);
  await archive.stop();
});

test('a search for one job that Vault answers with a warning alone does so, too', async () => {
  const { archive, clock, kind, warn } = warningVault();
  warn(false);
  archive.start();
  expect(await clock.until(() => kind() === 'complete')).toBe(true);
  warn(true);
  archive.addDeparted([finished(rows + 1, { created: clock.now() - hour, end: clock.now() })]);
  expect(await clock.until(() => kind() === 'partial', 60_000)).toBe(true);
  expect(archive.state().warnings).toHaveLength(1);
  await archive.stop();
});

describe('once the history is complete again, later doubts do not repeat old warnings', () => {
  test.each([
    ['a total that differs', { total: rows + 1 }],
    ['a list without a total', { total: undefined }],
  ])('such as %s', async (_, later) => {
    const { archive, clock, kind, warn, list } = warningVault();
    archive.start();
    await clock.until(() => kind() === 'complete', hour);
    expect(archive.state().warnings).toHaveLength(1);
    warn(false);
    expect(await clock.until(() => kind() === 'complete')).toBe(true);
    archive.addRecent(list(later));
    expect(kind()).toBe('partial');
    expect(archive.state().warnings).toEqual([]);
    await archive.stop();
  });

  test('in a tab that follows another one', async () => {
    const { archive, open, clock, kind, warn, list } = warningVault();
    warn(false);
    archive.start();
    expect(await clock.until(() => kind() === 'complete')).toBe(true);
    await archive.stop();
    const other = open(follower);
    const { state } = other;
    other.start();
    expect(await clock.until(() => state().coverage.kind === 'complete')).toBe(true);
    other.addRecent(list({ warnings: silentNode }));
    expect([state().coverage.kind, state().warnings.length]).toEqual(['partial', 1]);
    other.addRecent(list({}));
    expect([state().coverage.kind, state().warnings.length]).toEqual(['complete', 0]);
    other.addRecent(list({ total: rows + 1 }));
    expect([state().coverage.kind, state().warnings.length]).toEqual(['partial', 0]);
    await other.stop();
  });
});
