/** Finished jobs page by page from Vault, as their address says; the archive is held back. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import {
  consoleErrors,
  expect,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  notice,
  open,
  passTime,
  type Testbed,
  test,
} from './fixtures.ts';
import { furnish } from './history.ts';

/** What the latest page of History was asked by; the shell's own list has no offset. */
function lastAsked({ vault }: Testbed): Record<string, string> {
  const path = vault.calls.findLast(({ path }) => /histories.*offset=/.test(path))?.path ?? '';
  return Object.fromEntries(new URL(path, 'http://vault').searchParams);
}

/** Apart from what a browser itself says of the archive's reading, which is held back. */
const isOurs = (complaint: string) => !complaint.includes('status of 429');

const table = (page: Page) => page.getByRole('table', { name: 'Finished jobs' });
const pager = (page: Page) => page.getByRole('navigation', { name: 'Pages of rows' });

/** Ids on screen, once the rows from `first` on are. */
async function idsFrom(page: Page, first: number): Promise<string[]> {
  await expect(pager(page)).toContainText(new RegExp(`^${first}–`));
  await expect(table(page).locator('..').locator('..')).toHaveAttribute('aria-busy', 'false');
  return table(page)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector('td:nth-child(4)')?.textContent ?? ''),
    );
}

for (const size of [25, 200]) {
  test(`pages of ${size} add up to all of Vault’s jobs`, async ({ page, testbed }) => {
    const held = furnish(testbed, 230);
    await open(page, testbed, `/history?size=${size}`);
    const found = await idsFrom(page, 1);
    for (let first = size + 1; first <= held.length; first += size) {
      await pager(page).getByRole('link', { name: 'Next page' }).click();
      found.push(...(await idsFrom(page, first)));
    }
    await expect(pager(page).getByRole('link', { name: 'Next page' })).toHaveCount(0);
    expect(found.length).toBe(held.length);
    expect(found.toSorted()).toEqual(held.toSorted());
  });
}

test('page and size are in the address, and back and forward restore them', async ({
  page,
  testbed,
}) => {
  furnish(testbed, 230);
  await open(page, testbed, '/history');
  const first = await idsFrom(page, 1);
  await pager(page).getByRole('combobox', { name: 'Rows per page' }).selectOption('25');
  await expect(page).toHaveURL(/\/history\?size=25$/);
  await pager(page).getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  const second = await idsFrom(page, 26);
  await page.goBack();
  expect(await idsFrom(page, 1)).toEqual(first.slice(0, 25));
  await page.goBack();
  await expect(page).toHaveURL(/\/history$/);
  expect(await idsFrom(page, 1)).toEqual(first);
  await page.goForward();
  await page.goForward();
  expect(await idsFrom(page, 26)).toEqual(second);
  await page.reload();
  expect(await idsFrom(page, 26)).toEqual(second);
});

test('the rows stay until the next page has arrived, and the pager counts those', async ({
  page,
  testbed,
}) => {
  const { length } = furnish(testbed, 300);
  // Beyond the newest jobs, which each page has.
  await open(page, testbed, '/history?size=25&page=9');
  const [newest = ''] = await idsFrom(page, 201);
  testbed.vault.faults.set({ kind: 'slow', ms: 1_500 }, { endpoint: 'histories' });
  await pager(page).getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=10/);
  await expect(table(page).locator('..').locator('..')).toHaveAttribute('aria-busy', 'true');
  await expect(table(page).getByRole('cell', { name: newest, exact: true })).toBeVisible();
  await expect(pager(page)).toContainText(`201–225 of ${length}`);
  await expect(pager(page)).toContainText('page 9');
  await expect(pager(page)).toContainText(`226–250 of ${length}`);
  await expect(pager(page)).toContainText('page 10');
  expect(await idsFrom(page, 226)).not.toContain(newest);
});

// What is left out of each is proven beside the search itself, that it is said by a few.
const inSuite = ['@faults-only'] as const;
for (const [address, ignored, tags = []] of [
  ['page=0', 'page', inSuite],
  ['page=two&size=26', 'page, size'],
  [`status=${'x'.repeat(101)}`, 'status', inSuite],
  ['range=custom&from=2026-02-30T10:00&to=soon', 'from, to', inSuite],
  ['sort=rank&columns=secret&zone=Mars/Olympus', 'sort, columns, zone', inSuite],
  ['longer=&shorter=1h&by=../../etc', 'longer, shorter, by', inSuite],
  ['__proto__=1&constructor=2&what=%00', '__proto__, constructor, what'],
  ['title=a&title=b', 'title', inSuite],
  ['%E0%A4%A=%zz', '\uFFFD'],
] as const) {
  test(
    `an address with ${address} opens and says what it left out`,
    fault(`an address with ${address.slice(0, 60)}`, ...tags),
    async ({ page, testbed }) => {
      const held = furnish(testbed, 30);
      await open(page, testbed, `/history?${address}`);
      await expectSeen(notice(page, `Ignored in this URL: ${ignored}`));
      expect(await idsFrom(page, 1)).toEqual(held.slice(0, 50));
    },
  );
}

test(
  'an old link beyond the end shows the last page, and says so',
  fault('a page beyond the last one'),
  async ({ page, testbed }) => {
    const held = furnish(testbed, 60);
    const pages = Math.ceil(held.length / 25);
    const first = (pages - 1) * 25 + 1;
    await open(page, testbed, '/history?page=99&size=25');
    await expectSeen(notice(page, 'page (beyond the last one)'));
    await expect(pager(page)).toContainText(`${first}–${held.length} of ${held.length}`);
    await expect(pager(page)).toContainText(`page ${pages}`);
    const last = await idsFrom(page, first);
    expect(held.slice(first - 1).toSorted()).toEqual(last.toSorted());
    await page.getByRole('button', { name: `Export ${last.length} rows` }).click();
    const dialog = page.getByRole('dialog', { name: /^Export / });
    await expect(
      dialog.getByText(`this is page ${pages} of the rows as Vault lists`),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await pager(page).getByRole('link', { name: 'First page' }).click();
    expect(await idsFrom(page, 1)).toEqual(held.slice(0, 25));
    await expect(notice(page, 'beyond the last one')).toHaveCount(0);
  },
);

test('what Vault can filter by reaches it as parameters, and nothing else', async ({
  page,
  testbed,
}) => {
  const errors = consoleErrors(page);
  furnish(testbed, 90);
  await open(page, testbed, '/history?zone=Asia/Kolkata');
  await idsFrom(page, 1);
  await page.getByRole('button', { name: 'Any' }).click();
  await page.getByRole('checkbox', { name: 'Timed out' }).check();
  await page.keyboard.press('Escape');
  await expect(pager(page)).toContainText('1–3 of 3');
  await page.getByRole('combobox', { name: 'Range' }).selectOption('Custom range');
  await page.getByRole('spinbutton', { name: 'day, From' }).click();
  await page.keyboard.type('010120260530');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=2026-01-01T05%3A30/);
  await expect
    .poll(() => lastAsked(testbed))
    .toEqual({
      limit: '50',
      offset: '0',
      status: 'timeout',
      start_date: '2026-01-01T00:00:00Z',
      end_date: expect.stringMatching(/^[-\d]{10}T[\d:]{8}Z$/),
    });
  await page.goBack();
  await expect(page).not.toHaveURL(/from=2026-01-01/);
  expect(errors.filter(isOurs)).toEqual([]);
});

test('no typed letter is lost, however fast', async ({ page, testbed }) => {
  furnish(testbed, 30);
  await open(page, testbed, '/history');
  await idsFrom(page, 1);
  const title = page.getByRole('combobox', { name: /Title contains/ });
  await title.pressSequentially('nightly export 2', { delay: 0 });
  await expect(title).toHaveValue('nightly export 2');
  await expect(page).toHaveURL(/title=nightly\+export\+2$/);
});

test('a failure is explained, and the rows appear by themselves', async ({ page, testbed }) => {
  const held = furnish(testbed, 30);
  testbed.vault.faults.set({ kind: 'maintenance' }, { endpoint: 'histories' });
  await open(page, testbed, '/history');
  const region = page.getByRole('region', { name: 'Finished jobs' });
  await expect(region.getByText(/Vault is down for maintenance/).first()).toBeVisible();
  await expect(table(page)).toHaveCount(0);
  testbed.vault.faults.clear();
  await passTime(page, testbed, 120_000);
  expect(await idsFrom(page, 1)).toEqual(held.slice(0, 50));
});

test('is readable in both themes, and nothing overflows at 360 px', async ({ page, testbed }) => {
  test.slow();
  const errors = consoleErrors(page);
  furnish(testbed, 30);
  await open(page, testbed, '/history?range=custom&from=2026-01-01T05:30&page=2&size=25');
  await expect(page.getByRole('spinbutton', { name: 'day, From' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  await page.getByRole('button', { name: 'Filters (1 set)' }).click();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Pick days in a calendar' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await expectNoSidewaysScroll(page);
  expect(errors.filter(isOurs)).toEqual([]);
});
