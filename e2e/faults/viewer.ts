/** What a viewer sees of a fault, and when it is over for them; each is noted for the table. */
import type { Locator, Page } from '@playwright/test';

import { expect, passTime, type Testbed } from '../fixtures.ts';
import { note } from './observed.ts';

/** Expects it to be on screen, and notes the words that the viewer saw. */
export async function expectSeen(shown: Locator): Promise<void> {
  await expect(shown.first()).toBeVisible();
  note('saw', (await shown.first().innerText()).replaceAll(/\s+/g, ' '));
}

/** Calls it until the fault is shown; then as many rows must be there as before. */
export async function expectRowsStay(page: Page, showFault: () => Promise<void>): Promise<void> {
  const rows = page.getByRole('main').locator('tbody').getByRole('row');
  const before = await rows.count();
  expect(before).toBeGreaterThan(0);
  await showFault();
  const after = await rows.count();
  note('rows lost', before - after);
  expect(after).toBe(before);
}

/** Lets time pass until it is on screen, for as long as may be claimed that this takes. */
export async function expectBack(
  page: Page,
  testbed: Testbed,
  { shown, withinMs = 40_000 }: { shown: Locator; withinMs?: number },
): Promise<void> {
  const began = testbed.vault.now();
  const passed = () => testbed.vault.now() - began;
  while (!(await shown.isVisible()) && passed() < withinMs) await passTime(page, testbed, 2_000);
  await expect(shown).toBeVisible();
  note('recovered in', `${Math.round(passed() / 1_000)} s`);
}
