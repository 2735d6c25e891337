/** What the specs of Start now share: a scheduled job, its button, and the confirmation dialog. */
import type { Page } from '@playwright/test';

import { open, type Testbed } from './fixtures.ts';

export const second = 1_000;
export const minute = 60 * second;

export const planned = 'Scheduled jobs';
export const title = 'Quarterly Purge';

export function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'Start this job now?' });
}

export function confirm(page: Page) {
  return dialog(page).getByRole('button', { name: 'Start now' });
}

export function button(page: Page) {
  return page.getByRole('button', { name: `Start now: ${title}` });
}

/** Opens the overview with a scheduled job that takes 30 s once it runs. */
export async function openWithJob(page: Page, testbed: Testbed, inMs = 45 * minute) {
  const job = testbed.vault.scheduled({ title, inMs, takesMs: 30 * second });
  await open(page, testbed);
  await button(page).waitFor();
  return job;
}
