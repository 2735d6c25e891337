/** The charts of Insights: durations, throughput, the hours of the week and the next 24 hours. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from './fixtures.ts';
import { coverage, showArchived } from './history.ts';
import { expectDrawn, openInsights } from './insights.ts';

test.use({ world: 'busy' });

const views = ['Duration over time', 'Throughput', 'Hours of the week'];

function view(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

function marks(page: Page, name: string) {
  return view(page, name).locator('svg a[data-count]');
}

async function expectRows(page: Page, count: number) {
  await expect(page).toHaveURL(/\/history/);
  await showArchived(page);
  const words = `${count.toLocaleString('en-GB')} rows`;
  await expect(page.getByText(words, { exact: true })).toBeVisible();
}

for (const name of views) {
  test(`five marks of “${name}” open just the rows that they count`, async ({ page, testbed }) => {
    // Of thirty days the heat map gathers several weeks, and bars of durations several runs.
    await openInsights(page, testbed, '?range=30d');
    for (const place of [0, 0.2, 0.5, 0.75, 1]) {
      await expect(marks(page, name)).not.toHaveCount(0);
      const mark = marks(page, name).nth(
        Math.floor(place * ((await marks(page, name).count()) - 1)),
      );
      const count = Number(await mark.getAttribute('data-count'));
      await mark.focus();
      await page.keyboard.press('Enter');
      await expectRows(page, count);
      await page.goBack();
    }
  });

  test(`a number in the table of “${name}” opens just its rows`, async ({ page, testbed }) => {
    await openInsights(page, testbed);
    await view(page, name).getByRole('button', { name: 'Table' }).click();
    const link = view(page, name).getByRole('table').locator('a[data-count]').nth(3);
    const count = Number(await link.getAttribute('data-count'));
    await link.click();
    await expectRows(page, count);
  });
}

test('a click on a bar opens History, a drag over bars chooses the range', async ({
  page,
  testbed,
}) => {
  await openInsights(page, testbed);
  const drawing = view(page, 'Throughput').getByRole('group', { name: 'Finished jobs by status' });
  await drawing.scrollIntoViewIfNeeded();
  const { x, y, width } = (await drawing.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(x + width * 0.3, y + 150);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + 155, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/insights.*range=custom/);
  await page.goBack();
  await expect(page).not.toHaveURL(/range=custom/);
  await expectDrawn(page);

  const mark = marks(page, 'Throughput').last();
  const count = Number(await mark.getAttribute('data-count'));
  await mark.click();
  await expectRows(page, count);
});

test('the quarters of the next 24 hours list their jobs', async ({ page, testbed }) => {
  await openInsights(page, testbed);
  const coming = view(page, 'Next 24 hours');
  const slots = coming.getByRole('button', { name: / jobs?(?:, \d+ at once)?$/ });
  await slots.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(slots.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const name = (await slots.nth(1).getAttribute('aria-label')) ?? '';
  const jobs = Number(/: (\d+) job/.exec(name)?.[1]);
  await expect(coming.getByRole('region', { name }).getByRole('listitem')).toHaveCount(jobs);
  await page.keyboard.press('Enter');
  await expect(coming.getByRole('region', { name })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ world: 'odd', colorScheme, viewport: { width: 360, height: 780 } });

    test('the charts of odd jobs fit a phone and break no rule', async ({ page, testbed }) => {
      await open(page, testbed, '/insights');
      await expect(coverage(page)).toContainText('Complete');
      await expectDrawn(page);
      const coming = view(page, 'Next 24 hours');
      await coming
        .getByRole('button', { name: / jobs?(?:, \d+ at once)?$/ })
        .first()
        .press('Enter');
      await expect(coming.getByRole('listitem').first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });
}
