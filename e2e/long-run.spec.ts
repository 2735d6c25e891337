/** An overview left open: it must cost no more after hours than after minutes. */
import type { Page } from '@playwright/test';

import { expect, skipTime, open, monitorCalls, type Testbed, test } from './fixtures.ts';

test.use({ world: 'busy', trace: 'off' });

/** Lets so many polls happen, each answered before the next. */
async function poll(page: Page, testbed: Testbed, times: number) {
  const header = page.getByRole('banner');
  const often = { intervals: [5, 10, 20] };
  for (let nth = 1; nth <= times; nth += 1) {
    const before = monitorCalls(testbed);
    await skipTime(page, testbed, 10_000);
    // A poll that is due while the page renders comes a second later.
    if (monitorCalls(testbed) === before) await skipTime(page, testbed, 1_000);
    await expect.poll(() => monitorCalls(testbed), often).toBe(before + 1);
    await expect.poll(() => header.textContent(), often).toMatch(/Live, [0-4] s old/);
  }
}

/** What is left when all that can be forgotten is. */
async function weigh(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  await browser.send('HeapProfiler.collectGarbage');
  await browser.send('HeapProfiler.collectGarbage');
  const { metrics } = await browser.send('Performance.getMetrics');
  await browser.detach();
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return {
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    rows: await page.getByRole('row').count(),
  };
}

test('200 polls of a busy Vault leave heap and nodes where they were after 50', async ({
  page,
  testbed,
}) => {
  test.setTimeout(300_000);
  await open(page, testbed);
  await expect(page.getByRole('table', { name: 'Running and queued jobs' })).toBeVisible();
  await poll(page, testbed, 50);
  const early = await weigh(page);
  await poll(page, testbed, 150);
  const late = await weigh(page);

  expect(late.heap).toBeLessThanOrEqual(early.heap * 1.1);
  const most = 60; // nodes a row, with its badge, links and times
  expect(late.nodes - early.nodes).toBeLessThanOrEqual(Math.max(0, late.rows - early.rows) * most);
  expect(late.listeners).toBeLessThanOrEqual(early.listeners);
});
