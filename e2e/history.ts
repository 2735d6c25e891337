/** What the specs of the History page share. */
import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { expect, open, passTime, type Testbed } from './fixtures.ts';

/** The message on how much of Vault's history has been read. */
export function coverage(page: Page): Locator {
  return page.getByRole('status', { name: 'Coverage' });
}

/** The message that the archive has read all of Vault's history. */
export function complete(page: Page, { vault }: Testbed): Locator {
  const count = vault.histories().length;
  const jobs =
    count === 1 ? '1 finished job' : `all ${count.toLocaleString('en-GB')} finished jobs`;
  return coverage(page).filter({ hasText: `Complete: ${jobs}` });
}

/** The archive has read all of Vault's history, and says so; the clock skips what it waits for. */
export async function expectComplete(page: Page, testbed: Testbed): Promise<void> {
  const waits = coverage(page).filter({ hasText: 'ask Vault again in' });
  await expect(complete(page, testbed).or(waits)).toBeVisible({ timeout: 20_000 });
  // Jobwatch answers for some seconds with what it has just read, so the archive asks again later.
  if (await waits.isVisible()) await passTime(page, testbed, 7_000);
  await expect(complete(page, testbed)).toBeVisible({ timeout: 20_000 });
}

/** Opens History, waits until all of Vault's finished jobs have been read, and shows those. */
export async function openHistory(page: Page, testbed: Testbed, search = ''): Promise<void> {
  await open(page, testbed, `/history${search}`);
  await expectComplete(page, testbed);
  await showArchived(page);
}

/** Shows the rows of the archive, which has read everything; on a first visit they are Vault's. */
export async function showArchived(page: Page): Promise<void> {
  const use = page.getByRole('button', { name: 'Switch to stored jobs' });
  if (await use.isVisible()) await use.click();
  await expect(coverage(page)).not.toContainText('sorted by Vault');
}

/** The ids of the rows on screen, in order, from the names of their checkboxes. */
export async function idsShown(page: Page): Promise<string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const names = await page
    .getByRole('checkbox', { name: /^Select .*, [^,]+$/s })
    .evaluateAll((boxes) => boxes.map((box) => box.ariaLabel ?? ''));
  return names.map((name) => name.slice(name.lastIndexOf(', ') + 2));
}

/** The same for all pages, starting with the first. */
export async function idsOnAllPages(page: Page): Promise<string[]> {
  const pages = page.getByRole('navigation', { name: 'Pages of rows' });
  const next = pages.getByRole('link', { name: 'Next page' });
  const ids = await idsShown(page);
  for (let at = 2; (await next.count()) > 0; at += 1) {
    await next.click();
    await expect(pages.getByText(`page ${at}`, { exact: true })).toBeVisible();
    ids.push(...(await idsShown(page)));
  }
  return ids;
}

/** The ids of the finished jobs that this device stores, in the archive of its only user so far. */
export async function storedIds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const [found] = await indexedDB.databases();
    if (found?.name === undefined) return [];
    const opening = indexedDB.open(found.name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const reading = opening.result.transaction('chunks').objectStore('chunks').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    opening.result.close();
    const chunks: { jobs: { id: string[] } }[] = reading.result;
    return [...new Set(chunks.flatMap(({ jobs }) => jobs.id))].toSorted();
  });
}

/** Clicks Export in the open dialog; returns the file that the browser saves. */
export async function saved(page: Page, format = 'CSV'): Promise<{ name: string; bytes: Buffer }> {
  const dialog = page.getByRole('dialog', { name: /^Export / });
  await dialog.getByLabel('Format').selectOption({ label: format });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/**
 * So many more jobs, a minute apart, while the archive is held back; each thirtieth timed out. Gives
 * the ids of all.
 */
export function furnish({ vault }: Testbed, count: number): string[] {
  for (let n = 0; n < count; n += 1) {
    const status = n % 30 === 29 ? 'TIMEOUT' : 'SUCCESS';
    vault.finished({
      title: `Nightly export ${n}`,
      agoMs: (n + 1) * 60_000,
      tookMs: 20_000,
      status,
    });
  }
  holdArchive(vault);
  return vault.histories().map(({ id }) => id);
}

/** With Vault's budget all but used up nothing is read but what a screen waits for. */
function holdArchive({ burst }: Testbed['vault']) {
  Object.assign(burst, { limit: 1, delayMs: 0 });
}
