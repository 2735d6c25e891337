/** The overview: is anything wrong? And what runs, comes next and has just ended, as it happens. */
import { atEveryMoment } from './every-moment.ts';
import { expect, skipTime, open, monitorCalls, row, type Testbed, test } from './fixtures.ts';
import { attention, tile } from './overview.ts';

const second = 1_000;
const minute = 60 * second;

const live = 'Running and queued jobs';
const planned = 'Scheduled jobs';
const ended = 'Jobs that just finished';

/** A job that is planned, and that nothing will start. */
function neverStarting({ vault }: Testbed, title: string, inMs: number) {
  const never = { queueing: Infinity, queued: Infinity, started: Infinity, ended: Infinity };
  const [created, at] = [vault.now() - minute, vault.now() + inMs];
  vault.add({ title, createdBy: 1, created, planned: at, ...never, outcome: 'SUCCESS' });
}

test.describe('a busy Vault', () => {
  test.use({ world: 'busy' });

  atEveryMoment(() => {
    test(
      'shows what runs, comes next and has ended without a click',
      { tag: '@every-moment' },
      async ({ page, testbed }) => {
        await open(page, testbed);
        await expect(row(page, live, 'Reconcile Study Milestones').first()).toContainText(
          'Running',
        );
        // Every ten minutes.
        await expect(row(page, planned, 'Inbound Email Processing')).toContainText(/in \d min/);
        await expect(row(page, ended, 'Publish Change Notifications').first()).toBeVisible();
      },
    );
  });
});

test('failed and overdue jobs are named above the fold within 2 seconds', async ({
  page,
  testbed,
}) => {
  const failures = ['Deploy Package', 'Import Submission', 'Binder Export'];
  for (const title of failures) {
    testbed.vault.finished({ title, status: 'ERRORS_ENCOUNTERED', agoMs: 20 * minute });
  }
  testbed.vault.scheduled({ title: 'Periodic Review Reminder', inMs: -10 * minute });

  // The best of a few: a machine that is busy with other tests says nothing of the page.
  await expect(async () => {
    await page.goto(testbed.url, { waitUntil: 'commit' });
    const named = [...failures, 'Periodic Review Reminder'].map((title) =>
      expect(row(page, attention, title)).toBeInViewport({ ratio: 1, timeout: 2 * second }),
    );
    await Promise.all(named);
  }).toPass({ timeout: 20 * second });
  await expect(tile(page, '3 failed runs in 24 h')).toBeVisible();
  await expect(tile(page, '3 titles are failing')).toBeVisible();
  await expect(tile(page, '1 job is overdue')).toBeVisible();
});

test('a Vault without jobs says so in each section', async ({ page, testbed }) => {
  for (const { id } of [...testbed.vault.monitors(), ...testbed.vault.histories()]) {
    testbed.vault.remove(id);
  }
  await open(page, testbed);
  await expect(
    page.getByText('Nothing is failing, overdue, stuck in a queue or longer than usual'),
  ).toBeVisible();
  await expect(page.getByText('No job is running or queued.')).toBeVisible();
  await expect(page.getByText('No job is scheduled.')).toBeVisible();
  await expect(page.getByText('No job has finished yet.')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a Vault that refuses is quoted, not shown as empty', async ({ page, testbed }) => {
  testbed.vault.faults.set({ kind: 'exception' }, { endpoint: 'monitors' });
  await open(page, testbed);
  const region = page.getByRole('region', { name: 'Running and queued' });
  await expect(region).toContainText('Vault had an internal error');
  await expect(page.getByText('No job is running or queued.')).toBeHidden();
  await expect(tile(page, 'Running')).toContainText('–');
  await expect(row(page, ended, 'User Account Activation').first()).toBeVisible();
});

test('before Vault answers, the rows have their space', async ({ page, testbed }) => {
  testbed.vault.faults.set({ kind: 'silent' }, { endpoint: 'monitors' });
  await open(page, testbed);
  const region = page.getByRole('region', { name: 'Scheduled' });
  await expect(region.getByRole('status', { name: 'Loading from Vault' })).toBeVisible();
  await expect(region).toHaveText('Scheduled');
  await expect(tile(page, 'Scheduled')).toContainText('–');
  await expect(row(page, ended, 'User Account Activation').first()).toBeVisible();
});

test('a job is shown from its plan to its end without a reload', async ({ page, testbed }) => {
  testbed.vault.scheduled({ title: 'Quarterly Purge', inMs: 40 * second, takesMs: 30 * second });
  await open(page, testbed);
  await expect(row(page, planned, 'Quarterly Purge')).toBeVisible();

  await skipTime(page, testbed, 50 * second);
  await expect(row(page, live, 'Quarterly Purge')).toContainText('Running');
  await expect(row(page, planned, 'Quarterly Purge')).toHaveCount(0);

  await skipTime(page, testbed, 30 * second);
  await expect(row(page, ended, 'Quarterly Purge')).toContainText('Success');
  await expect(row(page, live, 'Quarterly Purge')).toHaveCount(0);

  testbed.vault.queued({ title: 'Out of the blue' });
  await skipTime(page, testbed, 30 * second);
  await expect(row(page, live, 'Out of the blue')).toContainText('Queued');
});

test('elapsed time and countdown move between two polls', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents', forMs: 62 * second });
  testbed.vault.scheduled({ title: 'Quarterly Purge', inMs: 10 * minute });
  await open(page, testbed);
  await expect(row(page, live, 'Export Documents')).toContainText(/1 min 0\d s/);
  await expect(row(page, planned, 'Quarterly Purge')).toContainText(/in (10|9) min/);

  await page.getByRole('button', { name: 'Pause refreshing' }).click();
  const before = monitorCalls(testbed);
  await skipTime(page, testbed, 2 * minute);
  await expect(row(page, live, 'Export Documents')).toContainText(/3 min 0\d s/);
  await expect(row(page, planned, 'Quarterly Purge')).toContainText(/in [78] min/);
  expect(monitorCalls(testbed)).toBe(before);
});

atEveryMoment(() => {
  test(
    'a job becomes overdue as time passes, and says by how much',
    { tag: '@every-moment' },
    async ({ page, testbed }) => {
      neverStarting(testbed, 'Quarterly Purge', minute);
      await open(page, testbed);
      await page.getByRole('button', { name: 'Pause refreshing' }).click();
      await skipTime(page, testbed, 2.5 * minute);
      await expect(tile(page, 'overdue')).toHaveCount(0);

      await skipTime(page, testbed, 45 * second);
      await expect(row(page, attention, 'Quarterly Purge')).toContainText('overdue by 2 min');
      await expect(tile(page, '1 job is overdue')).toBeVisible();
    },
  );
});

test('a job becomes longer than usual as time passes, and says why', async ({ page, testbed }) => {
  for (let run = 1; run <= 6; run += 1) {
    testbed.vault.finished({ title: 'Export Documents', agoMs: run * minute, tookMs: 2 * minute });
  }
  testbed.vault.running({ title: 'Export Documents', forMs: minute });
  await open(page, testbed);
  await expect(row(page, live, 'Export Documents')).toContainText('p95 2 min 00 s');
  await expect(tile(page, 'longer')).toHaveCount(0);

  await page.getByRole('button', { name: 'Pause refreshing' }).click();
  await skipTime(page, testbed, 70 * second);
  await expect(row(page, attention, 'Export Documents')).toContainText(
    'running over 2 min 00 s, usually less',
  );
  await expect(tile(page, '1 job is taking longer than usual')).toBeVisible();
});

test('rows do not move under the focus, and say how many changes wait', async ({
  page,
  testbed,
}) => {
  const first = testbed.vault.running({ title: 'Export Documents', forMs: 5 * minute });
  testbed.vault.running({ title: 'Deploy Package', forMs: 2 * minute });
  await open(page, testbed);
  const focused = row(page, live, 'Deploy Package');
  await focused.getByRole('link').first().focus();
  const place = await focused.boundingBox();

  testbed.vault.finish(first.id);
  testbed.vault.running({ title: 'Vault Loader', forMs: 9 * minute });
  testbed.vault.queued({ title: 'Binder Export' });
  for (let poll = 1; poll <= 3; poll += 1) await skipTime(page, testbed, 10 * second);
  await expect(page.getByRole('button', { name: '+2 new' })).toBeVisible();
  await expect(row(page, live, 'Export Documents')).toContainText('Success');
  await expect(row(page, live, 'Vault Loader')).toHaveCount(0);
  expect(await focused.boundingBox()).toEqual(place);

  await page.getByRole('button', { name: '+2 new' }).click();
  await expect(row(page, live, 'Vault Loader')).toBeVisible();
  await expect(row(page, live, 'Export Documents')).toHaveCount(0);
});

test('after the waiting rows are shown, new ones appear by themselves', async ({
  page,
  testbed,
}) => {
  testbed.vault.running({ title: 'Deploy Package' });
  await open(page, testbed);
  await row(page, live, 'Deploy Package').getByRole('link').first().focus();
  testbed.vault.queued({ title: 'Binder Export' });
  await skipTime(page, testbed, 10 * second);
  await page.getByRole('button', { name: '+1 new' }).click();

  testbed.vault.queued({ title: 'Vault Loader' });
  await skipTime(page, testbed, 10 * second);
  await expect(row(page, live, 'Vault Loader')).toBeVisible();
});
