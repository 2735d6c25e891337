/** Several tabs of one user, any of which may stand still, as in a debugger, and go on. */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';

import { type Archive, createArchive } from './archive.ts';
import { createTabLeader } from './tab-leader.ts';
import { createAdversarialVault, finished, firstDay } from './testing/adversarial-vault.ts';
import { createTestDisk } from './testing/test-disk.ts';
import { createTestTabs } from './testing/test-tabs.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

const minute = 60_000;
const pollEveryMs = 3_000;

/** A Vault with some jobs, and what the tabs of a browser share. */
function createWorld(jobs: number) {
  const clock = createVirtualClock(firstDay + 100 * minute);
  const vault = createAdversarialVault(
    { filter: 'end', order: 'newest-first', pageRows: 20, latency: (call) => (call * 331) % 1_500 },
    clock,
  );
  let id = 0;
  const finish = (agoMs = 0) => {
    const end = clock.now() - agoMs;
    vault.add([finished((id += 1), { created: end - minute, end })]);
  };
  for (let nth = 0; nth < jobs; nth += 1) finish(nth * minute);
  return { clock, vault, finish, disk: createTestDisk(), tabs: createTestTabs(clock) };
}

type World = ReturnType<typeof createWorld>;

function createBrowser(jobs: number) {
  const world = createWorld(jobs);
  const opened: Tab[] = [];
  return {
    ...world,
    opened,
    open: () => {
      const tab = openTab(world);
      opened.push(tab);
      return tab;
    },
    close: async (tab: Tab) => {
      opened.splice(opened.indexOf(tab), 1);
      let isClosed = false;
      void tab.close().then(() => {
        isClosed = true;
      });
      await world.clock.until(() => isClosed);
    },
  };
}

type Tab = ReturnType<typeof openTab>;

function openTab({ vault, disk, tabs }: World) {
  const tab = tabs.open();
  const closed = new AbortController();
  const store = disk.open(async () => {
    await tab.clock.sleep(5, new AbortController().signal);
  });
  const tabLeader = createTabLeader({
    ...tab,
    name: 'test',
    onMessage: (message) =>
      message.kind === 'written' ? void archive.loadNew() : archive.addForwarded(message.recent),
  });
  const archive: Archive = createArchive({
    read: async (query, signal) => {
      const answer = await vault.read(query, signal);
      await tab.running();
      return answer;
    },
    store,
    clock: tab.clock,
    random: () => 0.5,
    tabs: tabLeader,
  });
  archive.start();
  const showScreen = async () => {
    while (!closed.signal.aborted) {
      archive.addRecent(vault.firstPage());
      await tab.clock.sleep(pollEveryMs, closed.signal);
    }
  };
  void showScreen();
  return {
    ...tab,
    archive,
    isLeading: () => !['opening', 'following'].includes(archive.state().activity.kind),
    close: async () => {
      closed.abort();
      await archive.stop();
      tabLeader.close();
    },
  };
}

function idsOf(archive: Archive): string[] {
  return archive.jobs().map(({ id }) => id);
}

/** It says so, and it is so. */
function isComplete(tab: Tab, { vault }: World): boolean {
  const all = vault.firstPage().total;
  const { coverage } = tab.archive.state();
  return coverage.kind === 'complete' && coverage.rows === all;
}

describe('rows kept from an earlier visit', () => {
  test('are not overwritten by what screens read while they are opened, nor read again', async () => {
    const browser = createBrowser(90);
    const first = browser.open();
    await browser.clock.until(() => isComplete(first, browser) && browser.disk.ids().length === 90);
    await browser.close(first);
    browser.finish();
    const before = browser.vault.queries.length;
    const second = browser.open();
    expect(await browser.clock.until(() => isComplete(second, browser), minute)).toBe(true);
    await browser.close(second);
    expect(browser.disk.ids()).toHaveLength(91);
    expect(browser.vault.queries.length - before).toBeLessThanOrEqual(2);
  });

  test('are not written by a tab that only follows', async () => {
    const browser = createBrowser(90);
    const first = browser.open();
    await browser.clock.until(() => isComplete(first, browser));
    const second = browser.open();
    browser.finish();
    await browser.clock.until(() => false, minute);
    expect(second.isLeading()).toBe(false);
    expect([first, second].map((tab) => isComplete(tab, browser))).toEqual([true, true]);
    expect(browser.disk.ids()).toHaveLength(91);
    expect(browser.disk.writers()).toBe(1);
  });
});

async function withFrozenLeader() {
  const browser = createBrowser(90);
  const first = browser.open();
  await browser.clock.until(() => isComplete(first, browser));
  const second = browser.open();
  await browser.clock.until(() => isComplete(second, browser), minute);
  first.setFrozen(true);
  for (let nth = 0; nth < 5; nth += 1) browser.finish();
  return { browser, first, second };
}

describe('a leading tab that stands still', () => {
  test('is replaced within seconds', async () => {
    const { browser, second } = await withFrozenLeader();
    expect(await browser.clock.until(() => isComplete(second, browser), 15_000)).toBe(true);
    expect(second.isLeading()).toBe(true);
    expect(await browser.clock.until(() => browser.disk.ids().length === 95, 1_000)).toBe(true);
  });

  test('is reported, and until it is replaced nothing is complete that isn’t', async () => {
    const { browser, second } = await withFrozenLeader();
    const seen: unknown[] = [];
    await browser.clock.until(() => {
      const { coverage, activity } = second.archive.state();
      seen.push({ ...coverage, ...activity });
      return second.isLeading();
    }, minute);
    expect(seen).toContainEqual(
      expect.objectContaining({ rows: 90, missing: 5, kind: 'following', isLeaderSilent: true }),
    );
  });

  test('writes nothing any more once it goes on, and follows', async () => {
    const { browser, first, second } = await withFrozenLeader();
    await browser.clock.until(() => second.isLeading(), minute);
    browser.finish();
    first.setFrozen(false);
    expect(await browser.clock.until(() => isComplete(first, browser), minute)).toBe(true);
    expect(await browser.clock.until(() => isComplete(second, browser), minute)).toBe(true);
    expect([first.isLeading(), second.isLeading()]).toEqual([false, true]);
    expect(browser.disk.ids()).toHaveLength(96);
    expect(new Set(idsOf(first.archive))).toEqual(new Set(browser.disk.ids()));
  });
});

type Event = {
  afterMs: number;
  kind: 'freeze' | 'go-on' | 'open' | 'close' | 'finish';
  tab: number;
};

const events = fc.array(
  fc.record<Event>({
    afterMs: fc.integer({ min: 1, max: 15_000 }),
    kind: fc.constantFrom('freeze', 'go-on', 'open', 'close', 'finish', 'finish'),
    tab: fc.nat(3),
  }),
  { maxLength: 30 },
);

const timeoutMs = 60_000;

property.prop([events, fc.nat(60)], {
  numRuns: 150,
  interruptAfterTimeLimit: timeoutMs / 2,
  markInterruptAsFailure: true,
})(
  'whichever tabs stand still, go on, open and close, none claims what it lacks, and all end equal',
  async (plan, jobs) => {
    const browser = createBrowser(jobs);
    const { clock, vault, opened, disk } = browser;
    browser.open();
    const checkClaims = () => {
      for (const tab of opened) {
        const { coverage } = tab.archive.state();
        if (tab.isFrozen() || coverage.kind !== 'complete') continue;
        const known = new Set<string>(idsOf(tab.archive));
        expect(known.size).toBe(tab.archive.jobs().length);
        const missing = vault.jobsBefore(coverage.asOf).filter(({ id }) => !known.has(id));
        expect(missing).toEqual([]);
      }
      return false;
    };
    for (const { afterMs, kind, tab: nth } of plan) {
      await clock.until(checkClaims, afterMs);
      const tab = opened[nth % Math.max(1, opened.length)];
      // Up to more than fit on the page that the screens read.
      if (kind === 'finish') for (let jobs = 0; jobs <= nth * 10; jobs += 1) browser.finish();
      else if (kind === 'open' && opened.length < 4) browser.open();
      else if (kind === 'close' && tab !== undefined && !tab.isFrozen()) await browser.close(tab);
      else tab?.setFrozen(kind === 'freeze');
    }
    for (const tab of opened) tab.setFrozen(false);
    if (opened.length === 0) browser.open();
    const areAllComplete = () => {
      checkClaims();
      return opened.every((tab) => isComplete(tab, browser));
    };
    expect(await clock.until(areAllComplete, 20 * minute)).toBe(true);
    const leaders = () => opened.filter((tab) => tab.isLeading());
    expect(await clock.until(() => leaders().length === 1, minute)).toBe(true);
    await clock.until(() => false, minute);
    const ids = vault.firstPage().jobs.map(({ id }) => String(id));
    expect(disk.ids().length).toBe(vault.firstPage().total);
    expect(disk.ids()).toEqual(expect.arrayContaining(ids));
    expect(vault.queries.length).toBeLessThan(300);
    for (const tab of opened.slice()) await browser.close(tab);
  },
  timeoutMs,
);
