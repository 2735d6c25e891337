/** On paper, on a phone, in forced colours and by finger: nothing is lost there. */
import type { Locator, Page } from '@playwright/test';

import { expect, expectNoSidewaysScroll, open, type Testbed, test } from './fixtures.ts';
import { openHistory } from './history.ts';
import { facts } from './job.ts';

test.use({ world: 'failing' });

/** Links and controls smaller than 24 px in a direction that are no part of a text. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = 'main :is(a[href], button, input, select, summary), header :is(a, button)';
    return [...document.querySelectorAll(targets)].flatMap((element) => {
      // Marks of charts have a table beside them; an ID beside a title leads to the same page.
      const isEquivalent =
        element.closest('svg, ol') !== null || element.matches('a[tabindex="-1"]');
      const isText =
        getComputedStyle(element).display === 'inline' &&
        element.closest('p, dd, li, header') !== null;
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      const isSmall = width > 0 && (width < 23.5 || height < 23.5);
      return isSmall && !isText && !isEquivalent
        ? [`${element.outerHTML.slice(0, 120)}: ${width} × ${height}`]
        : [];
    });
  });
}

async function openJob(page: Page, testbed: Testbed) {
  await open(page, testbed);
  await page.getByRole('link', { name: 'User Account Activation' }).first().click();
  await expect(facts(page)).toBeVisible();
}

test('each thing to press is at least 24 px wide and high', async ({ page, testbed }) => {
  for (const [path, shown] of [
    ['/', 'Just finished'],
    ['/?show=failed', 'Open in History'],
    ['/history', 'Rows per page'],
    ['/settings', 'Vault’s clock says'],
    ['/wall/setup', 'Open it in a new tab'],
  ] as const) {
    await open(page, testbed, path);
    await expect(page.getByText(shown)).toBeVisible();
    for (const width of [1366, 360]) {
      await page.setViewportSize({ width, height: 780 });
      expect(await smallTargets(page), `${path} at ${width}`).toEqual([]);
    }
  }
});

test('History is printed with its filter, all columns and no controls', async ({
  page,
  testbed,
}) => {
  await openHistory(page, testbed, '?title=export&status=errors_encountered');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1047, height: 740 }); // A4 across, within its margins
  await expect(
    page.getByText(/Filter: status Errors encountered; title contains "export"\./),
  ).toBeVisible();
  const heads = page.getByRole('columnheader');
  for (const name of ['Status', 'Title', 'Job ID', 'Created by', 'Started', 'Finished', 'Ran'])
    await expect(heads.filter({ hasText: name })).toBeInViewport({ ratio: 1 });
  for (const control of ['Export', 'Columns', 'Views', 'Help'])
    await expect(page.getByRole('button', { name: control })).toBeHidden();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  const pdf = (await page.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1');
  const [, wide, high] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect(Number(wide)).toBeGreaterThan(Number(high));
});

test('Settings are printed with what is chosen, and without buttons', async ({ page, testbed }) => {
  await page.addInitScript(() => {
    localStorage.setItem('jobwatch.preferences', '{"zone":"Asia/Tokyo"}');
  });
  await open(page, testbed, '/settings');
  await page.emulateMedia({ media: 'print' });
  const zone = page.getByRole('combobox', { name: 'Show times in' });
  await expect(zone).toBeVisible();
  await expect(zone.locator('option:checked')).toHaveText('Asia/Tokyo');
  await expect(page.getByRole('checkbox', { name: 'Notify me about jobs' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

/** Headings that stand over nothing. */
async function emptyColumns(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main table')].flatMap((table) =>
      [...table.querySelectorAll<HTMLTableCellElement>('thead th')].flatMap((head) => {
        const cells = table.querySelectorAll<HTMLElement>(`td:nth-child(${head.cellIndex + 1})`);
        const isEmpty = [...cells].every(
          (cell) => cell.innerText.trim() === '' && cell.querySelector('svg') === null,
        );
        return isEmpty && head.getClientRects().length > 0 ? [head.innerText] : [];
      }),
    ),
  );
}

test('on paper the overview has what is marked as seen, and no column of buttons', async ({
  page,
  testbed,
}) => {
  await open(page, testbed);
  await page.getByRole('button', { name: 'Mark seen' }).first().click();
  await page.getByRole('textbox', { name: 'Note on' }).fill('Ticket 12');
  await page.keyboard.press('Tab');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1047, height: 740 });
  await expect(page.getByText('Seen. Ticket 12')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Action' })).toBeHidden();
  expect(await emptyColumns(page)).toEqual([]);
});

test('on a phone each row of History is a card that needs no sideways scrolling', async ({
  page,
  testbed,
}) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await openHistory(page, testbed, '?title=export');
  const card = page.getByRole('row').nth(1);
  for (const part of ['Export Documents', 'Finished', 'Ran', 'Created by'])
    await expect(card).toContainText(part === 'Export Documents' ? part : '');
  const { width } = (await card.boundingBox()) ?? { width: 0 };
  expect(width).toBeLessThan(360);
  for (const cell of await card.getByRole('cell').all())
    await expect(cell).toBeInViewport({ ratio: 0.95 });
  await page.getByRole('button', { name: 'Ran' }).click();
  await expect(page).toHaveURL(/sort=-ran/);
});

/** Whether hiding it changes a pixel. */
async function isPainted(bar: Locator): Promise<boolean> {
  await expect(bar).toBeVisible();
  const shown = await bar.screenshot();
  await bar.evaluate((element) => element.style.setProperty('opacity', '0'));
  const hidden = await bar.screenshot();
  return !shown.equals(hidden);
}

/** Texts of a cell that stand closer than the ground that browsers paint behind each of them. */
async function coveredTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('td, dd')].flatMap((cell) => {
      const boxes: { text: string; box: DOMRect }[] = [];
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const range = document.createRange();
        range.selectNode(node);
        for (const box of range.getClientRects()) boxes.push({ text: node.textContent ?? '', box });
      }
      return boxes.flatMap(({ text, box }) => {
        const isCovered = boxes.some(
          ({ box: { left, right, top } }) =>
            left < box.right - 1 && right > box.left + 1 && top > box.top && top < box.bottom - 1,
        );
        return isCovered ? [text] : [];
      });
    }),
  );
}

test('bars are painted in forced colours, and no text covers another', async ({
  page,
  testbed,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, testbed);
  const live = page.getByRole('table', { name: 'Running and queued jobs' });
  expect(await isPainted(live.locator('[style*=gradient]'))).toBe(true);
  expect(await coveredTexts(page)).toEqual([]);
  await openJob(page, testbed);
  expect(await coveredTexts(page)).toEqual([]);
  const runs = page.getByRole('region', { name: 'Past runs' });
  expect(await isPainted(runs.locator('li a > span:last-child').first())).toBe(true);
});

test('Back leads to the link that was followed', async ({ page, testbed }) => {
  await openHistory(page, testbed, '?title=export');
  await testbed.settled();
  const link = page.getByRole('row').nth(3).getByRole('link').first();
  const href = await link.getAttribute('href');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(facts(page)).toBeVisible();
  await page.goBack();
  await expect(page.locator('main a:focus')).toHaveAttribute('href', href ?? '');
});
