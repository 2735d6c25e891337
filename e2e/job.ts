/** What the stories of the job page share. */
import type { Page } from '@playwright/test';

import type { World } from '#simulator/world/world.ts';

import { expect, type Stage } from './fixtures.ts';

type Endpoint = World['calls'][number]['endpoint'];

/** By its ID, with or without a search behind it. */
export async function openJob(page: Page, { url }: Stage, id: string) {
  await page.goto(`${url}/jobs/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export function heading(page: Page) {
  return page.getByRole('heading', { level: 1 });
}

export function facts(page: Page) {
  return page.getByRole('region', { name: 'What happened' });
}

/** What Vault was asked of one kind, the archive's reading apart. */
export function asked({ vault }: Stage, endpoint: Endpoint) {
  return vault.calls.filter((call) => call.endpoint === endpoint && call.priority === undefined);
}

/** With Vault's budget all but used up nothing is read but what a screen waits for. */
export function holdArchive({ vault }: Stage) {
  Object.assign(vault.burst, { limit: 1, delayMs: 0 });
}
