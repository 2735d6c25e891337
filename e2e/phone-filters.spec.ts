/** History on a phone: its filters fold behind one control, so that rows are what one sees first. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { openHistory } from './history.ts';
import { facts } from './job.ts';

const phone = { width: 360, height: 780 };
const wide = { width: 1366, height: 768 };

const control = (page: Page) => page.getByRole('button', { name: /^Filters/ });
const title = (page: Page) => page.getByRole('combobox', { name: /Title contains/ });
const leftOut = (page: Page) => page.getByRole('combobox', { name: /Exclude title/ });
const rows = (page: Page) => page.getByRole('table', { name: 'Finished jobs' }).getByRole('row');

test.use({ viewport: phone });

test('folded they leave the first screen to the rows, and say how many are set', async ({
  page,
  testbed,
}) => {
  for (let nth = 1; nth <= 30; nth += 1)
    testbed.vault.finished({ title: `Load ${nth}`, agoMs: nth });
  await openHistory(page, testbed, '?title=load&status=SUCCESS&status=TIMEOUT&date=started');
  await expect(control(page)).toHaveAccessibleName('Filters (2 set)');
  await expect(control(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(title(page)).toBeHidden();
  // Half of the screen, on which three cards are whole.
  const first = await rows(page).nth(1).boundingBox();
  expect(first?.y).toBeLessThanOrEqual(390);
  await expect(rows(page).nth(3)).toBeInViewport({ ratio: 1 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  // A title can still be typed, in another place.
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
});

test('they open and fold by keys, and nothing typed is lost', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  await expect(control(page)).toHaveAccessibleName('Filters');
  await control(page).focus();
  await page.keyboard.press('Enter');
  await expect(control(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(title(page)).toBeFocused();
  await page.keyboard.type('cle');
  await leftOut(page).fill('half a ti');
  await control(page).click();
  await expect(control(page)).toHaveAccessibleName('Filters (1 set)');
  await expect(title(page)).toBeHidden();
  await control(page).click();
  await expect(title(page)).toHaveValue('cle');
  await expect(leftOut(page)).toHaveValue('half a ti');
  await expectAccessible(page);
});

test('as they were left they are found again after a look at a job', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  await control(page).click();
  await page.getByRole('link', { name: 'User Account Activation' }).first().click();
  await expect(facts(page)).toBeVisible();
  await page.goBack();
  await expect(title(page)).toBeVisible();
});

test('on a wide screen they are open, without a control', async ({ page, testbed }) => {
  await page.setViewportSize(wide);
  await openHistory(page, testbed);
  await expect(title(page)).toBeVisible();
  await expect(control(page)).toBeHidden();
  await page.keyboard.press('/');
  await expect(title(page)).toBeFocused();
});

for (const viewport of [wide, phone]) {
  test(`lists open at their buttons at ${viewport.width} px`, async ({ page, testbed }) => {
    await page.setViewportSize(viewport);
    await openHistory(page, testbed);
    if (viewport === phone) await control(page).click();
    for (const [name, list] of [
      ['Views', page.getByRole('dialog', { name: 'Saved views' })],
      ['Any', page.getByRole('group', { name: 'Status' })],
    ] as const) {
      const button = page.getByRole('button', { name, exact: true });
      await button.click();
      await expect(list).toBeVisible();
      const [from, box] = [await button.boundingBox(), await list.boundingBox()];
      if (from === null || box === null) throw new Error(`${name} is not on screen.`);
      const gap = box.y - (from.y + from.height);
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThanOrEqual(8);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x).toBeLessThanOrEqual(from.x);
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      await page.keyboard.press('Escape');
      await expect(list).toBeHidden();
    }
  });
}
