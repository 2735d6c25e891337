/** Wherever a job's ID is shown it leads to the job, and can be taken along as text. */
import type { Locator, Page } from '@playwright/test';

import { expect, open, row, test } from './fixtures.ts';
import { openHistory } from './history.ts';
import { heading } from './job.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Finished jobs' });

/** Drags over all of a text, from beside it, as who wants to copy it. */
async function dragOver(page: Page, text: Locator) {
  const box = await text.boundingBox();
  if (box === null) throw new Error('It is not on screen.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x - 4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 3, y, { steps: 4 });
  await page.mouse.up();
}

test('on the overview each ID leads to its job, in every table', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 1_000 });
  for (const [name, title] of [
    ['Titles that need attention', 'Deploy Package'],
    ['Running and queued jobs', 'Export Documents'],
    ['Scheduled jobs', 'User Account Activation'],
    ['Jobs that just finished', 'Deploy Package'],
  ] as const) {
    await open(page, testbed);
    const id = row(page, name, title).getByRole('link', { name: /^\d+$/ });
    const shown = await id.textContent();
    await id.click();
    await expect(page).toHaveURL(new RegExp(`/jobs/${shown}$`));
    await expect(heading(page)).toContainText(title);
  }
});

test('in History the ID leads to its job, and is a stop where it stands alone', async ({
  page,
  testbed,
}) => {
  const { id } = testbed.vault.finished({ title: 'Deploy Package' });
  await openHistory(page, testbed);
  const link = table(page).getByRole('link', { name: id, exact: true });
  await expect(link).toHaveAttribute('tabindex', '-1');
  await link.click();
  await expect(heading(page)).toHaveText('Deploy Package');
  await page.goBack();
  await openHistory(page, testbed, '?columns=id&columns=status');
  await page.keyboard.press('j');
  await expect(table(page).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(table(page).getByRole('link').first()).toBeFocused();
});

test('j and k step by one row, though a row has two links', async ({ page, testbed }) => {
  for (let nth = 1; nth <= 4; nth += 1)
    testbed.vault.finished({ title: `Load ${nth}`, agoMs: nth });
  await openHistory(page, testbed, '?columns=id&columns=title&title=load');
  const titles = table(page).getByRole('link', { name: /^Load/ });
  for (const [key, nth] of [
    ['j', 0],
    ['j', 1],
    ['j', 2],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(titles.nth(nth)).toBeFocused();
  }
});

test('dragging over an ID selects it and does not leave', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ title: 'Deploy Package' });
  await openHistory(page, testbed);
  const link = table(page).getByRole('link', { name: id, exact: true });
  await dragOver(page, link);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(id);
  await expect(page).toHaveURL(/\/history$/);
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`));
});

test('the start dialog leads to the job it is about', async ({ page, testbed }) => {
  await open(page, testbed);
  await row(page, 'Scheduled jobs', 'User Account Activation').getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Start this job now?' });
  await dialog.getByRole('link').click();
  await expect(heading(page)).toHaveText('User Account Activation');
  await expect(dialog).toHaveCount(0);
});
