/** What the overview shows while Vault or the network fails, and that it recovers by itself. */
import type { Page } from '@playwright/test';

import type { Fault } from '#simulator/faults.ts';

import { fault } from './faults/observed.ts';
import { expectBack, expectRowsStay, expectSeen } from './faults/viewer.ts';
import { expect, notice, open, passTime, row, signInAs, test } from './fixtures.ts';

const running = 'Running and queued jobs';

/** `inSuite` are those that become the same error as another (`src/server/server.test.ts`). */
type Case = { fails: Fault; words: RegExp; inSuite?: true };

const cases: Case[] = [
  {
    fails: { kind: 'maintenance', minutes: 90 },
    words: /Vault is down for maintenance\. Vault expects to be back in about 1 h/,
  },
  { fails: { kind: 'html' }, words: /Vault’s answer could not be read/ },
  { fails: { kind: 'empty' }, words: /Vault’s answer could not be read/, inSuite: true },
  {
    fails: { kind: 'front', status: 403, body: '<html>Blocked</html>' },
    words: /Vault’s answer could not be read: Vault sent a web page \(HTTP 403\)/,
  },
  { fails: { kind: 'truncated' }, words: /Vault’s answer could not be read/, inSuite: true },
  { fails: { kind: 'dropped' }, words: /Vault can’t be reached from the Jobwatch server/ },
  { fails: { kind: 'http-500' }, words: /Vault had an internal error/ },
  { fails: { kind: 'exception' }, words: /Vault had an internal error/, inSuite: true },
  { fails: { kind: 'limited' }, words: /Vault’s limit on API calls is reached/ },
  { fails: { kind: 'denied' }, words: /you don’t have permission.*Admin: Jobs/ },
  {
    fails: { kind: 'refuse', type: 'NEVER_HEARD_OF', message: 'The moon is in the way.' },
    words: /The moon is in the way/,
  },
];

for (const one of cases) testCase(one);

// Only there: where all answers come, none must be too late because the machine is busy.
test.describe('with a Vault that does not answer', () => {
  test.use({ environment: { VAULT_TIMEOUT_MS: '2500' } });

  testCase({ fails: { kind: 'silent' }, words: /Vault did not answer in time/ });
});

function testCase({ fails, words, inSuite }: Case): void {
  const name = fails.kind === 'refuse' ? 'a refusal unknown to us' : fails.kind;
  const tags = inSuite === true ? (['@faults-only'] as const) : [];

  test(
    `rows stay, with their age and the reason, through ${name}`,
    fault(`${name}, all rows shown`, ...tags),
    async ({ page, testbed }) => {
      testbed.vault.running({ title: 'Nightly index' });
      await open(page, testbed);
      await expect(row(page, running, 'Nightly index')).toBeVisible();
      await testbed.settled();

      await expectRowsStay(page, async () => {
        testbed.vault.faults.set(fails);
        await passTime(page, testbed, 12_000);
        await expectSeen(notice(page, words));
        await expect(notice(page, /What you see is from/)).toBeVisible();
        await expect(page.getByText(/^Not refreshed, \d+ s old$/)).toBeVisible();
      });
      await expect(row(page, running, 'Nightly index')).toBeVisible();

      testbed.vault.running({ title: 'Came meanwhile' });
      testbed.vault.faults.clear();
      await expectBack(page, testbed, { shown: row(page, running, 'Came meanwhile') });
      await expectWell(page);
    },
  );

  test(
    `opened during ${name}, the page says so and then fills by itself`,
    fault(`${name}, page just opened`, ...tags),
    async ({ page, testbed }) => {
      testbed.vault.running({ title: 'Nightly index' });
      testbed.vault.faults.set(fails);
      await open(page, testbed);

      for (const name of ['Running and queued', 'Scheduled', 'Just finished', 'Needs attention'])
        await expectSeen(region(page, name).getByText(words));
      await expect(page.getByText(/^(No job|Nothing) /)).toHaveCount(0);
      await expect(page.getByText('No data yet')).toBeVisible();
      await expect(page.getByRole('link', { name: '– Running' })).toBeVisible();

      testbed.vault.faults.clear();
      await expectBack(page, testbed, { shown: row(page, running, 'Nightly index') });
      await expectWell(page);
    },
  );
}

test(
  'a Vault that asks to wait is not called, and the page says until when',
  fault('HTTP 429 with Retry-After: 120'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expectWell(page);
    testbed.vault.faults.set(
      { kind: 'front', status: 429, body: 'Too many', headers: { 'Retry-After': '120' } },
      { times: 1 },
    );
    await passTime(page, testbed, 12_000);

    await expectSeen(
      notice(
        page,
        /Vault asked Jobwatch to wait.*Vault asks Jobwatch to wait until \d.*:\d\d:\d\d \(/,
      ),
    );
    const calls = testbed.vault.calls.length;
    await passTime(page, testbed, 90_000);
    expect(testbed.vault.calls).toHaveLength(calls);

    // Calls are answered at the end of each step, and are given up after 40 s.
    for (let step = 0; step < 4; step += 1) await passTime(page, testbed, 15_000);
    expect(testbed.vault.calls.length).toBeGreaterThan(calls);
    await expectWell(page);
  },
);

test(
  'a user without a right reads which one is missing, and all else works',
  fault('INSUFFICIENT_ACCESS for every list'),
  async ({ browser, testbed }) => {
    const context = await testbed.newContext(browser);
    const page = await context.newPage();
    await page.goto(testbed.url);
    await signInAs(page, 'nojobs@vault.test');

    await expectSeen(notice(page, /don’t have permission.*Admin: Operations and Admin: Jobs/));
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText('nojobs@vault.test')).toBeVisible();
    await page.getByRole('button', { name: 'View and account' }).click();
    await expect(page.getByText('Noor Nojobs')).toBeVisible();
    await context.close();
  },
);

test(
  'if only histories fail, running jobs stay live and finished ones say why',
  fault('EXCEPTION for histories alone'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    testbed.vault.faults.set({ kind: 'exception' }, { endpoint: 'histories' });
    await open(page, testbed);

    await expect(row(page, running, 'Nightly index')).toBeVisible();
    await expectSeen(region(page, 'Just finished').getByText(/Vault had an internal error/));
    await expect(
      region(page, 'Needs attention').getByText(/Vault had an internal error/),
    ).toBeVisible();
    await expect(page.getByText('Failed runs can’t be read')).toBeVisible();
    testbed.vault.running({ title: 'Came meanwhile' });
    await passTime(page, testbed, 12_000);
    await expect(row(page, running, 'Came meanwhile')).toBeVisible();

    testbed.vault.finished({ title: 'Went wrong', status: 'ERRORS_ENCOUNTERED' });
    testbed.vault.faults.clear();
    await passTime(page, testbed, 40_000);
    await expect(row(page, 'Titles that need attention', 'Went wrong')).toBeVisible();
    await expect(page.getByRole('link', { name: '1 failed run in 24 h' })).toBeVisible();
    await expectWell(page);
  },
);

test(
  'if only monitors fail, finished jobs stay live and running ones say why',
  fault('EXCEPTION for monitors alone'),
  async ({ page, testbed }) => {
    testbed.vault.finished({ title: 'Ended well' });
    testbed.vault.faults.set({ kind: 'exception' }, { endpoint: 'monitors' });
    await open(page, testbed);

    await expect(row(page, 'Jobs that just finished', 'Ended well')).toBeVisible();
    await expectSeen(region(page, 'Running and queued').getByText(/Vault had an internal error/));
    await expect(region(page, 'Scheduled').getByText(/Vault had an internal error/)).toBeVisible();

    testbed.vault.running({ title: 'Nightly index' });
    testbed.vault.faults.clear();
    await passTime(page, testbed, 40_000);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    await expectWell(page);
  },
);

test(
  'while the Jobwatch server is down rows stay, and it recovers by itself',
  fault('Jobwatch killed and started again'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    await testbed.settled();

    await expectRowsStay(page, async () => {
      await testbed.stopJobwatch();
      await passTime(page, testbed, 12_000);
      await expectSeen(notice(page, /The Jobwatch server can’t be reached/));
    });
    await expect(row(page, running, 'Nightly index')).toBeVisible();

    await testbed.startJobwatch();
    testbed.vault.running({ title: 'Came meanwhile' });
    await expectBack(page, testbed, { shown: row(page, running, 'Came meanwhile') });
    await expectWell(page);
  },
);

test(
  'a page opened while the Jobwatch server is down appears by itself later',
  fault('Jobwatch killed, another page opened'),
  async ({ page, testbed }) => {
    await open(page, testbed);
    await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();

    await testbed.stopJobwatch();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expectSeen(page.getByText(/Jobwatch server can’t be reached/));

    await testbed.startJobwatch();
    await expectBack(page, testbed, { shown: region(page, 'Vault') });
  },
);

function region(page: Page, name: string) {
  return page.getByRole('region', { name });
}

async function expectWell(page: Page): Promise<void> {
  await expect(page.getByText(/^Live, \d+ s old$/)).toBeVisible();
  await expect(page.getByRole('main').locator('..').getByRole('status')).toHaveCount(0);
}
