/** The overview as tests see it. */
import type { Locator, Page } from '@playwright/test';

import type { Testbed } from './fixtures.ts';

export const attention = 'Titles that need attention';

/** What is wrong, or a count, as a link to its rows. */
export function tile(page: Page, label: string): Locator {
  return page.getByRole('navigation', { name: 'Counts' }).getByRole('link', { name: label });
}

/** A job that was put into a queue at its planned time, and that nothing will start. */
export function waitingInQueue({ vault }: Testbed, title: string, forMs: number): void {
  const planned = vault.now() - forMs;
  const never = { started: Infinity, ended: Infinity };
  const waits = { created: planned - 60_000, planned, queueing: planned, queued: planned };
  vault.add({ title, createdBy: 1, ...waits, ...never, outcome: 'SUCCESS' });
}
