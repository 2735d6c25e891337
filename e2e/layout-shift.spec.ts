/** Nothing jumps: what is on screen stays where it is while a page is loaded, and under a filter. */
import type { Locator } from '@playwright/test';

import { expect, type Testbed, test } from './fixtures.ts';
import { openHistory } from './history.ts';
import { expectDrawn } from './insights.ts';
import { shiftsOf, watchShifts } from './layout-shift.ts';

const pages = [
  '/',
  '/history',
  '/insights',
  '/titles?title=TITLE',
  '/jobs/ID',
  '/wall',
  '/wall/setup',
  '/settings',
] as const;

/** Each page, world, width and speed at least once. */
const someLoads = [
  { path: '/', world: 'huge', width: 1366, isSlow: false },
  { path: '/', world: 'odd', width: 360, isSlow: true },
  { path: '/', world: 'busy', width: 1920, isSlow: true },
  { path: '/history', world: 'busy', width: 360, isSlow: false },
  { path: '/history', world: 'odd', width: 1366, isSlow: true },
  { path: '/insights', world: 'busy', width: 360, isSlow: false },
  { path: '/wall', world: 'busy', width: 360, isSlow: false },
  { path: '/titles?title=TITLE', world: 'odd', width: 360, isSlow: false },
  { path: '/jobs/ID', world: 'busy', width: 1366, isSlow: false },
  { path: '/wall/setup', world: 'odd', width: 360, isSlow: false },
  { path: '/settings', world: 'busy', width: 360, isSlow: true },
] as const;

/** Ten minutes of tests, which only `npm run test:all` has the time for. */
const allLoads = pages.flatMap((path) =>
  (['busy', 'odd'] as const).flatMap((world) =>
    ([360, 1366, 1920] as const).flatMap((width) =>
      [false, true].map((isSlow) => ({ path, world, width, isSlow })),
    ),
  ),
);

const heights = { 360: 780, 1366: 768, 1920: 1080 };

for (const { path, world, width, isSlow } of process.env['LAYOUT_SHIFT'] === 'all'
  ? allLoads
  : someLoads) {
  test.describe(`the world ${world}`, () => {
    test.use({ world, viewport: { width, height: heights[width] } });

    test(`${path} stays in place while it is loaded, ${width} px wide${isSlow ? ', slowly' : ''}`, async ({
      page,
      context,
      testbed,
    }) => {
      await watchShifts(page);
      if (isSlow) {
        const browser = await context.newCDPSession(page);
        await browser.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        // As the developer tools have it under the name of Fast 4G.
        await browser.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: 60,
          downloadThroughput: 1_012_500,
          uploadThroughput: 168_750,
        });
      }
      const [job] = testbed.vault.histories();
      await page.goto(
        testbed.url +
          path.replace('TITLE', encodeURIComponent(`${job?.title}`)).replace('ID', `${job?.id}`),
      );
      await expect(page.locator('main, section').first()).toBeVisible();
      await expectAllRead(testbed);
      await expect(page.getByRole('status', { name: 'Loading from Vault' })).toHaveCount(0);
      await testbed.settled();
      const { sum, moved } = await shiftsOf(page);
      // A reporter that writes JSON lists it for every load.
      test.info().annotations.push({ type: 'layout shift', description: sum.toFixed(4) });
      expect(sum, moved.join('\n')).toBeLessThanOrEqual(0.02);
    });
  });
}

/** Most pages read the whole history, one answer after another. */
async function expectAllRead({ vault, settled }: Testbed): Promise<void> {
  let before: number | undefined;
  const calls = () => vault.calls.length;
  await expect
    .poll(
      async () => {
        await settled();
        const isStill = calls() === before;
        before = calls();
        return isStill;
      },
      { intervals: [500] },
    )
    .toBe(true);
}

test('setting a filter moves no table', async ({ page, testbed }) => {
  for (const status of ['SUCCESS', 'ERRORS_ENCOUNTERED'] as const)
    for (let nth = 1; nth <= 3; nth += 1)
      testbed.vault.finished({ title: `Binder export ${nth}`, status, agoMs: nth * 60_000 });
  await openHistory(page, testbed);
  const table = page.getByRole('table', { name: 'Finished jobs' });
  const title = page.getByRole('combobox', { name: /^Title contains/ });
  const clear = page.getByRole('button', { name: 'Clear filters' });
  const filters: Record<string, () => Promise<unknown>> = {
    title: async () => title.fill('binder'),
    status: async () => {
      await page.getByRole('button', { name: 'Any' }).click();
      await page.getByRole('checkbox', { name: 'Errors encountered' }).check();
      await page.keyboard.press('Escape');
    },
    range: async () => page.getByLabel('Range').selectOption('Last 24 hours'),
    duration: async () => page.getByLabel('Minimum duration').fill('0.01'),
    creator: async () => page.getByLabel('Created by').selectOption({ index: 1 }),
    'custom range': async () => page.getByLabel('Range').selectOption('Custom range'),
    exclusions: async () => {
      for (const nth of [1, 2]) {
        await page.getByLabel('Exclude title').fill(`Binder export ${nth}`);
        await page.keyboard.press('Enter');
      }
    },
  };
  for (const width of [1366, 1920]) {
    await page.setViewportSize({ width, height: 768 });
    await expectDrawn(page);
    const before = await placeOf(table);
    for (const [name, set] of Object.entries(filters)) {
      // They take no room that the title's words would not, which a wide screen has in one line.
      if (width === 1920 && fixedInSize.has(name)) continue;
      await set();
      await expect(clear).toBeVisible();
      await expectDrawn(page);
      expect(await placeOf(table), `${name}, ${width} px wide`).toEqual(before);
      await clear.click();
      await expect(clear).toBeHidden();
    }
    // The second could be the ID of a job, which can be opened.
    for (const words of ['no such title', '999999999']) {
      await title.fill(words);
      const nothing = page.getByText('No finished job matches these filters.');
      await expect(nothing).toBeVisible();
      expect((await placeOf(nothing)).top, `“${words}”, ${width} px wide`).toBe(before.top);
      await clear.click();
      await expect(table).toBeVisible();
      await expectDrawn(page);
      expect(await placeOf(table)).toEqual(before);
    }
  }

  const pagesOfApp = page.getByRole('navigation', { name: 'Pages', exact: true });
  await pagesOfApp.getByRole('link', { name: 'Insights' }).click();
  const titles = page.getByRole('table', { name: 'Titles' });
  for (const width of [1366, 1920]) {
    await page.setViewportSize({ width, height: 768 });
    await expect(titles).toBeVisible();
    await expectDrawn(page);
    const { top } = await placeOf(titles);
    await page.getByLabel('Title contains').fill('binder');
    await page.getByLabel('Range').selectOption('Custom range');
    await expect(page.getByRole('group', { name: 'From and to' })).toBeVisible();
    await expect(clear).toBeVisible();
    await expectDrawn(page);
    expect((await placeOf(titles)).top, `Insights, ${width} px wide`).toBe(top);
    await clear.click();
  }

  await pagesOfApp.getByRole('link', { name: 'Overview' }).click();
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('All jobs are shown')).toBeVisible();
  for (const width of [1366, 1920]) {
    await page.setViewportSize({ width, height: 768 });
    const { top } = await placeOf(attention);
    await page.getByLabel('Title contains').fill('binder');
    await expect(page.getByText('Filtered:', { exact: true })).toBeVisible();
    expect((await placeOf(attention)).top, `the overview, ${width} px wide`).toBe(top);
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await expect(page.getByText('All jobs are shown')).toBeVisible();
  }
});

/** Filters whose controls are as large when they are set. */
const fixedInSize = new Set(['status', 'duration', 'creator']);

/** Where a table begins, and how wide its columns are. */
async function placeOf(table: Locator): Promise<{ top: number; columns: number[] }> {
  return table.evaluate((element) => ({
    top: element.getBoundingClientRect().top + scrollY,
    columns: [...element.querySelectorAll('th')].map((th) => th.getBoundingClientRect().width),
  }));
}
