/** The charts of Insights: durations, throughput, the hours of the week and the next 24 hours. */
import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  open,
  test,
} from './fixtures.ts';
import { coverage } from './history.ts';
import {
  expectDrawn,
  expectEachOpensItsRows,
  expectRows,
  fiveOf,
  openInsights,
  type Promised,
  view,
} from './insights.ts';

test.use({ world: 'busy' });

const views = ['Duration over time', 'Throughput', 'Hours of the week'];

function marks(page: Page, name: string) {
  return view(page, name).locator('svg a[data-count]');
}

// Of a Vault where seconds change nothing: each count is compared with what History says later.
test.describe('after a bad night', () => {
  test.use({ world: 'failing' });

  test('five marks of each chart open just the rows that they count', async ({ page, testbed }) => {
    test.slow();
    // Of thirty days the heat map gathers several weeks, and bars of durations several runs.
    await openInsights(page, testbed, '?range=30d');
    const promised: Promised[] = [];
    for (const name of views) promised.push(...(await fiveOf(marks(page, name))));
    const mark = marks(page, 'Throughput').nth(1);
    const count = Number(await mark.getAttribute('data-count'));
    await mark.focus();
    await page.keyboard.press('Enter');
    await expectRows(page, count);
    await expectEachOpensItsRows(page, promised);
  });

  test('a number in the table of each chart opens just its rows', async ({ page, testbed }) => {
    await openInsights(page, testbed);
    const promised: Promised[] = [];
    for (const name of views) {
      await view(page, name).getByRole('button', { name: 'Table' }).click();
      const links = view(page, name).getByRole('table').locator('a[data-count]');
      promised.push(...(await fiveOf(links)).slice(1, 3));
    }
    await expectEachOpensItsRows(page, promised);
  });
});

test('a click on a bar opens History, a drag over bars chooses the range', async ({
  page,
  testbed,
}) => {
  await openInsights(page, testbed);
  const drawing = view(page, 'Throughput').getByRole('group', { name: 'Finished jobs by status' });
  // Drawn, and standing still: its width and its chart's code come after the view.
  await marks(page, 'Throughput').last().hover();
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

test('the quarters of the next 24 hours list their runs, and the address says which', async ({
  page,
  testbed,
}) => {
  await openInsights(page, testbed);
  const coming = view(page, 'Next 24 hours');
  const slots = coming.getByRole('link', { name: / runs?(?:, \d+ at once)?$/ });
  await slots.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(slots.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const name = (await slots.nth(1).getAttribute('aria-label')) ?? '';
  const count = Number(await slots.nth(1).getAttribute('data-count'));
  await expect(coming.getByRole('region', { name }).getByRole('listitem')).toHaveCount(count);
  await expect(page).toHaveURL(/quarter=/);
  await page.keyboard.press('Enter');
  await expect(coming.getByRole('region', { name })).toHaveCount(0);
});

// On a wide screen with the titles.
test.describe('on a phone', () => {
  test.use({ world: 'odd', viewport: { width: 360, height: 780 } });

  test('the charts of odd jobs fit a phone and break no rule', async ({ page, testbed }) => {
    await open(page, testbed, '/insights');
    await expect(coverage(page)).toContainText('Complete');
    await expectDrawn(page);
    const coming = view(page, 'Next 24 hours');
    await coming
      .getByRole('link', { name: / runs?(?:, \d+ at once)?$/ })
      .first()
      .press('Enter');
    await expect(coming.getByRole('region').getByRole('listitem').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessibleInBothThemes(page);
  });
});
