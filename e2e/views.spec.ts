/** History as each viewer likes it: kept here, and handed to others by a link. */
import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  open,
  row,
  type Testbed,
  test,
} from './fixtures.ts';
import { idsShown, openHistory } from './history.ts';

const hour = 3_600_000;

test('a view is saved under a name, opens, opens first, and is deleted', async ({
  page,
  testbed,
}) => {
  fill(testbed);
  await openHistory(page, testbed, '?title=export&sort=title');
  const views = await openViews(page);
  await views.getByLabel('Name of the view').fill('Exports by title');
  await views.getByRole('button', { name: 'Save' }).click();

  await open(page, testbed, '/');
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/history$/);
  const again = await openViews(page);
  await again.getByRole('link', { name: 'Exports by title' }).click();
  await expect(page).toHaveURL(/\/history\?title=export&sort=title$/);

  await (await openViews(page)).getByLabel('open by default').check();
  await open(page, testbed, '/');
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(/\/history\?title=export&sort=title$/);

  await (
    await openViews(page)
  )
    .getByRole('button', { name: 'Delete view Exports by title' })
    .click();
  await expect(page.getByText('No saved views yet.')).toBeVisible();
  await open(page, testbed, '/history');
  await expect(page).toHaveURL(/\/history$/);
});

test('a view saved on another page opens on its first, as do views saved before', async ({
  page,
  testbed,
}) => {
  fill(testbed);
  const older = { name: 'Older', search: '?sort=title&page=2&size=25' };
  await page.addInitScript((view) => {
    if (localStorage.length === 0)
      localStorage.setItem('jobwatch.preferences', JSON.stringify({ views: [{ name: 7 }, view] }));
  }, older);
  await openHistory(page, testbed, '?sort=title&size=25&page=2');
  const views = await openViews(page);
  await views.getByLabel('Name of the view').fill('By title');
  await views.getByRole('button', { name: 'Save' }).click();
  await views.getByRole('link', { name: 'By title' }).click();
  await expect(page).toHaveURL(/\/history\?size=25&sort=title$/);
  await page.goBack();
  await expect(page).toHaveURL(/page=2/);
  await (await openViews(page)).getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/\/history\?size=25&sort=title$/);
});

test('a link beyond the end of the archive shows its last page, and says so', async ({
  page,
  testbed,
}) => {
  fill(testbed);
  const count = testbed.vault.histories().length;
  await openHistory(page, testbed, '?sort=title&size=25&page=99');
  await expect(page.getByText('Ignored in this URL: page (beyond the last one)')).toBeVisible();
  const pages = page.getByRole('navigation', { name: 'Pages of rows' });
  const first = Math.floor((count - 1) / 25) * 25 + 1;
  await expect(pages).toContainText(`${first}–${count} of ${count}`);
  expect(await idsShown(page)).toHaveLength(count - first + 1);
  await pages.getByRole('link', { name: 'Previous page' }).click();
  await expect(pages).toContainText(`${first - 25}–${first - 1} of ${count}`);
  await expect(page.getByText('beyond the last one')).toHaveCount(0);
});

test('a copied link shows a clean browser elsewhere the same', async ({
  page,
  context,
  browser,
  testbed,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  fill(testbed);
  await openHistory(
    page,
    testbed,
    '?title=export&sort=-ran&columns=title&columns=id&range=7d&page=2&size=25',
  );
  const views = await openViews(page);
  await views.getByRole('button', { name: 'Copy a link to this view' }).click();
  await expect(views.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(async () => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('zone')).toBe('Europe/Berlin');
  expect(new URL(link).searchParams.get('range')).toBe('7d');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'First page' }).click();
  const mine = await idsShown(page);

  const other = await testbed.newContext(browser, { timezoneId: 'Asia/Tokyo' });
  await testbed.signIn(other);
  const theirs = await other.newPage();
  await theirs.goto(link);
  await expect(theirs.getByText(/^Times in Europe\/Berlin, GMT/)).toBeVisible();
  await expect.poll(() => idsShown(theirs)).toEqual(mine);
  await expect(theirs.getByRole('columnheader')).toHaveText(['', 'Title', 'Job ID']);
  await other.close();
});

test('columns are chosen, ordered and sized by keyboard, and stay so', async ({
  page,
  testbed,
}) => {
  await openHistory(page, testbed);
  await page.getByRole('button', { name: 'Columns' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('checkbox', { name: 'Created by' }).press('Space');
  await dialog.getByRole('checkbox', { name: 'Created to start' }).press('Space');
  await dialog.getByRole('button', { name: 'Move Job ID up' }).press('Enter');
  const before = await width(page, 'Title');
  for (let nth = 0; nth < 5; nth += 1) {
    await dialog.getByRole('button', { name: 'Title: wider' }).press('Enter');
  }
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  const columns = [
    '',
    'Status',
    'Job ID',
    'Title',
    'Started',
    'Finished',
    'Ran',
    'Created to start',
  ];
  await expect(page.getByRole('columnheader')).toHaveText(columns);
  const after = await width(page, 'Title');
  expect(after).toBeGreaterThan(before);

  await page.reload();
  await expect(page.getByRole('columnheader')).toHaveText(columns);
  expect(await width(page, 'Title')).toBe(after);
});

test('rows are compact when wanted, also after a reload', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  const job = row(page, 'Finished jobs', 'Synchronize').first();
  const height = async () => (await job.boundingBox())?.height ?? 0;
  const roomy = await height();
  await page.getByRole('button', { name: 'Compact rows' }).click();
  await expect.poll(height).toBeLessThan(roomy);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Compact rows', pressed: true })).toBeVisible();
  await expect.poll(height).toBeLessThan(roomy);
});

test('History can be used by all in both themes, down to a phone’s width', async ({
  page,
  testbed,
}) => {
  test.slow(); // axe weighs every colour of every row
  await page.emulateMedia({ reducedMotion: 'reduce' });
  fill(testbed);
  await openHistory(
    page,
    testbed,
    '?not=Import+Submission&range=custom&from=2026-01-01T00:00&size=25',
  );
  await expect(page.getByRole('group', { name: 'From and to' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await (await openViews(page)).getByLabel('Name of the view').fill('A view');
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Export / }).click();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');

  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page);
});

async function openViews(page: Page) {
  await page.getByRole('button', { name: 'Views' }).click();
  const views = page.getByRole('dialog', { name: 'Saved views' });
  await expect(views).toBeVisible();
  return views;
}

async function width(page: Page, header: string): Promise<number> {
  const box = await page.getByRole('columnheader', { name: header, exact: true }).boundingBox();
  return box?.width ?? 0;
}

function fill({ vault }: Testbed): void {
  for (let nth = 1; nth <= 60; nth += 1) {
    vault.finished({
      title: nth % 2 === 0 ? 'Export Submission' : 'Import Submission',
      agoMs: nth * hour,
      tookMs: (nth % 13) * 60_000,
    });
  }
}
