/** What needs attention: titles that fail, and jobs that are late, each with its reason. */
import { expect, open, row, skipTime, test } from './fixtures.ts';
import { attention, tile, waitingInQueue } from './overview.ts';

const second = 1_000;
const minute = 60 * second;

test('a title that is seen steps back in this browser, with a note, until its next run ends', async ({
  page,
  testbed,
  browser,
}) => {
  for (const title of ['Deploy Package', 'Binder Export'])
    testbed.vault.finished({ title, status: 'ERRORS_ENCOUNTERED', agoMs: 20 * minute });
  await open(page, testbed);
  await expect(tile(page, '2 titles are failing')).toBeVisible();
  const table = page.getByRole('table', { name: attention });
  const runs = 'The last 1 run of Deploy Package, 1 failed';
  await expect(table.getByRole('img', { name: runs })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Last 12 runs' })).toHaveAttribute(
    'title',
    /Taller bars ran longer/,
  );
  await page.getByRole('button', { name: 'Mark seen: Deploy Package' }).click();
  await expect(tile(page, '2 titles are failing (1 seen)')).toBeVisible();
  const note = page.getByRole('textbox', { name: 'Note on Deploy Package' });
  await note.fill('Ticket 12');
  await note.press('Tab');

  // New and seen ones are all that fail, in each view of this browser; a wall has no seen ones.
  await expect(page).toHaveTitle(/^\(1\) /);
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText(
    '2 titles · 1 seen',
  );
  await tile(page, '2 titles are failing (1 seen)').click();
  const list = page.getByRole('table', { name: 'Failing titles' });
  await expect(list.locator('tbody').getByRole('row')).toHaveCount(2);
  await page.goto(`${testbed.url}/wall?view=now`);
  await expect(page.getByText(/^2 of \d+ jobs need attention/)).toBeVisible();
  await expect(page).toHaveTitle(/^\(2\) /);

  await open(page, testbed);
  await expect(note).toHaveValue('Ticket 12');
  await expect(table.getByRole('row').last()).toContainText('Deploy Package');
  await expect(tile(page, '2 titles are failing (1 seen)')).toBeVisible();
  const other = await testbed.newContext(browser);
  await testbed.signIn(other);
  const others = await other.newPage();
  await open(others, testbed);
  await expect(tile(others, '2 titles are failing')).toHaveText('2 titles are failing');
  await other.close();

  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 0 });
  await skipTime(page, testbed, 40 * second);
  await expect(page.getByRole('button', { name: 'Mark seen: Deploy Package' })).toBeVisible();
  await expect(tile(page, '2 titles are failing')).toHaveText('2 titles are failing');
});

test('a job that waits in its queue for too long is said to, with its wait', async ({
  page,
  testbed,
}) => {
  waitingInQueue(testbed, 'Export Submission', 20 * minute);
  testbed.vault.queued({ title: 'Vault Loader' });
  await open(page, testbed);
  await expect(tile(page, '1 job is stuck in the queue')).toBeVisible();
  await expect(row(page, attention, 'Export Submission')).toContainText('queued for 20 min');

  // Nothing tells since when it has been queued, but that it was seen so for as long.
  await skipTime(page, testbed, 16 * minute);
  await expect(tile(page, '2 jobs are stuck in the queue')).toBeVisible();
});

test('without a failing title it says since when all has been clear', async ({ page, testbed }) => {
  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 60 * minute });
  testbed.vault.finished({ title: 'Deploy Package', agoMs: 30 * minute });
  await open(page, testbed);
  await expect(page.getByText(/All clear since \d\d:\d\d/)).toBeVisible();
  await expect(tile(page, '1 title failed and recovered')).toBeVisible();
  await expect(tile(page, '1 failed run in 24 h')).toBeVisible();
});
