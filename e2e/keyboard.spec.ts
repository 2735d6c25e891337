/** Without a mouse: everything in reach, in the order of reading, visibly, and never trapped. */
import type { Page } from '@playwright/test';

import { expect, open, row, test } from './fixtures.ts';

const planned = 'Scheduled jobs';

type Stop = { name: string; outlined: boolean };

/** What has the focus, by the words it is known by. */
async function focused(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const label = element.getAttribute('aria-label') ?? element.textContent;
    return {
      name: element === document.body ? '' : label,
      outlined: outlineStyle === 'solid' && outlineWidth === '2px',
    };
  });
}

/** All stops of the Tab key from the top of the page to its end. */
async function stops(page: Page): Promise<Stop[]> {
  const found: Stop[] = [];
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.name === '') break;
    found.push(stop);
  }
  return found;
}

async function openRested(page: Page, testbed: Parameters<typeof open>[1]) {
  await open(page, testbed);
  await expect(page.getByRole('table', { name: planned })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Jobs that just finished' })).toBeVisible();
}

test('Tab reaches every control once, in reading order', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 1_000 });
  await openRested(page, testbed);
  const names = (await stops(page)).map(({ name }) => name);
  const controls = page.locator('a:visible, button:visible, select:visible, input:visible');
  // An id leads where the title beside it leads: one stop for both.
  const ids = controls.and(page.locator('[tabindex="-1"]'));
  expect(names.length).toBe((await controls.count()) - (await ids.count()));
  const order = [
    'Overview',
    'Pause refreshing',
    'Times in Europe/BerlinView and account',
    'Help',
    '1 title is failing',
    '1 failed run in 24 h',
    '4Scheduled',
    'Deploy Package',
    'Export Documents',
    'Clean up temp file handle metadata',
  ];
  const places = order.map((name) => names.indexOf(name));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('the focus is visible on every control, in both themes', async ({ page, testbed }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await openRested(page, testbed);
    const all = await stops(page);
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter(({ outlined }) => !outlined)).toEqual([]);
  }
});

for (const width of [360, 1366]) {
  test(`at ${width} px the focus is not hidden under the header`, async ({ page, testbed }) => {
    await page.setViewportSize({ width, height: 400 });
    await openRested(page, testbed);
    await page.getByRole('link').last().focus();
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Shift+Tab');
      const hidden = await page.evaluate(() => {
        const stop = document.activeElement;
        if (stop === null || stop.closest('header') !== null) return 0;
        const bottom = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
        return Math.max(0, bottom - stop.getBoundingClientRect().top);
      });
      expect(hidden).toBe(0);
    }
  });
}

test('the dialog keeps the focus, and Escape returns it', async ({ page, testbed }) => {
  await openRested(page, testbed);
  const button = row(page, planned, 'User Account Activation').getByRole('button');
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Start this job now?' });
  await expect(dialog).toBeVisible();
  const seen = new Set<string>();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Tab');
    seen.add((await focused(page)).name);
  }
  const id = (await button.getAttribute('aria-label'))?.split(', ').at(-1);
  expect([...seen].filter((name) => name !== '').toSorted()).toEqual([id, 'Cancel', 'Start now']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('the menu opens, selects and closes with the keyboard', async ({ page, testbed }) => {
  await openRested(page, testbed);
  const button = page.getByRole('button', { name: 'View and account' });
  await button.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'View and account' });
  await expect(menu.getByLabel('Refresh')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(menu.getByLabel('Refresh')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown'); // past that of the Vault user
  await expect(page.getByRole('banner')).toContainText('Times in UTC');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
});

test('a count is opened and left with the keyboard, Back included', async ({ page, testbed }) => {
  await openRested(page, testbed);
  const count = page.getByRole('link', { name: '4 Scheduled' });
  await count.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Scheduled' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Just finished' })).toBeHidden();
  await expect(count).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Just finished' })).toBeVisible();
});

test('a focused row shows its exact time and zone', async ({ page, testbed }) => {
  await openRested(page, testbed);
  await row(page, planned, 'User Account Activation').getByRole('link').first().focus();
  await page.keyboard.press('Tab');
  await expect(
    page.getByRole('tooltip', { name: '11 Mar 2026, 08:00:00 Europe/Berlin, GMT+1' }).first(),
  ).toBeVisible();
});

test.describe('a server that only reads', () => {
  test.use({ environment: { READ_ONLY: 'on' } });

  test('a disabled start can still be focused, and says why it is disabled', async ({
    page,
    testbed,
  }) => {
    await openRested(page, testbed);
    const button = row(page, planned, 'User Account Activation').getByRole('button');
    const names = (await stops(page)).map(({ name }) => name);
    expect(names).toContain(await button.getAttribute('aria-label'));
    await expect(button).toHaveAccessibleDescription('Start now is switched off on this server.');
  });
});
