/** A list of a thousand planned jobs is as alive, and as easy to get through, as a short one. */
import { expect, open, row, test } from './fixtures.ts';

const minute = 60_000;

test('each of 1,000 planned jobs can be reached and started', async ({ page, testbed }) => {
  for (let n = 1; n <= 1_000; n += 1) {
    testbed.vault.scheduled({ title: `Planned ${n}`, inMs: (30 + n) * minute });
  }
  await open(page, testbed, '/?show=scheduled');
  await expect(page.getByRole('link', { name: 'Scheduled' })).toHaveText('1,004Scheduled');
  const table = page.getByRole('table', { name: 'Scheduled jobs' });
  await expect(table).toHaveAttribute('aria-rowcount', '1005');
  await expect(page.getByText('of 1,004 are on the page now')).toBeVisible();
  expect(await table.getByRole('row').count()).toBeLessThan(250);

  for (let n = 0; n < 60; n += 1) await page.keyboard.press('j');
  await expect(page.locator('tr:has(a:focus)')).toHaveAttribute('aria-rowindex', '61');
  await page.keyboard.press('k');
  await expect(page.locator('tr:has(a:focus)')).toHaveAttribute('aria-rowindex', '60');

  await page.keyboard.press('End');
  const far = row(page, 'Scheduled jobs', 'Planned 990');
  await far.getByRole('button', { name: 'Start now' }).click();
  await expect(page.getByRole('dialog')).toContainText('Planned 990');
  await page.keyboard.press('Escape');
  await expect(far.getByRole('button', { name: 'Start now' })).toBeFocused();
  await expect(far).toBeInViewport();
});
