/** Jobwatch in front of a Vault that shares no code with the simulator. */
import { consoleErrors, expect, notice, open, row, signInAs, test as base } from './fixtures.ts';
import { createForeignVault, type ForeignVault, session } from './foreign-vault.ts';

const test = base.extend<{ foreign: ForeignVault }>({
  who: 'nobody',
  foreign: async ({ clock }, provide) => {
    const foreign = await createForeignVault(clock.now);
    await provide(foreign);
    await foreign.close();
  },
  environment: async ({ foreign }, provide) => {
    await provide({ VAULT_URL: `Foreign=${foreign.origin}`, VAULT_CLIENT_ID: 'watcher-7' });
  },
});

test('every row of every page and every status is shown', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  await page.goto(testbed.url);
  await signInAs(page, 'fay@foreign.test', 'sesame');

  const live = page.getByRole('table', { name: 'Running and queued jobs' });
  for (const word of ['Queueing', 'Queued', 'Running', 'Cancelling', 'HIBERNATING', 'No status']) {
    await expect(live.getByRole('cell', { name: word, exact: true })).not.toHaveCount(0);
  }
  const ended = page.getByRole('table', { name: 'Jobs that just finished' });
  for (const word of ['Success', 'Errors encountered', 'Failed to run', 'Missed schedule']) {
    await expect(ended.getByRole('cell', { name: word, exact: true })).toHaveCount(1);
  }
  for (const word of ['Timed out', 'Cancelled', 'Closed for inactivity', 'EVAPORATED']) {
    await expect(ended.getByRole('cell', { name: word, exact: true })).toHaveCount(1);
  }
  await page.getByRole('link', { name: /^120\+ Scheduled/ }).click();
  await expect(page.getByRole('table', { name: 'Scheduled jobs' }).getByRole('row')).toHaveCount(
    121,
  );
  await expect(row(page, 'Scheduled jobs', 'Planned 119')).toBeVisible();
  await page.getByRole('link', { name: /^3\+ Unknown status/ }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(4);
  await expect(notice(page, 'Vault warns: This node is slow today.')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a total that is off by one is announced, and limits that Vault does not send are not shown', async ({
  page,
  testbed,
}) => {
  await page.goto(testbed.url);
  await signInAs(page, 'fay@foreign.test', 'sesame');
  await expect(
    notice(page, /Showing 128 unfinished jobs of the 129 that Vault reports/),
  ).toBeVisible();
  await expect(page.getByText(/^Live, /)).toBeVisible();
  await expect(page.getByText(/^API /)).toHaveCount(0);
  await expect(notice(page, /less often/)).toHaveCount(0);
});

test('a start reaches Vault once, with the request that it expects', async ({
  page,
  testbed,
  foreign,
}) => {
  const errors = consoleErrors(page);
  await page.goto(testbed.url);
  await signInAs(page, 'fay@foreign.test', 'sesame');
  await page.getByRole('button', { name: 'Start now: Planned 0, 70000' }).click();
  await page.getByRole('button', { name: 'Start now', exact: true }).dblclick();

  await expect(row(page, 'Scheduled jobs', 'Planned 0')).toContainText('you started it');
  await expect(row(page, 'Running and queued jobs', 'Planned 0')).toContainText('Queueing');
  expect(foreign.received.filter(({ url }) => url.includes('start_now'))).toEqual([
    {
      method: 'POST',
      url: '/api/v25.2/services/jobs/start_now/70000',
      authorization: session,
      clientId: 'watcher-7',
    },
  ]);
  expect(errors).toEqual([]);
});

test('a sign-in that fails for an unknown reason shows Vault’s own words', async ({
  page,
  testbed,
  foreign,
}) => {
  await page.goto(testbed.url);
  await signInAs(page, 'fay@foreign.test', 'mistyped');
  await expect(notice(page, /Come back after the storm/)).toBeVisible();
  expect(foreign.received.map(({ url }) => url)).toEqual(['/api/v25.2/auth']);
});

for (const [kind, me] of Object.entries({
  'without its wrapper': { responseStatus: 'SUCCESS', users: [{ id: '77', user_name__v: 'fay' }] },
  refused: { responseStatus: 'FAILURE', errors: [{ type: 'INSUFFICIENT_ACCESS', message: 'No.' }] },
  'of another shape': { responseStatus: 'SUCCESS', people: 77 },
})) {
  test(`rows do not wait for a user record that is ${kind}`, async ({ page, testbed, foreign }) => {
    const errors = consoleErrors(page);
    foreign.me = me;
    await page.goto(testbed.url);
    await signInAs(page, 'fay@foreign.test', 'sesame');
    await expect(row(page, 'Scheduled jobs', 'Planned 0')).toBeVisible();
    await page.getByRole('button', { name: 'View and account' }).click();
    await expect(page.getByText(/^fay(@foreign\.test)?$/)).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('the page of a job that Vault answers with 404 says so', async ({ page, testbed }) => {
  await page.goto(testbed.url);
  await signInAs(page, 'fay@foreign.test', 'sesame');
  await row(page, 'Scheduled jobs', 'Planned 0').getByRole('link').first().click();
  await expect(notice(page, /Vault of another make/)).toBeVisible();
  await open(page, testbed);
  await expect(row(page, 'Scheduled jobs', 'Planned 0')).toBeVisible();
});
