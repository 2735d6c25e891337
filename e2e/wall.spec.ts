/** What a wall shows: failures first, each view in rotation, and when all is clear. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, passTime, test } from './fixtures.ts';
import { emptied, openWall, tiles } from './wall.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.use({ at: '2026-03-10T14:00:00Z', viewport: { width: 1920, height: 1080 } });

function heading(page: Page) {
  return page.getByRole('heading', { level: 2 });
}

test('failures come first, then running, queued and scheduled jobs', async ({ page, testbed }) => {
  const { vault } = testbed;
  emptied(testbed);
  for (let run = 1; run <= 6; run += 1) {
    vault.finished({ title: 'Vault Loader', agoMs: 25 * hour + run * hour, tookMs: 2 * minute });
  }
  vault.scheduled({ title: 'Next week', inMs: 7 * 24 * hour });
  vault.scheduled({ title: 'Second', inMs: 2 * hour });
  vault.scheduled({ title: 'First', inMs: hour });
  vault.queued({ title: 'Waits', forMs: 70 * second });
  vault.running({ title: 'Odd', overrides: { status: 'ON_HOLD' } });
  vault.running({ title: 'Export Documents', forMs: 3 * minute });
  vault.running({ title: 'Vault Loader', forMs: 42 * minute });
  vault.scheduled({ title: 'Cleanup User Exceptions', inMs: -25 * minute });
  vault.finished({ title: 'Well again', status: 'TIMEOUT', agoMs: 2 * hour });
  vault.finished({ title: 'Well again', agoMs: hour });
  for (const agoMs of [hour, 20 * minute]) {
    vault.finished({ title: 'Deploy Package', status: 'ERRORS_ENCOUNTERED', agoMs });
  }
  await openWall(page, testbed, 'view=now');
  await expect(tiles(page)).toHaveText([
    /^Errors encountered\s*Deploy Package\s*14:40, 20 min ago\s*2 failures in 24 h/,
    /^Overdue\s*Cleanup User Exceptions\s*25 min late\s*planned 14:35/,
    /^Longer than usual.*Vault Loader/,
    /^Running.*Export Documents/,
    /^Queued.*Waits/,
    /^ON_HOLD.*Odd/,
    /^Scheduled.*First/,
    /^Scheduled.*Second/,
    /^\+1 later/,
  ]);
  await expect(tiles(page).nth(2)).toContainText(/42 min\s*usually 2 min/);
  await expect(tiles(page).nth(6)).toContainText(/in 5\d min|in 1 h/);
  await expect(page.getByText('3 of 8 jobs need attention', { exact: true })).toBeVisible();
  await expect(page.getByText('All clear')).toHaveCount(0);
  await expectAccessible(page);
});

test('the views rotate: failed runs, scheduled jobs, and the chart', async ({ page, testbed }) => {
  emptied(testbed);
  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: hour });
  testbed.vault.finished({ title: 'Deploy Package', status: 'FAILED_TO_RUN', agoMs: 2 * hour });
  testbed.vault.scheduled({ title: 'Quarterly Purge', inMs: 11 * hour });
  await openWall(page, testbed, 'view=failures&view=next&view=throughput&seconds=10');
  await expect(heading(page)).toHaveText('Failures');
  await expect(tiles(page)).toHaveText([/^Timed out.*14:00, 1 h ago\s*2 failures in 24 h/]);
  await expect(page.getByText('2 failed runs of 1 title in 24 h')).toBeVisible();
  await passTime(page, testbed, 10 * second);
  await expect(heading(page)).toHaveText('Next');
  await expect(tiles(page)).toHaveText([/Quarterly Purge.*in (11|10) h.*11 Mar, 02:00/]);
  await passTime(page, testbed, 10 * second);
  await expect(heading(page)).toContainText('Finished in');
  await passTime(page, testbed, 10 * second);
  await expect(heading(page)).toHaveText('Failures');
});

test('a click pauses the rotation for a minute, arrow keys change the page, Esc resumes', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  await openWall(page, testbed, 'view=now&view=failures&view=next&seconds=10');
  await page.mouse.click(400, 600);
  await expect(page.getByText(/Paused for (1 min 00|5\d) s\. Press Esc to resume\./)).toBeVisible();
  await passTime(page, testbed, 50 * second);
  await expect(heading(page)).toHaveText('Now');
  await passTime(page, testbed, 12 * second);
  await expect(heading(page)).toHaveText('Failures');
  await expect(page.getByText('Paused for')).toHaveCount(0);

  await page.keyboard.press('ArrowLeft');
  await expect(heading(page)).toHaveText('Now');
  await page.keyboard.press('ArrowLeft');
  await expect(heading(page)).toHaveText('Next');
  await expect(page.getByText('Paused for')).toBeVisible();
  await page.keyboard.press('Escape');
  await passTime(page, testbed, second);
  await expect(heading(page)).toHaveText('Now');
});

test('a new failure switches to the first page of Now for a minute', async ({ page, testbed }) => {
  emptied(testbed);
  const job = testbed.vault.running({ title: 'Deploy Package' });
  await openWall(page, testbed, 'view=next&view=now&seconds=3600');
  await expect(heading(page)).toHaveText('Next');
  testbed.vault.finish(job.id, 'ERRORS_ENCOUNTERED');
  for (let gone = 0; gone < 12; gone += 2) await passTime(page, testbed, 2 * second);
  await expect(heading(page)).toHaveText('Now');
  await expect(tiles(page).first()).toContainText('Deploy Package');
  await expect(page.getByText('Paused for')).toBeVisible();
});

test.describe('all clear', () => {
  test('since the first successful run after a failure, also after a reload', async ({
    page,
    testbed,
  }) => {
    emptied(testbed);
    testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 9 * hour });
    testbed.vault.finished({ title: 'Deploy Package', agoMs: 8 * hour });
    testbed.vault.finished({ title: 'Deploy Package', agoMs: hour });
    await openWall(page, testbed, 'view=now');
    await expect(page.getByText('All clear since 07:00')).toBeVisible();
    await expect(
      page.getByText(/No jobs running, queued or scheduled\s· Last checked \d s ago/),
    ).toBeVisible();
    await page.reload();
    await expect(page.getByText('All clear since 07:00')).toBeVisible();
  });

  test('is shown above running jobs', async ({ page, testbed }) => {
    emptied(testbed);
    testbed.vault.running({ title: 'Export Documents' });
    testbed.vault.finished({ title: 'Deploy Package', agoMs: hour });
    await openWall(page, testbed, 'view=now');
    await expect(page.getByText('All clear')).toBeVisible();
    await expect(page.getByText('No failures in the only run')).toBeVisible();
    await expect(tiles(page)).toHaveText([/Export Documents/]);
  });

  test('is not claimed where a run ended with an unknown status', async ({ page, testbed }) => {
    emptied(testbed);
    testbed.vault.finished({ title: 'Deploy', overrides: { status: 'EXPLODED' }, agoMs: hour });
    await openWall(page, testbed, 'view=now');
    await expect(page.getByText('some runs ended with a status that Jobwatch does')).toBeVisible();
    await expect(page.getByText('All clear')).toHaveCount(0);
  });

  test('is not claimed where a row could not be read', async ({ page, testbed }) => {
    emptied(testbed);
    testbed.vault.finished({ title: 'Unreadable', overrides: null, agoMs: hour });
    await openWall(page, testbed, 'view=now');
    await expect(page.getByText('not all of the last 24 hours could be read')).toBeVisible();
    await expect(page.getByText(/\d+ rows? could not be read/)).toBeVisible();
    await expect(page.getByText('All clear')).toHaveCount(0);
  });
});
