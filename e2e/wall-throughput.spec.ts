/** The wall's chart of the last 24 hours: its numbers are Vault's, and they stay when Vault goes. */
import type { Locator, Page } from '@playwright/test';

import type { World } from '#simulator/world/world.ts';

import { consoleErrors, expect, skipTime, test } from './fixtures.ts';

const minute = 60_000;
const hour = 60 * minute;

test.use({ world: 'busy', at: '2026-11-24T13:37:00Z', viewport: { width: 1920, height: 1080 } });

function chart(page: Page): Locator {
  return page.getByRole('figure', { name: 'Finished jobs by hour' });
}

/** Of each hour: how many succeeded, failed, ended without a result, and ended with an unknown status. */
async function hours(page: Page): Promise<number[][]> {
  const rows = chart(page).locator('tbody tr');
  await expect(rows).toHaveCount(25);
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent)),
  );
  return texts.map((cells) => cells.slice(0, 4).map(Number));
}

const words: Record<string, number> = { SUCCESS: 0, CANCELLED: 2, COMPLETED_DUE_TO_INACTIVITY: 2 };

/** The same of Vault's jobs, hour by hour from a moment on. */
function inVault({ histories, now }: World, from: number, count: number): number[][] {
  const found = Array.from({ length: count }, () => [0, 0, 0, 0]);
  for (const { ended, outcome } of histories()) {
    const counts = ended <= now() ? found[Math.floor((ended - from) / hour)] : undefined;
    const place = words[outcome] ?? 1;
    if (counts !== undefined) counts[place] = (counts[place] ?? 0) + 1;
  }
  return found;
}

function summed(rows: number[][]): number[] {
  return [0, 1, 2, 3].map((place) => rows.reduce((all, row) => all + (row[place] ?? 0), 0));
}

test('each hour counts the jobs that finished in it, and the totals are their sums', async ({
  page,
  testbed,
}) => {
  const errors = consoleErrors(page);
  await page.goto(`${testbed.url}/wall?view=throughput`);
  const shown = await hours(page);
  // Whole hours only: the first and the last are cut at a moment that moves.
  const first = Date.UTC(2026, 10, 23, 14);
  expect(shown.slice(1, -1)).toEqual(inVault(testbed.vault, first, 23));

  const [well = 0, badly = 0, otherwise = 0] = summed(shown);
  const text = page.getByRole('main');
  await expect(text).toContainText(`${well} succeeded`);
  await expect(text).toContainText(`${badly} failed`);
  await expect(text).toContainText(`${otherwise} ended without a result`);
  const rate = ((well / (well + badly)) * 100).toFixed(1);
  await expect(text).toContainText(
    `${rate}% success rate (of ${well + badly} that succeeded or failed)`,
  );
  await expect(text).toContainText('23 Nov, 14:37 to 14:37, Europe/Berlin, GMT+1.');
  expect(errors).toEqual([]);
});

test('hours follow the chosen zone, with half-hour offsets as well', async ({ page, testbed }) => {
  await page.goto(`${testbed.url}/wall?view=throughput&zone=Asia/Kolkata`);
  const shown = await hours(page);
  const first = Date.UTC(2026, 10, 23, 14, 30);
  expect(shown.slice(1, -1)).toEqual(inVault(testbed.vault, first, 23));
  await expect(chart(page).getByRole('row', { name: '23 Nov, 20:00 to 21:00' })).toHaveCount(1);
  await expect(page.getByText('23 Nov, 19:07 to 19:07, Asia/Kolkata, GMT+5:30.')).toBeVisible();
});

test('a filter is named, and only matching jobs are counted', async ({ page, testbed }) => {
  await page.goto(`${testbed.url}/wall?view=throughput&title=export`);
  const shown = await hours(page);
  await expect(page.getByRole('main')).toContainText('Titles containing “export”');
  const [well = 0, badly = 0] = summed(shown);
  await expect(page.getByRole('main')).toContainText(`of ${well + badly} that succeeded or failed`);
  const { histories, now } = testbed.vault;
  const fits = [...histories()].filter(
    ({ title, ended }) =>
      title.toLowerCase().includes('export') && ended <= now() && ended > now() - 24 * hour,
  );
  expect(well + badly).toBeLessThanOrEqual(fits.length);
  expect(well + badly).toBeGreaterThan(0);
});

test('while Vault is down the last chart stays, and it recovers by itself', async ({
  page,
  testbed,
}) => {
  await page.goto(`${testbed.url}/wall?view=throughput&title=Nightly`);
  await expect(
    page.getByText('No job that finished in these 24 hours matches the filter.'),
  ).toBeVisible();
  testbed.vault.finished({ title: 'Nightly index', agoMs: 0, status: 'TIMEOUT' });
  await skipTime(page, testbed, 5 * minute);
  await expect(page.getByText('1 failed')).toBeVisible();
  await expect(page.getByText('Titles containing “Nightly”')).toBeVisible();
  const heading = page.getByRole('heading', { name: /^Finished/ });
  await expect(heading).toHaveText('Finished in the last 24 hours');
  const before = await hours(page);

  testbed.vault.faults.set({ kind: 'maintenance' });
  for (let times = 0; times < 6; times += 1) await skipTime(page, testbed, 2 * minute);
  testbed.vault.finished({ title: 'Nightly index', agoMs: minute });
  expect(await hours(page)).toEqual(before);
  await expect(heading).toHaveText(/^Finished in the 24 hours until 14:4\d$/);

  testbed.vault.faults.clear();
  await skipTime(page, testbed, minute);
  await expect(page.getByText('1 succeeded')).toBeVisible();
  await expect(heading).toHaveText('Finished in the last 24 hours');
  await expect(page.getByText('1 failed')).toBeVisible();
});

test('without any answer it says why, and shows the chart once there is one', async ({
  page,
  testbed,
}) => {
  testbed.vault.faults.set({ kind: 'maintenance' }, { endpoint: 'histories' });
  await page.goto(`${testbed.url}/wall?view=throughput`);
  await expect(page.getByText('Vault is down for maintenance.')).toBeVisible();
  testbed.vault.faults.clear();
  await skipTime(page, testbed, minute);
  await expect(chart(page)).toBeVisible();
});

test.describe('a Vault in which no job ends during the test', () => {
  // A row that comes between two pages moves all others down, and one less is read.
  test.use({ world: 'quiet' });

  test('hours that were not read are hatched, with an explanation', async ({ page, testbed }) => {
    for (let nth = 0; nth < 2_100; nth += 1) {
      testbed.vault.finished({
        title: 'Mass update',
        agoMs: nth * 10_000,
        tookMs: (nth % 7) * minute,
      });
    }
    await page.goto(`${testbed.url}/wall?view=throughput`);
    await expect(page.getByText(/Only the newest 1,991 finished jobs were read/)).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Finished since \d\d:\d\d$/ })).toBeVisible();
    await expect(chart(page).getByRole('row', { name: '23 Nov, 16:00 to 17:00' })).toContainText(
      'more may have finished',
    );
    // After the first page, which the newest 200 share, that are polled for as long as this takes.
    const read = testbed.vault.calls.filter(
      ({ endpoint, path }) => endpoint === 'histories' && path.includes('offset='),
    );
    expect(read.length).toBe(9);
  });
});
