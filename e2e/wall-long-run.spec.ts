/**
 * A wall that is never touched must cost no more after weeks than on its first day. How long it
 * runs is told by WALL_REFRESHES: each is one poll of Vault, 10 s after the one before.
 */
import type { CDPSession, Page } from '@playwright/test';

import { launchOptions } from './chromium.ts';
import { expect, skipTime, passTime, monitorCalls, type Testbed, test } from './fixtures.ts';

test.use({
  world: 'busy',
  at: '2026-03-10T14:00:00Z',
  trace: 'off',
  viewport: { width: 960, height: 540 },
  // Optimised code is made for an hour of running and more, at a rate that would hide a leak; and the
  // bytecode of what has not run for a while is dropped and made again, half a megabyte of it.
  launchOptions: {
    ...launchOptions,
    args: [...launchOptions.args, '--js-flags=--no-opt --no-maglev --no-flush-bytecode'],
  },
});

const second = 1_000;
const hour = 3_600 * second;
const refreshes = Number(process.env['WALL_REFRESHES'] ?? 400);
/** Before that, what is rarely used may not have been yet; the heap still fills until about 300. */
const early = Math.min(500, refreshes - 100);

test(`a wall weighs after ${refreshes} refreshes what it weighed after ${early}`, async ({
  page,
  testbed,
}) => {
  test.setTimeout(120_000 + refreshes * 2_000);
  // The world is lively for two hours only when it begins: the lists of a day would still fill.
  await skipTime(page, testbed, 26 * hour);
  await testbed.signIn(page.context());
  await page.goto(`${testbed.url}/wall`);
  await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
  const scales = await scalesFor(page);
  // The chart comes last, and each new failure leads back to the first page: it could be loaded
  // between the two weighings, or missing from one. While it is off the screen, React keeps its nodes.
  const chart = page.getByRole('region', { name: /^Finished (in|since)/ });
  const showChart = async () => {
    for (let nth = 0; nth < 20 && (await chart.count()) === 0; nth += 1)
      await page.keyboard.press('ArrowRight');
    await expect(chart).toBeVisible();
  };
  await showChart();

  const refresh = async (times: number) => {
    for (let nth = 0; nth < times; nth += 1) await refreshed(page, testbed);
  };
  await refresh(early);
  const refreshOnce = async () => refresh(1);
  const first = await weigh(scales, { refreshOnce, showChart });
  test.info().annotations.push({ type: `after ${early}`, description: JSON.stringify(first) });
  await refresh(refreshes - early);
  const last = await weigh(scales, { refreshOnce, showChart });
  test.info().annotations.push({ type: `after ${refreshes}`, description: JSON.stringify(last) });

  await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
  expect(last.heap).toBeLessThanOrEqual(first.heap * 1.05);
  // Those on screen are as many as there are jobs to tell of, which its size limits.
  expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.5);
  expect(last.loose).toBeLessThanOrEqual(first.loose * 1.1 + 50);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners);
  expect(last.entries).toBeLessThanOrEqual(first.entries);
});

/** Lets one poll happen and be answered, with all that ticks before it. */
async function refreshed(page: Page, testbed: Testbed): Promise<void> {
  // Else what the test remembers would be what grows.
  testbed.vault.calls.length = 0;
  testbed.lines.length = 0;
  await passTime(page, testbed, 10 * second);
  for (let more = 0; more < 30 && monitorCalls(testbed) === 0; more += 1)
    await passTime(page, testbed, second);
  expect(monitorCalls(testbed)).toBeGreaterThan(0);
}

/** `loose` are nodes that are not in the page. */
type Weight = Record<'heap' | 'nodes' | 'loose' | 'listeners' | 'entries', number>;
type Scales = { browser: CDPSession; count: (what: string) => Promise<number> };

type Steps = Record<'refreshOnce' | 'showChart', () => Promise<void>>;

/** What is left when all that can be forgotten is: the least over a round of pages, as these differ. */
async function weigh(
  { browser, count }: Scales,
  { refreshOnce, showChart }: Steps,
): Promise<Weight> {
  const samples: Weight[] = [];
  for (let nth = 0; nth < 12; nth += 1) {
    await refreshOnce();
    if (nth === 0) await showChart();
    await browser.send('HeapProfiler.collectGarbage');
    await browser.send('HeapProfiler.collectGarbage');
    const { metrics } = await browser.send('Performance.getMetrics');
    const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    samples.push({
      heap: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
      loose: of('Nodes') - (await count(attached)),
      listeners: of('JSEventListeners'),
      entries: await count(marks),
    });
  }
  const least = (name: keyof Weight) => Math.min(...samples.map((sample) => sample[name]));
  return {
    heap: least('heap'),
    nodes: least('nodes'),
    loose: least('loose'),
    listeners: least('listeners'),
    entries: least('entries'),
  };
}

/** Made once: the world that counts weighs some tens of kilobytes itself. */
async function scalesFor(page: Page): Promise<Scales> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const { frameTree } = await browser.send('Page.getFrameTree');
  // In the page's own world the moved clock hides all performance entries.
  const { executionContextId: contextId } = await browser.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const count = async (expression: string) => {
    const { result } = await browser.send('Runtime.evaluate', { contextId, expression });
    return Number(result.value);
  };
  return { browser, count };
}

const attached = `document.evaluate('count(//node())', document, null, 1).numberValue`;

/** Of requests and of long frames the browser itself keeps no more than the first 250 and 200. */
const marks = `performance.getEntries().filter(
  ({ entryType }) => entryType !== 'resource' && entryType !== 'long-animation-frame',
).length`;
