/** Back from a job leads to where one was: the same rows, as far down, under the same filters. */
import type { Page } from '@playwright/test';

import { expect, open, type Testbed, test } from './fixtures.ts';
import { coverage, openHistory } from './history.ts';
import { facts } from './job.ts';

const minute = 60_000;
const sizes = [
  { width: 1366, height: 768 },
  { width: 360, height: 780 },
];

type Place = { scrollY: number; row: string; top: number };

/** How far down the page is, whose row is the first below a height of the screen, and where. */
async function place(page: Page, y: number): Promise<Place> {
  return page.evaluate((height) => {
    const rows = [...document.querySelectorAll('main tbody tr')];
    const row = rows.find((one) => one.getBoundingClientRect().top >= height);
    const top = row?.getBoundingClientRect().top ?? Number.NaN;
    return { scrollY, row: row?.querySelector('a')?.getAttribute('href') ?? 'none', top };
  }, y);
}

/** Where the row of a job stands on the screen. */
async function topOf(page: Page, row: string): Promise<number> {
  return page.evaluate((href) => {
    const link = document.querySelector(`main tbody a[href="${href}"]`);
    return link?.closest('tr')?.getBoundingClientRect().top ?? Number.NaN;
  }, row);
}

/** From some way down to the page of a job in mid-screen, and back. */
async function thereAndBack(page: Page, part: number) {
  await page.evaluate((to) => {
    const most = document.documentElement.scrollHeight - innerHeight;
    scrollTo(0, Math.round(most * to));
  }, part);
  const url = page.url();
  const top = (await page.getByRole('banner').boundingBox())?.height ?? 0;
  const before = await place(page, top);
  const { row } = await place(page, 300);
  expect(before.scrollY).toBeGreaterThan(80);
  await page.locator(`main tbody a[href="${row}"]`).first().click();
  await expect(facts(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(url);
  await expect(page.getByRole('table').first()).toBeVisible();
  // What comes late would move the rows: they have to stay where they are.
  for (let frames = 0; frames < 10; frames += 1) {
    const after = await page.evaluate(() => scrollY);
    expect(Math.abs(after - before.scrollY)).toBeLessThanOrEqual(2);
    // A pixel could make another row the first: that this one stands where it stood is what counts.
    expect(Math.abs((await topOf(page, before.row)) - before.top)).toBeLessThanOrEqual(2);
    await page.evaluate(async () => new Promise(requestAnimationFrame));
  }
}

function furnish({ vault }: Testbed) {
  for (let nth = 1; nth <= 300; nth += 1)
    vault.finished({ title: `Load part ${nth % 40}`, agoMs: nth * 13 * minute, tookMs: nth * 90 });
  for (let nth = 1; nth <= 25; nth += 1) vault.running({ title: `Export ${nth}` });
}

for (const viewport of sizes) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport });

    test('the overview is where it was, 40 % down and at the end', async ({ page, testbed }) => {
      furnish(testbed);
      await open(page, testbed);
      await expect(page.getByRole('table', { name: 'Jobs that just finished' })).toBeVisible();
      await thereAndBack(page, 0.4);
      await thereAndBack(page, 1);
    });

    test('History is where it was, 40 % down and at the end', async ({ page, testbed }) => {
      furnish(testbed);
      await openHistory(page, testbed, '?title=load+part&range=30d&size=200');
      await thereAndBack(page, 0.4);
      await thereAndBack(page, 1);
    });

    test('History is where it was before all is read', async ({ page, testbed }) => {
      furnish(testbed);
      testbed.vault.faults.set({ kind: 'slow', ms: 400 }, { endpoint: 'histories' });
      await open(page, testbed, '/history?size=100');
      await expect(coverage(page)).toContainText('read, newest first');
      await page.getByRole('button', { name: 'Pause reading' }).click();
      // What is read before it rests would give the coverage other words, and another height.
      await expect(page.getByRole('button', { name: 'Resume reading' })).toBeVisible();
      await expect(coverage(page)).toContainText('Filtered and sorted by Vault');
      testbed.vault.faults.clear();
      await thereAndBack(page, 0.5);
    });
  });
}
