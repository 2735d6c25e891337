/** The overview of some titles, or of what one person created. */
import type { Page } from '@playwright/test';

import { expect, open, test } from './fixtures.ts';
import { saved } from './history.ts';
import { tile } from './overview.ts';

const minute = 60_000;

function rows(page: Page) {
  return page.getByRole('table').locator('tbody').getByRole('row');
}

test('under a filter each count leads to its rows, and nothing is said of the whole Vault', async ({
  page,
  testbed,
}) => {
  for (const title of ['Binder Export', 'Vault Loader'])
    testbed.vault.finished({ title, status: 'TIMEOUT', agoMs: 20 * minute });
  testbed.vault.finished({ title: 'Binder Export', status: 'TIMEOUT', agoMs: 30 * minute });
  testbed.vault.scheduled({ title: 'Binder purge', inMs: -10 * minute });
  testbed.vault.running({ title: 'Binder check', forMs: minute });
  await open(page, testbed);
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByLabel('Title contains')).toBeFocused();
  await page.keyboard.type('binder');
  await expect(page).toHaveURL(/\?title=binder$/);
  await expect(page.getByRole('status').filter({ hasText: 'Filtered' })).toHaveText(
    'Filtered: title contains “binder”. In the whole Vault, 3 titles need attention.',
  );
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText('2 titles');
  for (const [label, count] of [
    ['2 failed runs in 24 h', 2],
    ['1 title is failing', 1],
    ['1 job is overdue', 1],
    ['Running', 1],
    ['Scheduled', 1],
  ] as const) {
    await tile(page, label).click();
    await expect(page).toHaveURL(/title=binder/);
    await expect(rows(page), label).toHaveCount(count);
  }
  await page.getByRole('link', { name: 'Back to the overview' }).click();

  // A bar of the last hours has as many rows in History, under the same filter.
  const strip = page.getByRole('region', { name: 'The last 24 hours and the next 6' });
  const bar = strip.locator('[data-count]').last();
  await expect(bar).toHaveAttribute('href', /title=binder/);
  const count = Number(await bar.getAttribute('data-count'));
  await bar.click();
  await expect(page.getByLabel('Title contains, or a job ID')).toHaveValue('binder');
  await expect(rows(page)).toHaveCount(count);
  await page.goBack();

  await page.getByLabel('Title contains').fill('Activation');
  await expect(page.getByText(/Filtered jobs: All clear/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(tile(page, '2 titles are failing')).toBeVisible();
});

test('a list is sorted, saved as a file and opened in History with the same rows', async ({
  page,
  testbed,
}) => {
  const failures = ['Binder Export', 'Vault Loader', 'Deploy Package'];
  for (const [at, title] of failures.entries())
    testbed.vault.finished({ title, status: 'TIMEOUT', agoMs: (at + 1) * 20 * minute });
  await open(page, testbed, '/?show=failed');
  await expect(rows(page).first()).toContainText('Binder Export');
  await rows(page).first().getByRole('link').first().focus();
  for (const [order, titles] of [
    ['descending', ['Vault Loader', 'Deploy Package', 'Binder Export']],
    ['ascending', ['Binder Export', 'Deploy Package', 'Vault Loader']],
  ] as const) {
    await page.getByRole('button', { name: 'Title' }).click();
    await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveAttribute(
      'aria-sort',
      order,
    );
    await expect(rows(page)).toContainText(titles);
  }

  await page.getByRole('button', { name: 'Export 3 rows' }).click();
  const { bytes, name } = await saved(page, 'CSV');
  expect(name).toMatch(/^vault-jobs_127\.0\.0\.1-\d+_failed_/);
  const titles = [...bytes.toString().matchAll(/Binder Export|Deploy Package|Vault Loader/g)];
  expect(titles.map(([title]) => title)).toEqual(failures.toSorted());
  await page.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('link', { name: 'Open in History' }).click();
  await expect(page.getByRole('button', { name: 'Export 3 matching' })).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
});
