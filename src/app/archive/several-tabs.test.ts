import { describe, expect, test } from 'vitest';

/** Several tabs of one user, any of which may stand still, as in a debugger, and go on. */
import { fc, test as property } from '#contract/testing/property-test.ts';

import type { Archive } from './archive.ts';
import { createBrowser, type Tab, type World } from './testing/browser.ts';

const minute = 60_000;

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

test('the history counts as stored only once a visit has read it to its end', async () => {
  const browser = createBrowser(90);
  const first = browser.open();
  await browser.clock.until(() => browser.disk.ids().length > 20);
  await browser.close(first);
  expect(browser.disk.ids().length).toBeLessThan(90);
  const isStored = async () => {
    const tab = browser.open();
    await browser.clock.until(() => tab.archive.state().activity.kind !== 'opening');
    const { hasStoredHistory } = tab.archive.state();
    expect(await browser.clock.until(() => isComplete(tab, browser), minute)).toBe(true);
    await browser.close(tab);
    return hasStoredHistory;
  };
  expect([await isStored(), await isStored()]).toEqual([false, true]);
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

test('a tab that follows one that is paused knows it', async () => {
  const browser = createBrowser(90);
  const first = browser.open();
  await browser.clock.until(() => isComplete(first, browser));
  const second = browser.open();
  await browser.clock.until(() => isComplete(second, browser), minute);
  first.archive.pause();
  const leader = () => {
    const { activity } = second.archive.state();
    return activity.kind === 'following' ? activity.leader : undefined;
  };
  expect(await browser.clock.until(() => leader() === 'paused', 5_000)).toBe(true);
  first.archive.resume();
  expect(await browser.clock.until(() => leader() === 'active', 5_000)).toBe(true);
});

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
      expect.objectContaining({ rows: 90, missing: 5, kind: 'following', leader: 'silent' }),
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
