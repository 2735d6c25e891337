/** The titles of Insights, their failures, and the page of one title. */
import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  open,
  startCalls,
  test,
  type Testbed,
} from './fixtures.ts';
import { saved, showArchived } from './history.ts';
import {
  expectEachOpensItsRows,
  expectRows,
  fiveOf,
  openInsights,
  type Promised,
  view,
} from './insights.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Opens the rows behind a mark and counts them: as many as it says, and no others. */
async function expectRowsBehind(page: Page, mark: ReturnType<Page['locator']>) {
  const count = Number(await mark.getAttribute('data-count'));
  await mark.click();
  await expectRows(page, count);
  await page.goBack();
}

test.describe('in a busy Vault', () => {
  test.use({ world: 'busy' });

  test('numbers of titles and of failures open just the rows that they count', async ({
    page,
    testbed,
  }) => {
    // Nothing more finishes, as each count is compared with what History says later.
    testbed.hold();
    await openInsights(page, testbed);
    const promised: Promised[] = [];
    for (const name of ['Titles', 'Failures'])
      promised.push(...(await fiveOf(view(page, name).locator('a[data-count]'))));
    for (const name of ['Titles', 'Failures'])
      await expectRowsBehind(page, view(page, name).locator('a[data-count]').first());
    await expectEachOpensItsRows(page, promised);
  });

  test('titles are saved in the order of the screen, sorted in the address, and lead to their pages', async ({
    page,
    testbed,
  }) => {
    await openInsights(page, testbed, '?sort=title');
    const titles = view(page, 'Titles');
    const names = await titles.locator('tbody tr bdi').allTextContents();
    await titles.getByRole('button', { name: /^Export \d+ rows$/ }).click();
    const lines = (await saved(page)).bytes.toString('utf8').trim().split('\r\n');
    expect(lines[0]).toContain('Title,Last status');
    expect(lines.slice(1, names.length + 1).map((line) => line.split(',')[0])).toEqual(names);

    await page.keyboard.press('Escape');
    await titles.getByRole('button', { name: 'Runs', exact: true }).click();
    await expect(page).toHaveURL(/sort=-runs/);
    await page.reload();
    const title = (await titles.locator('tbody tr bdi').first().textContent()) ?? '';
    // By its name, as rows move as long as more runs are read.
    await titles.getByRole('link', { name: title, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(view(page, 'Details')).toContainText('Succeeded');
  });

  test('arrow keys walk the numbers of failures, and Enter opens their rows', async ({
    page,
    testbed,
  }) => {
    await openInsights(page, testbed);
    const numbers = view(page, 'Failures').locator('a[data-count]');
    await numbers.first().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    const focused = numbers.and(page.locator(':focus'));
    await expect(focused).toHaveAccessibleName(/failed in the/);
    const count = await focused.getAttribute('data-count');
    await page.keyboard.press('Enter');
    await showArchived(page);
    await expect(
      page.getByText(`${count} ${count === '1' ? 'row' : 'rows'}`, { exact: true }),
    ).toBeVisible();
  });

  test('Insights break no rule on a wide screen, in either theme', async ({ page, testbed }) => {
    // Of a few titles: rules are checked for each mark, and take a minute for all of them.
    await openInsights(page, testbed, '?title=export&range=last-24h');
    await expect(view(page, 'Failures').getByRole('table')).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  test('the page of a title breaks no rule on any screen, and fits a phone', async ({
    page,
    testbed,
  }) => {
    await open(page, testbed, '/titles?title=Export+Documents');
    await page.getByRole('button', { name: 'Last failure and last success' }).click();
    await expect(page.getByRole('table', { name: 'Two runs side by side' })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    // Nor does a part of it scroll: the buttons to compare runs would be out of sight.
    for (const table of await page.getByRole('table').all())
      expect((await table.boundingBox())?.width).toBeLessThanOrEqual(360);
    await expectAccessibleInBothThemes(page);
  });
});

/** Hourly runs of a title, of which the last two failed, and its next run. */
function hourly({ vault }: Testbed, title: string) {
  const runs = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((hours) =>
    vault.finished({
      title,
      agoMs: hours * hour - 30 * minute,
      tookMs: hours === 1 ? 9 * minute : 3 * minute,
      status: hours <= 2 ? 'ERRORS_ENCOUNTERED' : 'SUCCESS',
    }),
  );
  return { runs, next: vault.scheduled({ title, inMs: 21 * minute }) };
}

test('a title’s page says since when it fails, its interval and its next run', async ({
  page,
  testbed,
}) => {
  hourly(testbed, 'Purge');
  testbed.vault.finished({ title: 'Purge more', agoMs: minute });
  await open(page, testbed, '/titles?title=Purge');
  const details = view(page, 'Details');
  await expect(details).toContainText(/failing since .*\(2 runs\)/);
  await expect(details).toContainText('every 1 h judging');
  await expect(details).toContainText('Usually3 min 00 s, p95 3 min 00 s');
  await expect(details).toContainText('83.3%, 10 of the 12 that succeeded or failed');
  const failed = details.getByRole('link', { name: '2 failed in the last 24 h' });
  await expectRowsBehind(page, failed);
  await expectRowsBehind(page, details.getByRole('link', { name: '12 runs' }));
  await expect(
    view(page, 'Runs').getByRole('group', { name: 'Last 12 runs' }).getByRole('link'),
  ).toHaveCount(12);
});

test('two runs are compared, and the address says which', async ({ page, testbed }) => {
  const { runs } = hourly(testbed, 'Purge');
  await open(page, testbed, '/titles?title=Purge');
  await page.getByRole('button', { name: 'Last failure and last success' }).click();
  const [good, bad] = [runs.at(-3)?.id, runs.at(-1)?.id];
  await expect(page).toHaveURL(new RegExp(`a=${bad}&b=${good}`));
  const table = page.getByRole('table', { name: 'Two runs side by side' });
  await expect(table.getByRole('row', { name: /^Status/ })).toContainText(
    'Errors encounteredSuccess',
  );
  await expect(table.getByRole('row', { name: /^Ran 9 min/ })).toContainText('6 min 00 s shorter');
  await page.reload();
  await expect(table.getByRole('columnheader')).toHaveText([
    'Run',
    `A ${bad}`,
    `B ${good}`,
    'B vs A',
  ]);
  await view(page, 'Runs')
    .getByRole('button', { name: `Compare ${runs[0]?.id}` })
    .click();
  await expect(page).toHaveURL(new RegExp(`a=${bad}&b=${runs[0]?.id}`));
});

test('its planned run is started from its page, once', async ({ page, testbed }) => {
  hourly(testbed, 'Purge');
  await open(page, testbed, '/titles?title=Purge');
  await page.getByRole('button', { name: /^Start now: Purge/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start now', exact: true }).click();
  await expect(page.getByText('you started it')).toBeVisible();
  expect(startCalls(testbed)).toBe(1);
});

test('a job leads to its title, a title to its jobs', async ({ page, testbed }) => {
  const { runs } = hourly(testbed, 'Purge');
  await open(page, testbed, `/jobs/${runs[0]?.id}`);
  await page.getByRole('link', { name: 'All runs of this title' }).click();
  await expect(page).toHaveURL(/\/titles\?title=Purge$/);
  await view(page, 'Runs')
    .getByRole('link', { name: runs[1]?.id ?? 'none' })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${runs[1]?.id}$`));
});

test('a link to no title, or to one that was never seen, opens all the same', async ({
  page,
  testbed,
}) => {
  for (const [search, words] of [
    ['', 'No title chosen'],
    ['?title=', '(no title)'],
    ['?title=Never+seen&runs=nonsense&a=%00', 'Never seen'],
  ] as const) {
    await open(page, testbed, `/titles${search}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
  }
});

test.describe('after a bad night', () => {
  test.use({ world: 'failing' });

  test('Insights fit every width and paper, and each title keeps room for its name', async ({
    page,
    testbed,
  }) => {
    await openInsights(page, testbed);
    const names = view(page, 'Titles').locator('tbody td:first-child');
    for (const width of [360, 768, 1024, 1100, 1200, 1366]) {
      await page.setViewportSize({ width, height: 780 });
      await expectNoSidewaysScroll(page);
      const widths = await names.evaluateAll((cells) => cells.map((cell) => cell.clientWidth));
      expect(Math.min(...widths), `${width}`).toBeGreaterThanOrEqual(width < 768 ? 90 : 170);
      const table = view(page, 'Titles').getByRole('table');
      expect((await table.boundingBox())?.width, `${width}`).toBeLessThanOrEqual(width);
    }
    await page.emulateMedia({ media: 'print' });
    await expect(
      page.getByText(/^finished or missed: Last 7 days \(.*from .* to .*/),
    ).toBeVisible();
    await expect(view(page, 'Timeline').getByText('Planned', { exact: true })).toBeVisible();
    // Of a page that is printed, drawings are as wide as on the screen: no observer of sizes is asked.
    const cutOff = await page.evaluate(() => {
      document.body.style.width = '700px';
      const drawings = [...document.querySelectorAll('svg[data-drawing]')];
      return drawings.map((drawing) => drawing.getBoundingClientRect().right > 700);
    });
    expect(cutOff).toEqual(Array(6).fill(false));
  });
});
