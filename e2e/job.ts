/** What the specs of the job page share. */
import type { Page } from '@playwright/test';

import type { World } from '#simulator/world/world.ts';

import { expect, type Testbed } from './fixtures.ts';

type Endpoint = World['calls'][number]['endpoint'];

/** Opens a job by its ID, optionally with a search after it. */
export async function openJob(page: Page, { url }: Testbed, id: string) {
  await page.goto(`${url}/jobs/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export function heading(page: Page) {
  return page.getByRole('heading', { level: 1 });
}

export function facts(page: Page) {
  return page.getByRole('region', { name: 'Details' });
}

/** Vault's calls to one endpoint, except those of the archive. */
export function asked({ vault }: Testbed, endpoint: Endpoint) {
  return vault.calls.filter((call) => call.endpoint === endpoint && call.priority === undefined);
}

/** Stops the archive's reading: with Vault's limit nearly used up, only screens read. */
export function holdArchive({ vault }: Testbed) {
  Object.assign(vault.burst, { limit: 1, delayMs: 0 });
}
