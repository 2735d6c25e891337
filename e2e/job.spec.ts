/** One job on its own page: its status in words, kept up with gently, under the title it has. */
import { expect, passTime, startCalls, test } from './fixtures.ts';
import { asked, facts, heading, holdArchive, openJob } from './job.ts';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const ends = [
  { status: 'SUCCESS', word: 'Success', meaning: 'Finished without errors.' },
  { status: 'ERRORS_ENCOUNTERED', word: 'Errors encountered', meaning: 'part of its work may be' },
  { status: 'FAILED_TO_RUN', word: 'Failed to run', meaning: 'Could not be started' },
  { status: 'MISSED_SCHEDULE', word: 'Missed schedule', meaning: 'Its planned time passed' },
  { status: 'TIMEOUT', word: 'Timed out', meaning: 'Was stopped by Vault at its time limit.' },
  { status: 'CANCELLED', word: 'Cancelled', meaning: 'Was cancelled by a person' },
  {
    status: 'COMPLETED_DUE_TO_INACTIVITY',
    word: 'Closed for inactivity',
    meaning: 'whether its work is done is uncertain',
  },
] as const;

const inBerlin = { timeZone: 'Europe/Berlin', dateStyle: 'medium', timeStyle: 'medium' } as const;

test('every final status is explained, and a job that ran says for how long', async ({
  page,
  testbed,
}) => {
  test.slow();
  // Before the first page: an answer of Vault's serves every page of the next seconds.
  const jobs = ends.map(({ status, ...look }) => {
    const job = testbed.vault.finished({ title: `Ended ${status}`, status, tookMs: 90 * second });
    return { status, ...look, id: job.id, ended: job.ended };
  });
  for (const { status, word, meaning, id, ended } of jobs) {
    await openJob(page, testbed, id);
    await expect(heading(page)).toHaveText(`Ended ${status}`);
    await expect(facts(page)).toContainText(`Status${word} `);
    await expect(facts(page)).toContainText(meaning);
    await expect(facts(page)).toContainText(
      `Finished${new Date(ended).toLocaleString('en-GB', inBerlin)}`,
    );
    const ran = ['SUCCESS', 'ERRORS_ENCOUNTERED', 'TIMEOUT', 'COMPLETED_DUE_TO_INACTIVITY'];
    if (ran.includes(status)) await expect(facts(page)).toContainText('Ran1 min 30 s');
    else await expect(facts(page)).not.toContainText('1 min 30 s');
  }
});

test('every unfinished status is explained, an unknown one as Vault writes it', async ({
  page,
  testbed: { vault, ...testbed },
}) => {
  test.slow();
  const title = 'Lives';
  const cases = [
    [vault.scheduled({ title }), 'Scheduled Waits for its planned time.', 'Planned'],
    [vault.queued({ title, status: 'QUEUEING' }), 'Queueing Is being put', 'Created'],
    [vault.queued({ title }), 'Queued Waits in a queue', 'Created'],
    [vault.running({ title }), 'Running Is being run by Vault.', 'Running for1 min 0'],
    [
      vault.running({ title, overrides: { status: 'CANCELLING' } }),
      'Cancelling Somebody',
      'Started',
    ],
    [vault.running({ title, overrides: { status: 'ON_HOLD' } }), 'ON_HOLD A status', 'Started'],
  ] as const;
  for (const [{ id }, words, fact] of cases) {
    await openJob(page, { vault, ...testbed }, id);
    await expect(facts(page)).toContainText(`Status${words}`);
    await expect(facts(page)).toContainText(fact);
    await expect(facts(page)).not.toContainText('Finished');
  }
});

test('a running job is requested at most once in 10 s', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents' });
  await openJob(page, testbed, id);
  await expect(facts(page)).toContainText('Running');
  for (let times = 0; times < 24; times += 1) await passTime(page, testbed, 2_500);
  await expect.poll(() => asked(testbed, 'jobStatus').length).toBeGreaterThanOrEqual(4);
  const moments = asked(testbed, 'jobStatus').map(({ at }) => at);
  const gaps = moments.slice(1).map((at, nth) => at - (moments[nth] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * second);
  await expect(page.getByText('Vault’s limit on API calls is reached')).toBeHidden();
});

test('a job that ends is updated in place, and keeps its title', async ({ page, testbed }) => {
  const title = 'Deploy Package';
  const { id } = testbed.vault.running({ title, endsInMs: 25 * second });
  await openJob(page, testbed, id);
  await expect(heading(page)).toHaveText(title);
  const headings = await page.evaluateHandle(() => {
    const seen: (string | undefined)[] = [];
    new MutationObserver(() => seen.push(document.querySelector('h1')?.textContent)).observe(
      document.body,
      { subtree: true, childList: true, characterData: true },
    );
    return seen;
  });
  // The job has left one list long before the other one tells of it.
  testbed.vault.faults.set({ kind: 'slow', ms: 500 }, { endpoint: 'histories' });
  for (let times = 0; times < 8; times += 1) await passTime(page, testbed, 5 * second);
  await expect(facts(page)).toContainText('Success');
  await expect(facts(page)).toContainText('Ran1 min 25 s');
  await expect(facts(page)).not.toContainText('Running for');
  expect(new Set(await headings.jsonValue())).toEqual(new Set([title]));
});

for (const { filterTests, calls } of [
  { filterTests: 'created', calls: 1 },
  { filterTests: 'start', calls: 2 },
  { filterTests: 'end', calls: 3 },
] as const) {
  test(`the title of an old job takes ${calls} calls if filters test the ${filterTests}`, async ({
    page,
    testbed,
  }) => {
    const fields = { title: 'Long ago', agoMs: 70 * day, tookMs: 9 * minute, waitedMs: 5 * minute };
    const { id } = testbed.vault.finished(fields);
    testbed.vault.switches.filterTests = filterTests;
    holdArchive(testbed);
    await openJob(page, testbed, id);
    await expect(heading(page)).toHaveText('Long ago');
    const around = asked(testbed, 'histories').filter(({ path }) => path.includes('start_date'));
    expect(around.length).toBe(calls);
  });
}

test('a title that a list has already shown needs no further call', async ({ page, testbed }) => {
  const running = testbed.vault.running({ title: 'In the monitors' });
  const ended = testbed.vault.finished({ title: 'In the histories' });
  holdArchive(testbed);
  for (const { id, title } of [running, ended]) {
    await openJob(page, testbed, id);
    await expect(heading(page)).toHaveText(title);
    await expect(facts(page)).toBeVisible();
  }
  const histories = asked(testbed, 'histories');
  expect(histories.length).toBeGreaterThan(0);
  expect(histories.filter(({ path }) => path.includes('start_date'))).toEqual([]);
});

test('a job in no list says that it has no title, and shows all else', async ({
  page,
  testbed,
}) => {
  const { id } = testbed.vault.finished({ title: 'Unlisted', overrides: null });
  await openJob(page, testbed, id);
  await expect(
    page.getByText('Vault’s lists did not show this job, so its title is not known.'),
  ).toBeVisible();
  await expect(heading(page)).toHaveText(`Job ${id}`);
  await expect(facts(page)).toContainText('Success');
});

test('an ID of letters, or of more digits than a number has, is shown and sent exactly', async ({
  page,
  testbed,
}) => {
  const ids = ['JOB-7-A', '90071992547409931234'];
  for (const id of ids) testbed.vault.finished({ title: `Odd ID ${id}`, id });
  for (const id of ids) {
    await openJob(page, testbed, id);
    await expect(heading(page)).toHaveText(`Odd ID ${id}`);
    await expect(page.getByRole('button', { name: `Copy the ID ${id}` })).toBeVisible();
    await expect(facts(page)).toContainText('Success');
  }
  expect(asked(testbed, 'jobStatus').map(({ path }) => path)).toEqual(
    ids.map((id) => `/api/v25.2/services/jobs/${id}`),
  );
});

test('a job started from its page is started once, and followed to its end', async ({
  page,
  testbed,
}) => {
  const title = 'Quarterly Purge';
  const { id } = testbed.vault.scheduled({ title, inMs: 45 * minute, takesMs: 30 * second });
  await openJob(page, testbed, id);
  await page.getByRole('button', { name: 'Start now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start this job now?' });
  await expect(dialog).toContainText(title);
  await dialog.getByRole('button', { name: 'Start now' }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(facts(page)).toContainText('Queueing');
  await expect(page.getByRole('button', { name: 'Start now' })).toBeHidden();
  const started = page.getByRole('status').filter({ hasText: 'you started it' });
  await expect(started).toBeFocused();
  await expect(started).toContainText('Queueing');
  for (let times = 0; times < 3; times += 1) await passTime(page, testbed, 5 * second);
  await expect(facts(page)).toContainText('Running');
  for (let times = 0; times < 8; times += 1) await passTime(page, testbed, 5 * second);
  await expect(facts(page)).toContainText('Success');
  await expect(heading(page)).toHaveText(title);
  expect(startCalls(testbed)).toBe(1);
});
