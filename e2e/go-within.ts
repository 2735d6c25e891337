import type { Page } from '@playwright/test';

import { expect } from './fixtures.ts';

/**
 * Goes to a path as a link of the app does, without loading the page again. By way of Settings, so
 * that nothing on screen is of the page before.
 */
export async function goWithin(page: Page, path: string): Promise<void> {
  const go = async (to: string) => page.evaluate((url) => history.pushState(null, '', url), to);
  await go('/settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await go(path);
}
