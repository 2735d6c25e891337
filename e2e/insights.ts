/** What the specs of Insights share. */
import type { Page } from '@playwright/test';

import { expect, open, type Testbed } from './fixtures.ts';
import { expectComplete } from './history.ts';

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
