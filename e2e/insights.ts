/** What the specs of Insights share. */
import type { Locator, Page } from '@playwright/test';

import { expect, open, type Testbed } from './fixtures.ts';
import { goWithin } from './go-within.ts';
import { expectComplete, showArchived } from './history.ts';

/** One of its views. */
export function view(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** Opens Insights, and waits until its views show all of Vault's finished jobs. */
export async function openInsights(page: Page, testbed: Testbed, search = ''): Promise<void> {
  await open(page, testbed, `/insights${search}`);
  await expectComplete(page, testbed);
  await expectDrawn(page);
}

/** All views show what the page is about now: they are drawn one after another. */
export async function expectDrawn(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

export type Promised = { href: string; count: number };

/** Five of many links to rows, from the first to the last, and how many rows each says it has. */
export async function fiveOf(links: Locator): Promise<Promised[]> {
  await expect(links).not.toHaveCount(0);
  const all = await links.evaluateAll((found) =>
    found.map((link) => ({
      href: link.getAttribute('href') ?? '',
      count: Number(link.getAttribute('data-count')),
    })),
  );
  const places = [0, 0.2, 0.5, 0.75, 1].map((share) => Math.floor(share * (all.length - 1)));
  return places.flatMap((place) => all[place] ?? []);
}

/** History, as it is opened by one of them, has just as many. */
export async function expectRows(page: Page, count: number): Promise<void> {
  await expect(page).toHaveURL(/\/history/);
  await showArchived(page);
  const words = `${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'}`;
  await expect(page.getByText(words, { exact: true })).toBeVisible();
}

export async function expectEachOpensItsRows(
  page: Page,
  promised: readonly Promised[],
): Promise<void> {
  for (const { href, count } of promised) {
    await goWithin(page, href);
    await expectRows(page, count);
  }
}
