/** History's filters, sort and figures, against what the Vault itself holds. */
import type { Page } from '@playwright/test';
import papa from 'papaparse';

import type { Job } from '#simulator/world/job.ts';

import { atEveryMoment } from './every-moment.ts';
import { fault, note } from './faults/observed.ts';
import { expect, row, type Testbed, test } from './fixtures.ts';
import { idsOnAllPages, idsShown, openHistory, saved } from './history.ts';
import { addFinishedJobs, compare, orders, randomFilter } from './random-filter.ts';

const [minute, hour] = [60_000, 3_600_000];
const table = 'Finished jobs';
atEveryMoment(() => testRandomFilter(1, '@every-moment'));
for (const seed of [3, 4, 5, 6]) testRandomFilter(seed);

function testRandomFilter(seed: number, tag: string | string[] = []): void {
  test(
    `random filter ${seed}: screen, file and Vault agree`,
    { tag },
    async ({ page, testbed }) => {
      addFinishedJobs(testbed, 260);
      const { search, matches } = randomFilter(seed, testbed.vault.now());
      await openHistory(page, testbed, `?${search}&size=100&zone=Asia/Kolkata`);
      const held = testbed.vault.histories().filter(matches);
      expect(held.length).toBeGreaterThan(0);
      expect(held.length).toBeLessThan(250);

      const shown = await idsOnAllPages(page);
      await page.getByRole('button', { name: `Export ${held.length} matching` }).click();
      const { bytes } = await saved(page);

      expect(idsOf(bytes)).toEqual(shown);
      expect(shown.toSorted()).toEqual(held.map(({ id }) => id).toSorted());
    },
  );
}

// The last two: after the nights in which Berlin's clocks go forward and back.
for (const day of ['2026-03-10', '2026-03-29', '2026-10-25']) {
  test.describe(`in the morning of ${day}`, () => {
    test.use({ at: `${day}T09:00:00Z` });

    test('“finished last night” finds runs created before it', async ({ page, testbed }) => {
      const waitedMs = 10 * hour;
      testbed.vault.finished({ title: 'Daily, of the night', agoMs: 6 * hour, waitedMs });
      testbed.vault.finished({ title: 'Daily, after the night', agoMs: 30 * minute, waitedMs });
      testbed.vault.finished({ title: 'Daily, before the night', agoMs: 18 * hour });
      await openHistory(page, testbed, '?title=daily');
      expect(await idsShown(page)).toHaveLength(3);

      await page.getByLabel('Range').selectOption({ label: 'Last night (18:00 to 08:00)' });

      await expect(row(page, table, 'Daily, of the night')).toBeVisible();
      expect(await idsShown(page)).toHaveLength(1);
      await page.getByLabel('Which date').selectOption('Created');
      await expect(row(page, table, 'Daily, after the night')).toBeVisible();
    });
  });
}

for (const [day, next, hours] of [
  ['2025-10-26', '2025-10-27', 25],
  ['2026-03-29', '2026-03-30', 23],
] as const) {
  test.describe(`read a day later, ${day}`, () => {
    test.use({ at: `${next}T14:00:00Z` });

    test(
      `has ${hours} hours in Berlin`,
      fault(`a day of ${hours} hours (daylight saving time)`),
      async ({ page, testbed }) => {
        const { vault } = testbed;
        const noon = Date.parse(`${day}T12:00:00Z`);
        for (let at = noon - 20 * hour; at < noon + 20 * hour; at += hour / 2) {
          vault.finished({ title: 'Each half hour', agoMs: vault.now() - at - minute });
        }
        const range = `range=custom&from=${day}T00:00&to=${next}T00:00`;
        await openHistory(page, testbed, `?title=half+hour&${range}&size=100`);

        expect(await idsShown(page)).toHaveLength(hours * 2);
        note('saw', `${hours * 2} half hours`);
        await expect(page.getByText('All that match')).toBeVisible();
        await expect(row(page, table, 'Oct 2025, 02:31')).toHaveCount(hours === 25 ? 2 : 0);
      },
    );
  });
}

test('every column sorts both ways', async ({ page, testbed }) => {
  test.setTimeout(60_000);
  addFinishedJobs(testbed, 30);
  const columns = Object.keys(orders).map((name) => `columns=${name}`);
  await openHistory(page, testbed, `?${columns.join('&')}&not=Synchronize&size=50&title=e`);
  for (const { header, key } of Object.values(orders)) {
    const head = page.getByRole('columnheader', { name: header, exact: true });
    for (const direction of ['descending', 'ascending']) {
      if ((await head.getAttribute('aria-sort')) !== direction)
        await head.getByRole('button').click();
      await expect(head).toHaveAttribute('aria-sort', direction);
      const keys = (await idsShown(page)).map((id) => key(held(testbed, id)));
      const sorted = keys.toSorted(compare);
      expect(keys, `${header} ${direction}`).toEqual(
        direction === 'ascending' ? sorted : sorted.toReversed(),
      );
    }
  }
});

test('the figures under the table are those of the rows', async ({ page, testbed }) => {
  const ran = (title: string, took: number, status: Job['outcome'] = 'SUCCESS') =>
    testbed.vault.finished({ title: `Figures ${title}`, tookMs: took * minute, status });
  ran('a', 1);
  ran('b', 2, 'CANCELLED');
  ran('c', 3);
  ran('d', 4, 'ERRORS_ENCOUNTERED');
  ran('e', 100);
  testbed.vault.finished({ title: 'Nothing to do with it', tookMs: 900 * minute });
  await openHistory(page, testbed, '?title=figures&longer=1');

  await expect(page.getByText('4 rows', { exact: true })).toBeVisible();
  await expect(page.getByText('75.0% (3 of 4 that succeeded or failed)')).toBeVisible();
  await expect(page.getByText('median 3 min 30 s, p95 1 h 25 min (4 runs)')).toBeVisible();
});

test('titles and statuses are offered with their counts', async ({ page, testbed }) => {
  for (let nth = 0; nth < 7; nth += 1) {
    testbed.vault.finished({ title: 'Weekly digest', status: nth < 2 ? 'TIMEOUT' : 'SUCCESS' });
  }
  testbed.vault.finished({ title: 'Nightly report', status: 'TIMEOUT' });
  await openHistory(page, testbed);
  await page.getByRole('combobox', { name: /^Title contains/ }).pressSequentially('digest');

  const offered = page.locator('datalist').first().locator('option');
  await expect(offered).toHaveText('7');
  await expect(offered).toHaveAttribute('value', 'Weekly digest');
  await page.getByRole('button', { name: 'Any' }).click();
  const timedOut = page.getByRole('group', { name: 'Status' }).getByText('Timed out');
  // Of those that match otherwise: as many as come when it is chosen.
  await expect(timedOut.locator('xpath=ancestor::label')).toHaveText('Timed out2');
  await timedOut.click();
  await expect(page.getByText('2 rows', { exact: true })).toBeVisible();
  await expect(offered).toHaveText('');
});

test('typing keeps the focus and the caret where they are', async ({ page, testbed }) => {
  addFinishedJobs(testbed, 300);
  await openHistory(page, testbed);
  const box = page.getByRole('combobox', { name: /^Title contains/ });
  await box.pressSequentially('nightly indx');
  await box.press('ArrowLeft');
  await box.pressSequentially('e');

  await expect(box).toHaveValue('nightly index');
  await expect(box).toBeFocused();
  expect(await box.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(12);
  await expect(page).toHaveURL(/\?title=nightly\+index$/);
  const fitting = testbed.vault.histories().filter(({ title }) => title === 'Nightly Index');
  await expect(page.getByText(`${fitting.length} rows`, { exact: true })).toBeVisible();
});

test('no digit typed is lost, and clearing all empties the field', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  const least = page.getByLabel('Minimum duration (min)');
  await least.pressSequentially('123.5');

  await expect(least).toHaveValue('123.5');
  await expect(page).toHaveURL(/\?longer=7410$/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(least).toHaveValue('');
  await page.goBack();
  await expect(least).toHaveValue('123.5');
});

test('back and forward lead through exactly what was seen', async ({ page, testbed }) => {
  addFinishedJobs(testbed, 120);
  await openHistory(page, testbed, '?size=25');
  const seen: { url: string; ids: string[] }[] = [];
  const note = async () => seen.push({ url: page.url(), ids: await idsShown(page) });
  await note();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  await note();
  await page.getByRole('button', { name: 'Title', exact: true }).click();
  await expect(page).toHaveURL(/sort=-title/);
  await note();
  await page.getByLabel('Range').selectOption({ label: 'Last 24 hours' });
  await expect(page).toHaveURL(/range=last-24h/);
  await note();

  const [first, second, third, fourth] = seen;
  for (const state of [third, second, first]) await stepTo(page, 'goBack', state);
  for (const state of [second, third, fourth]) await stepTo(page, 'goForward', state);
});

test('a title is left out by its name, and comes back', async ({ page, testbed }) => {
  addFinishedJobs(testbed, 60);
  await openHistory(page, testbed);
  await page.getByLabel('Exclude title').fill('Index rebuild');
  await page.getByLabel('Exclude title').press('Enter');

  const left = testbed.vault.histories().filter(({ title }) => title !== 'Index rebuild');
  await expect(page.getByText(`${left.length} rows`, { exact: true })).toBeVisible();
  await expect(row(page, table, 'Index rebuild')).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove Excluded: Index rebuild' }).click();
  await expect(page.getByText(`${left.length} rows`, { exact: true })).toHaveCount(0);
  await expect(row(page, table, 'Index rebuild')).not.toHaveCount(0);
});

function held({ vault }: Testbed, id: string): Job {
  const job = vault.find(id);
  if (job === undefined) throw new Error(`Vault holds no job ${id}`);
  return job;
}

function idsOf(csv: Buffer): string[] {
  const { data } = papa.parse<Record<string, string>>(csv.toString(), {
    header: true,
    skipEmptyLines: true,
  });
  return data.map((row) => row['Job ID'] ?? '');
}

async function stepTo(
  page: Page,
  step: 'goBack' | 'goForward',
  state?: { url: string; ids: string[] },
) {
  await page[step]();
  await expect(page).toHaveURL(state?.url ?? 'an address');
  await expect.poll(() => idsShown(page)).toEqual(state?.ids);
}
