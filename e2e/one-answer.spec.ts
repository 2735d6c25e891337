/** One fact has one answer, on whichever page it is read: from the archive, where there is one. */
import type { Page } from '@playwright/test';

import { expect, open, row, test } from './fixtures.ts';
import { coverage } from './history.ts';
import { facts, openJob } from './job.ts';
import { dialog } from './start-dialog.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const live = 'Running and queued jobs';

async function expectSameEverywhere(page: Page, url: string, words: RegExp): Promise<void> {
  await page.goto(url);
  await expect(row(page, live, 'Rare report')).toContainText(words);
}

test('how long a title takes, and when it runs next, is the same on every page', async ({
  page,
  testbed,
}) => {
  const { vault, url } = testbed;
  // Its runs lie beyond the newest 200 jobs.
  for (let n = 1; n <= 21; n += 1)
    vault.finished({ title: 'Rare report', agoMs: n * day, tookMs: 30 * minute });
  for (let n = 0; n < 260; n += 1) vault.finished({ title: 'Frequent', agoMs: n * 1_000 });
  const { id } = vault.running({ title: 'Rare report', forMs: 40 * minute });
  vault.scheduled({ title: 'Rare report', inMs: 10 * minute });

  await open(page, testbed);
  await expect(row(page, live, 'Rare report')).toContainText('not known yet');

  await page.goto(`${url}/history`);
  await expect(coverage(page)).toContainText('Complete: all', { timeout: 20_000 });
  await openJob(page, testbed, id);
  const words = /30 min 00 s, p95 30 min 00 s\s*from 21 successful runs/;
  await expect(facts(page)).toContainText(words);
  await expect(facts(page)).toContainText('longer than usual');

  await expectSameEverywhere(page, url, words);
  await expect(page.getByRole('link', { name: '1 job is taking longer than usual' })).toBeVisible();
  await page.getByRole('button', { name: /^Start now: Rare report/ }).click();
  await expect(dialog(page)).toContainText('as its last 21 runs came every 1 d');

  await page.goto(`${url}/wall`);
  await expect(page.getByText('Longer than usual').first()).toBeVisible();
  await expect(page.getByText('usually 30 min')).toBeVisible();
});
