/** The set-up of a wall, as tests find their way in it. */
import type { Locator, Page } from '@playwright/test';

import { expect, open, type Testbed } from './fixtures.ts';

export const preview = (page: Page) =>
  page.getByRole('region', { name: 'Preview' }).getByRole('figure');
export const text = (page: Page, name: string) =>
  page.getByRole('group', { name, exact: true }).getByRole('code');
export const search = (page: Page) => new URL(page.url()).search;

export async function openSetup(page: Page, testbed: Testbed, options = '') {
  await open(page, testbed, `/wall/setup${options}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up a wall display');
  await expect(preview(page)).toContainText('Sandbox');
}

/** What is on the clipboard after the button has said that it put it there. */
export async function copied(page: Page, name: string): Promise<string> {
  const button = page.getByRole('button', { name: `Copy: ${name}` });
  await button.click();
  await expect(button).toHaveText('Copied');
  return page.evaluate(async () => navigator.clipboard.readText());
}

/** Of the smallest text on a wall, in pixels of its screen. */
export async function floor(wall: Locator): Promise<string> {
  return wall.evaluate((element) => getComputedStyle(element).fontSize);
}

export const previewed = (page: Page) => preview(page).locator('[inert] > div');
