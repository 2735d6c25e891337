/**
 * A wall that is never touched must cost no more after weeks than on its first day. How long it
 * runs is told by WALL_REFRESHES: each is one poll of Vault, 10 s after the one before.
 */
import type { CDPSession, Page } from '@playwright/test';

import { expect, leap, polls, type Stage, test } from './fixtures.ts';

test.use({
  world: 'busy',
  at: '2026-03-10T14:00:00Z',
  trace: 'off',
  viewport: { width: 960, height: 540 },
});

const second = 1_000;
const refreshes = Number(process.env['WALL_REFRESHES'] ?? 400);
/** The first hundreds still compile code and fill the failures of a day. */
const early = Math.min(500, Math.round(refreshes * 0.75));

type Refresh = (times: number) => Promise<void>;

/** Lets so many polls happen, each answered before the next. */
function refresher(page: Page, stage: Stage): Refresh {
  return async (times) => {
    for (let nth = 0; nth < times; nth += 1) {
      stage.vault.calls.length = 0; // else the simulator would be what grows
      await leap(page, stage, 10 * second);
      // A poll that is due while the page renders comes a second later.
      for (let more = 0; more < 30 && polls(stage) === 0; more += 1) {
        await leap(page, stage, second);
      }
      expect(polls(stage)).toBeGreaterThan(0);
    }
  };
}

type Weight = { heap: number; nodes: number; listeners: number; entries: number };

/** What is left when all that can be forgotten is: over one round of pages, as these differ. */
async function weigh(page: Page, browser: CDPSession, refresh: Refresh): Promise<Weight> {
  const samples: Weight[] = [];
  for (let nth = 0; nth < 12; nth += 1) {
    await refresh(1);
    await browser.send('HeapProfiler.collectGarbage');
    await browser.send('HeapProfiler.collectGarbage');
    const { metrics } = await browser.send('Performance.getMetrics');
    const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    samples.push({
      heap: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      entries: await page.evaluate('performance.getEntries().length'),
    });
  }
  const most = (name: keyof Weight) => Math.max(...samples.map((sample) => sample[name]));
  return {
    heap: Math.min(...samples.map(({ heap }) => heap)),
    nodes: most('nodes'),
    listeners: most('listeners'),
    entries: most('entries'),
  };
}

test(`a wall weighs after ${refreshes} refreshes what it weighed after ${early}`, async ({
  page,
  stage,
}) => {
  test.setTimeout(120_000 + refreshes * 2_000);
  await page.goto(`${stage.url}/wall`);
  await expect(page.locator('span[data-tone]')).toHaveText('Live');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');

  const refresh = refresher(page, stage);
  await refresh(early);
  const first = await weigh(page, browser, refresh);
  test.info().annotations.push({ type: `after ${early}`, description: JSON.stringify(first) });
  await refresh(refreshes - early);
  const last = await weigh(page, browser, refresh);
  test.info().annotations.push({ type: `after ${refreshes}`, description: JSON.stringify(last) });

  await expect(page.locator('span[data-tone]')).toHaveText('Live');
  expect(last.heap).toBeLessThanOrEqual(first.heap * 1.05);
  expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.1);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners);
  expect(last.entries).toBeLessThanOrEqual(first.entries);
});
