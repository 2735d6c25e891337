/** A session that ends under the viewer: they sign in again over the page. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, notice, open, passTime, row, signInAs, type Testbed, test } from './fixtures.ts';

const running = 'Running and queued jobs';

test(
  'a session that ended is renewed over the page, which stays as it was',
  fault('INVALID_SESSION_ID'),
  async ({ page, testbed }) => {
    for (let at = 0; at < 40; at += 1) testbed.vault.scheduled({ title: `Weekly ${at}` });
    await open(page, testbed, '/?show=scheduled');
    const last = row(page, 'Scheduled jobs', 'Weekly 39');
    await last.scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    expect(scrolled).toBeGreaterThan(200);

    const dialog = await expire(page, testbed);
    await expectSeen(dialog.getByRole('heading'));
    await expect(last).toBeVisible();
    await signInAs(dialog, 'admin@vault.test', 'mistyped');
    await expect(notice(dialog, /user name or password is wrong/)).toBeVisible();

    await signInAs(dialog, 'admin@vault.test');
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(/\?show=scheduled$/);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await expect(page.getByText(/^Live, \d+ s old$/)).toBeVisible();
  },
);

test(
  'a session that a front has ended, with a redirect to its sign-in, is renewed too',
  fault('a redirect to a sign-in'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    testbed.vault.faults.set(
      { kind: 'front', status: 302, body: '', headers: { Location: 'https://sso.test/login' } },
      { endpoint: 'monitors' },
    );
    await passTime(page, testbed, 12_000);
    const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
    await expectSeen(dialog.getByRole('heading'));
    await expect(row(page, running, 'Nightly index')).toBeVisible();

    testbed.vault.faults.clear();
    await signInAs(dialog, 'admin@vault.test');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/^Live, \d+ s old$/)).toBeVisible();
  },
);

test.describe('with a Vault that does not answer', () => {
  test.use({ environment: { VAULT_TIMEOUT_MS: '2500' } });

  test('signing in over the page as another shows nothing of the first', async ({
    page,
    testbed,
  }) => {
    testbed.vault.running({ title: 'For admins only' });
    await open(page, testbed);
    await expect(row(page, running, 'For admins only')).toBeVisible();

    const dialog = await expire(page, testbed);
    testbed.vault.faults.set({ kind: 'silent' }, { endpoint: 'monitors' });
    await signInAs(dialog, 'nojobs@vault.test');

    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('For admins only')).toHaveCount(0);
    await expect(notice(page, /Vault did not answer in time/)).not.toHaveCount(0);
    await expect(page.getByText('For admins only')).toHaveCount(0);
    await page.getByRole('button', { name: 'View and account' }).click();
    await expect(page.getByText('Noor Nojobs')).toBeVisible();
  });
});

test('a dialog open over the page survives the end of the session', async ({ page, testbed }) => {
  testbed.vault.scheduled({ title: 'Monthly report' });
  await open(page, testbed);
  await page.getByRole('button', { name: /^Start now: Monthly report/ }).click();
  await expect(page.getByRole('dialog', { name: 'Start this job now?' })).toBeVisible();

  await signInAs(await expire(page, testbed), 'admin@vault.test');

  await expect(page.getByRole('dialog', { name: 'Start this job now?' })).toBeVisible();
  await page.getByRole('button', { name: 'Start now', exact: true }).click();
  await expect(page.getByText('you started it')).toBeVisible();
});

test('what another tab signs in to, this tab shows, and nothing else', async ({
  page,
  context,
  testbed,
}) => {
  testbed.vault.running({ title: 'For admins only' });
  await open(page, testbed);
  await expect(row(page, running, 'For admins only')).toBeVisible();

  const other = await context.newPage();
  await open(other, testbed);
  await other.getByRole('button', { name: 'View and account' }).click();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Vault' })).toBeVisible();
  await expect(page.getByText('For admins only')).toHaveCount(0);

  await signInAs(other, 'nojobs@vault.test');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('nojobs@vault.test')).toBeVisible();
});

test('a page signs out nobody but whom it shows, and says why', async ({
  page,
  context,
  testbed,
}) => {
  await open(page, testbed);
  await page.getByRole('button', { name: 'View and account' }).click();
  // Not by a page of ours, which would let the others know.
  const answer = await context.request.post(`${testbed.url}/api/session`, {
    headers: { Origin: testbed.url, 'Sec-Fetch-Site': 'same-origin' },
    data: { vault: testbed.vaultHost, userName: 'nojobs@vault.test', password: 'simulated' },
  });
  expect(answer.ok()).toBe(true);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Not signed out: this browser is now signed in')).toBeVisible();

  await page.goto(`${testbed.url}/settings`);
  await expect(page.getByText('nojobs@vault.test')).toBeVisible();
});

async function expire(page: Page, testbed: Testbed) {
  testbed.vault.expireSessions();
  await passTime(page, testbed, 31_000);
  const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await expect(dialog).toBeVisible();
  return dialog;
}
