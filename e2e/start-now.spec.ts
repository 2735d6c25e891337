/** Start now: explains itself, sends exactly one request whatever happens, and follows through. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, skipTime, open, row, startCalls, test } from './fixtures.ts';
import {
  button,
  confirm,
  dialog,
  minute,
  planned,
  second,
  openWithJob,
  title,
} from './start-dialog.ts';

async function startByMouse(page: Page) {
  await button(page).click();
  await confirm(page).click();
}

/** As a finger that stays on the key. */
async function hold(page: Page, key: string) {
  for (let times = 1; times <= 12; times += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

test('the dialog says what starts, where, what will not run, and what runs next', async ({
  page,
  testbed,
}) => {
  await openWithJob(page, testbed);
  const job = row(page, planned, 'User Account Activation');
  await job.getByRole('button').click();
  const id =
    (await dialog(page)
      .getByText(/^\d{6}$/)
      .textContent()) ?? 'none';
  await expect(job).toContainText(id);
  await expect(dialog(page)).toContainText('User Account Activation');
  await expect(dialog(page)).toContainText(`Sandbox (${testbed.vaultHost})`);
  await expect(dialog(page)).toContainText(
    /planned for 11 Mar 2026, 08:00:00 \(Europe\/Berlin, GMT\+1, in \d+ h\) will not happen/,
  );
  await expect(dialog(page)).toContainText(/Likely 12 Mar 2026, 08:00:00, .* every 1 d\./);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();

  // Without a rhythm in past runs, the next one is not guessed.
  await button(page).click();
  await expect(dialog(page)).toContainText('show no regular interval, so the next run is');
  await expect(dialog(page)).not.toContainText('Likely');
  expect(startCalls(testbed)).toBe(0);
});

test('a started job is followed in its row to its end', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  const place = await row(page, planned, title).boundingBox();
  await startByMouse(page);
  await expect(dialog(page)).toBeHidden();
  await expect(row(page, planned, title)).toContainText('Queueing');
  await skipTime(page, testbed, 10 * second);
  await expect(row(page, planned, title)).toContainText('Running');
  await expect(row(page, planned, title)).toContainText('you started it');
  await skipTime(page, testbed, 40 * second);
  await expect(row(page, planned, title)).toContainText('Success');
  expect(await row(page, planned, title).boundingBox()).toMatchObject({ x: place?.x, y: place?.y });
  expect(startCalls(testbed)).toBe(1);
});

test('an overdue job that is started keeps its row among the overdue', async ({
  page,
  testbed,
}) => {
  testbed.vault.scheduled({ title, inMs: -10 * minute });
  await open(page, testbed, '/?show=overdue');
  await startByMouse(page);
  await expect(row(page, planned, title)).toContainText('Queueing');
  await skipTime(page, testbed, 10 * second);
  await expect(row(page, planned, title)).toContainText('Running');
  expect(startCalls(testbed)).toBe(1);
});

test('it goes without a mouse, and the focus returns to the row', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  const reached = () => button(page).evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 40 && !(await reached()); tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('link')).toBeFocused(); // the job's ID
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(confirm(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(row(page, planned, title).getByRole('status')).toBeFocused();
  expect(startCalls(testbed)).toBe(1);
});

test(
  'a double click starts once',
  fault('a double click on Start now'),
  async ({ page, testbed }) => {
    await openWithJob(page, testbed);
    await button(page).dblclick();
    expect(startCalls(testbed)).toBe(0);
    await confirm(page).dblclick();
    await expectSeen(row(page, planned, title).getByText(/you started it/));
    expect(startCalls(testbed)).toBe(1);
  },
);

test('Enter held on the row opens the dialog, and starts nothing', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  await button(page).focus();
  await hold(page, 'Enter');
  await expect(confirm(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page)).toBeFocused();
  expect(startCalls(testbed)).toBe(0);
});

test('Enter held on the dialog starts once', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  testbed.vault.faults.set({ kind: 'slow', ms: 500 }, { endpoint: 'startNow' });
  await button(page).click();
  await confirm(page).focus();
  await hold(page, 'Enter');
  await expect(row(page, planned, title)).toContainText('you started it');
  await expect(dialog(page)).toBeHidden();
  expect(startCalls(testbed)).toBe(1);
});

test('a reload in mid-flight does not start it again', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  testbed.vault.faults.set({ kind: 'slow', ms: 4 * second }, { endpoint: 'startNow' });
  await startByMouse(page);
  await expect.poll(() => startCalls(testbed)).toBe(1);
  await page.reload();
  await button(page).click();
  await expect(dialog(page)).toContainText('Vault has not answered; checking');
  await expect(confirm(page)).toBeHidden();
  await skipTime(page, testbed, 6 * second);
  await expect(dialog(page)).toContainText('Started. Vault says:', { timeout: 10 * second });
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(row(page, planned, title)).toContainText('you started it');
  expect(startCalls(testbed)).toBe(1);
});

test('a reload after the start does not offer it again', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  await startByMouse(page);
  await expect(row(page, planned, title)).toContainText('Queueing');
  await page.reload();
  await expect(row(page, 'Running and queued jobs', title)).toBeVisible();
  await expect(button(page)).toHaveCount(0);
  expect(startCalls(testbed)).toBe(1);
});

test('a late answer leaves the dialog of another job open', async ({ page, testbed }) => {
  await openWithJob(page, testbed);
  testbed.vault.faults.set({ kind: 'slow', ms: 1_500 }, { endpoint: 'startNow' });
  await startByMouse(page);
  await page.keyboard.press('Escape');
  await row(page, planned, 'User Account Activation').getByRole('button').click();
  await expect(row(page, planned, title)).toContainText('you started it');
  await expect(dialog(page)).toContainText('User Account Activation');
  expect(startCalls(testbed)).toBe(1);
});
