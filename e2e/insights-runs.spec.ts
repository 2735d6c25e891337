/** The run grid and the timeline of Insights: each mark opens its rows, and the range follows the hand. */
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
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

const views = ['Run grid', 'Timeline'];

/** Links to rows; `many` of them where a mark or a title stands for several. */
function marks(page: Page, name: string, many = false) {
  const links = view(page, name).locator('svg a[data-count]');
  return many ? links.and(page.locator('a:not([data-count="1"])')) : links;
}

// Of a Vault where seconds change nothing: each count is compared with what History says later.
test.describe('after a bad night', () => {
  test.use({ world: 'failing' });

  test('marks of the run grid and the timeline open just the rows that they count', async ({
    page,
    testbed,
  }) => {
    test.slow();
    await openInsights(page, testbed, '?range=7d');
    const promised: Promised[] = [];
    for (const name of views)
      for (const many of [false, true]) promised.push(...(await fiveOf(marks(page, name, many))));
    const mark = marks(page, 'Timeline').first();
    const count = Number(await mark.getAttribute('data-count'));
    await mark.click();
    await expectRows(page, count);
    await expectEachOpensItsRows(page, promised);
  });
});

test('a drag over the timeline chooses the range, and a double click the usual one', async ({
  page,
  testbed,
}) => {
  await openInsights(page, testbed, '?range=last-24h');
  const drawing = view(page, 'Timeline').getByRole('group', { name: 'What ran when, by title' });
  await drawing.scrollIntoViewIfNeeded();
  const { x, y, width } = (await drawing.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(x + width * 0.4, y + 60);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + 70, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/range=custom/);
  const { searchParams } = new URL(page.url());
  const [from, to] = ['from', 'to'].map((end) => Date.parse(searchParams.get(end) ?? ''));
  const hours = ((to ?? 0) - (from ?? 0)) / 3_600_000;
  expect(hours).toBeGreaterThan(4);
  expect(hours).toBeLessThan(12);
  await expect(page).not.toHaveURL(/history/);
  await expectDrawn(page);

  await drawing.dblclick({ position: { x: width * 0.4, y: 8 } });
  await expect(page).not.toHaveURL(/range=custom/);
});

test('the legend shows one kind of run alone; the keyboard walks the timeline, zooms and opens', async ({
  page,
  testbed,
}) => {
  await openInsights(page, testbed, '?range=last-24h');
  const grid = view(page, 'Run grid');
  const well = grid.locator('svg[role] [data-state=well]').first();
  await grid.getByRole('button', { name: 'Failed' }).click();
  await expect(page).toHaveURL(/grid=badly/);
  await expect(well).toHaveCSS('opacity', '0.1');
  await expect(grid.locator('svg[role] [data-state=badly]').first()).toHaveCSS('opacity', '1');
  await grid.getByRole('button', { name: 'Failed' }).click();
  await expect(well).toHaveCSS('opacity', '1');

  const first = view(page, 'Timeline')
    .getByRole('link', { name: /Europe\/Berlin/ })
    .first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(first).not.toBeFocused();
  const focused = page.locator(':focus');
  await expect(focused).toHaveAccessibleName(/Europe\/Berlin/);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/range=custom/);
  await expectDrawn(page);
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(history|jobs)/);
});

// That it breaks no rule is proven for the whole page, with the charts.
test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test('the grid and the timeline fit', async ({ page, testbed }) => {
    await openInsights(page, testbed, '?range=last-24h&runs=100');
    await expect(view(page, 'Run grid').getByText(/^Only \d+ runs fit here/)).toBeVisible();
    for (const name of views) {
      const { x, width } = (await view(page, name).boundingBox()) ?? { x: 0, width: Infinity };
      expect(x + width).toBeLessThanOrEqual(360);
    }
  });
});
