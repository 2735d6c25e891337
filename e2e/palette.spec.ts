/** By keys alone: anywhere from anywhere, and what is typed into a field stays text. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, expectNoSidewaysScroll, open, row, test } from './fixtures.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' });
const line = (page: Page) => palette(page).getByRole('combobox');
const options = (page: Page) => palette(page).getByRole('option');
const search = (page: Page) => page.getByRole('main').getByLabel('Title contains');
const title = (page: Page) => page.getByRole('heading', { level: 1 });

async function call(page: Page) {
  await page.keyboard.press('Control+k');
  await expect(line(page)).toBeFocused();
}

test('a pasted ID leads to its job, known to a list or not', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents' });
  await open(page, testbed);
  await expect(row(page, 'Running and queued jobs', 'Export Documents')).toBeVisible();
  await call(page);
  await page.keyboard.insertText(` ${id} `);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${testbed.url}/jobs/${id}`);
  await expect(title(page)).toHaveText('Export Documents');
  await call(page);
  await page.keyboard.insertText('90071992547409931234');
  await expect(options(page).first()).toHaveText('Job 90071992547409931234by its ID');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${testbed.url}/jobs/90071992547409931234`);
});

test('a title is found by its words in any order, an ID by its beginning', async ({
  page,
  testbed,
}) => {
  testbed.vault.running({ title: 'Export Documents Nightly', id: 'JOB-7-A' });
  await open(page, testbed);
  await expect(row(page, 'Running and queued jobs', 'Export Documents')).toBeVisible();
  await call(page);
  for (const typed of ['nightly EXPORT', 'job-7', 'JOB-7-A']) {
    await line(page).fill(typed);
    const found = options(page).filter({ hasText: 'Export Documents Nightly' });
    await expect(found.last()).toHaveText('Export Documents NightlyRunning · JOB-7-A');
  }
  // What all its runs have in common comes before them.
  await line(page).fill('nightly export');
  await expect(options(page).first()).toHaveText('Export Documents Nightlyall runs');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/titles\?title=Export(%20|\+)Documents(%20|\+)Nightly$/);
  await call(page);
  await line(page).fill('nightly export moon');
  await expect(options(page)).toHaveText(['Search history for “nightly export moon”titles']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/history\?title=nightly(%20|\+)export(%20|\+)moon$/);
});

test('arrows select, around both ends, and Enter opens', async ({ page, testbed }) => {
  await open(page, testbed);
  await call(page);
  const chosen = options(page).and(page.locator('[aria-selected=true]'));
  await expect(chosen).toContainText('Overview');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toContainText('Sign out');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toContainText('History');
  await expect(line(page)).toHaveAttribute(
    'aria-activedescendant',
    (await chosen.getAttribute('id')) ?? 'none',
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${testbed.url}/history`);
  await expect(palette(page)).toHaveCount(0);
});

test('the selected entry is on screen, however long the list', async ({ page, testbed }) => {
  for (let n = 1; n <= 12; n += 1) testbed.vault.running({ title: `Export part ${n}` });
  await page.setViewportSize({ width: 800, height: 360 });
  await open(page, testbed);
  await expect(row(page, 'Running and queued jobs', 'Export part 12')).toBeVisible();
  await call(page);
  await line(page).fill('part');
  await page.keyboard.press('ArrowUp');
  const chosen = options(page).and(page.locator('[aria-selected=true]'));
  await expect(chosen).toContainText('Search history');
  await expect(chosen).toBeInViewport();
});

test('Escape closes, and returns the focus to where it was', async ({ page, testbed }) => {
  await open(page, testbed);
  const link = row(page, 'Scheduled jobs', 'User Account Activation').getByRole('link').first();
  await link.focus();
  for (const key of ['Control+k', '/', '?']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(link).toBeFocused();
  }
});

test('j and k move through the rows and stop at both ends; Enter opens', async ({
  page,
  testbed,
}) => {
  await open(page, testbed);
  const rows = page.locator('main tbody').getByRole('row');
  const link = (nth: number) => rows.nth(nth).getByRole('link').first();
  await expect(page.getByRole('table', { name: 'Jobs that just finished' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(link(0)).toBeFocused();
  await page.keyboard.press('k');
  await expect(link(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(link(1)).toBeFocused();
  const name = await link(1).textContent();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\/\d+$/);
  await expect(title(page)).toHaveText(name ?? 'none');
});

test('g h, g s and g o go to the pages, / to the search there, ? tells it all', async ({
  page,
  testbed,
}) => {
  await open(page, testbed);
  for (const [keys, path] of [
    ['gs', '/settings'],
    ['go', '/'],
    ['gh', '/history'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page).toHaveURL(testbed.url + path);
  }
  await expect(page.getByRole('table', { name: 'Finished jobs' })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('g h');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
});

test('keys typed into a field are text', async ({ page, testbed }) => {
  await page.goto(`${testbed.url}/history`);
  await search(page).focus();
  await page.keyboard.type('gh?/jk');
  await expect(search(page)).toHaveValue('gh?/jk');
  await expect(search(page)).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await call(page);
  await page.keyboard.type('g?/jk');
  await expect(line(page)).toHaveValue('g?/jk');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('the palette fits a phone and is readable, in light and dark', async ({ page, testbed }) => {
  test.slow(); // axe weighs every colour of every row
  testbed.vault.running({ title: `Export ${'Very_long_title_without_a_break'.repeat(4)}` });
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page, testbed);
  await expect(row(page, 'Running and queued jobs', 'Very_long')).toBeVisible();
  await call(page);
  await line(page).fill('export');
  await expect(options(page)).toHaveCount(3); // its title, the job, and the search
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
});
