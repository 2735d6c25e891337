/** Signing in and out: each press is one attempt, each refusal is said, and nothing is left behind. */
import type { Page } from '@playwright/test';

import { lookCookie } from '#contract/look.ts';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, notice, row, signInAs, type Testbed, test } from './fixtures.ts';

test.use({ who: 'nobody' });

const heading = { name: 'Sign in to Vault' };
const running = 'Running and queued jobs';

test('a user name and a password lead to live jobs', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Nightly index' });
  await page.goto(testbed.url);
  await signInAs(page, 'admin@vault.test');
  await expect(row(page, running, 'Nightly index')).toBeVisible();
  expect(attempts(testbed)).toBe(1);
});

const refusals = [
  { who: 'admin', password: 'mistyped', words: /user name or password is wrong.*five wrong/ },
  { who: 'nobody-we-know', password: 'simulated', words: /user name or password is wrong/ },
  { who: 'locked', password: 'simulated', words: /This account is locked.*admin to unlock/ },
  { who: 'inactive', password: 'simulated', words: /This Vault user is inactive/ },
  { who: 'expired', password: 'simulated', words: /Vault asks for a new password/ },
];

test('each refusal is said in words of its own, after one attempt', async ({ page, testbed }) => {
  for (const [before, { who, password, words }] of refusals.entries()) {
    await page.goto(testbed.url);
    await signInAs(page, `${who}@vault.test`, password);
    await expect(notice(page, words)).toBeVisible();
    await expect(page.getByRole('heading', heading)).toBeVisible();
    expect(attempts(testbed), who).toBe(before + 1);
  }
});

test('a double click and a held Enter are one attempt each', async ({ page, testbed }) => {
  testbed.vault.faults.set({ kind: 'slow', ms: 1_000 }, { endpoint: 'authenticate' });
  await page.goto(testbed.url);
  await page.getByLabel('User name').fill('admin@vault.test');
  await page.getByLabel('Password').fill('mistyped');
  await page.getByRole('button', { name: 'Sign in', exact: true }).dblclick();
  await expect(notice(page, /password is wrong/)).toBeVisible();
  expect(attempts(testbed)).toBe(1);

  await page.getByLabel('Password').focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect.poll(() => attempts(testbed)).toBe(2);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  expect(attempts(testbed)).toBe(2);
});

test('a key held on does not try again once the first answer has come', async ({
  page,
  testbed,
}) => {
  await page.goto(testbed.url);
  await page.getByLabel('User name').fill('admin@vault.test');
  await page.getByLabel('Password').fill('mistyped');
  await page.keyboard.down('Enter');
  await expect(notice(page, /password is wrong/)).toBeVisible();
  for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  expect(attempts(testbed)).toBe(1);
});

test('a Vault that cannot be reached is said, and the form stays filled', async ({
  page,
  testbed,
}) => {
  testbed.vault.faults.set({ kind: 'maintenance', minutes: 30 });
  await page.goto(testbed.url);
  await signInAs(page, 'admin@vault.test');
  await expect(notice(page, /Vault is down for maintenance.*30 min/)).toBeVisible();
  await expect(page.getByLabel('User name')).toHaveValue('admin@vault.test');

  testbed.vault.faults.clear();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
});

test('a server that cannot be reached was sent nothing', async ({ page, testbed }) => {
  await page.goto(testbed.url);
  await expect(page.getByLabel('User name')).toBeVisible();
  await testbed.stopJobwatch();
  await signInAs(page, 'admin@vault.test');
  await expect(notice(page, 'server can’t be reached. Nothing was sent: try again.')).toBeVisible();
  await testbed.startJobwatch();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  expect(attempts(testbed)).toBe(1);
});

test('landing on another Vault is refused, and nobody is signed in', async ({ page, testbed }) => {
  await page.goto(testbed.url);
  await signInAs(page, 'elsewhere@vault.test');
  await expect(notice(page, /can't sign in to .*signed them in to Simulated quiet/)).toBeVisible();
  await expect(page.getByRole('heading', heading)).toBeVisible();
  expect(attempts(testbed)).toBe(1);
  await expectNoSession(page, testbed);
});

test('a pasted session id signs in without an attempt at a password', async ({ page, testbed }) => {
  const [admin] = testbed.vault.accounts;
  if (admin === undefined) throw new Error('no account');
  const { id } = testbed.vault.sessions.start(admin);
  await paste(page, testbed, ` ${id}\n`);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await page.getByRole('button', { name: 'View and account' }).click();
  await expect(page.getByText('Ada Admin')).toBeVisible();
  expect(attempts(testbed)).toBe(0);
});

test('what was wrong with a password is not said of a session id', async ({ page, testbed }) => {
  await page.goto(testbed.url);
  await signInAs(page, 'admin@vault.test', 'mistyped');
  await expect(notice(page, /password is wrong/)).toBeVisible();
  await page.getByRole('button', { name: 'Use a session ID instead' }).click();
  await expect(page.getByLabel('Vault session ID')).toBeVisible();
  await expect(notice(page, /./)).toHaveCount(0);
});

for (const id of ['0123456789ABCDEF', 'ends with a bidi mark \u202E', '<script>']) {
  test(`${JSON.stringify(id)} is no session, and is said to be none`, async ({ page, testbed }) => {
    await paste(page, testbed, id);
    await expect(notice(page, /session/i)).toBeVisible();
    await expect(page.getByRole('heading', heading)).toBeVisible();
  });
}

test(
  'three wrong passwords are all that reach Vault',
  fault('wrong passwords'),
  async ({ page, testbed }) => {
    await page.goto(testbed.url);
    for (let press = 1; press <= 3; press += 1) {
      // What the page said of the guess before is still there.
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await signInAs(page, 'reader@vault.test', `guess ${press}`);
      await answered;
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
      await expect(notice(page, /password is wrong/)).toBeVisible();
      expect(attempts(testbed)).toBe(press);
    }
    await signInAs(page, 'reader@vault.test', 'guess 4');
    await expectSeen(notice(page, /Too many attempts/));
    expect(attempts(testbed)).toBe(3);
  },
);

test('signing in leads back to where one came from, with its search', async ({ page, testbed }) => {
  await page.goto(`${testbed.url}/?show=scheduled`);
  await expect(page.getByRole('heading', heading)).toBeVisible();
  await signInAs(page, 'admin@vault.test');
  await expect(page).toHaveURL(`${testbed.url}/?show=scheduled`);
  await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();
});

const hostile = [
  '//evil.test',
  '/\\evil.test',
  '/\t/evil.test',
  '/\n//evil.test',
  'https://evil.test/',
  'javascript:document.title="evil"',
  'data:text/html,evil',
  ' //evil.test',
];

test('a hostile way back leads to the overview', async ({ page, testbed }) => {
  for (const from of hostile) {
    await page.goto(`${testbed.url}/sign-in?from=${encodeURIComponent(from)}`);
    await signInAs(page, 'admin@vault.test');
    await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();
    expect(page.url(), from).toBe(`${testbed.url}/`);
    await page.context().clearCookies();
  }
});

test('signing out ends the Vault session, and going back shows no rows', async ({
  page,
  testbed,
}) => {
  testbed.vault.running({ title: 'Nightly index' });
  await page.goto(testbed.url);
  await signInAs(page, 'admin@vault.test');
  await expect(row(page, running, 'Nightly index')).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await signOut(page);
  await expect(page.getByRole('heading', heading)).toBeVisible();
  await expect.poll(() => testbed.vault.sessions.active()).toEqual([]);
  await expectNoSession(page, testbed);
  await page.goBack();
  await expect(page.getByRole('heading', heading)).toBeVisible();
  await expect(page.getByText('Nightly index')).toHaveCount(0);
});

test('the next to sign in sees nothing of the one before', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'For admins only' });
  await page.goto(testbed.url);
  await signInAs(page, 'admin@vault.test');
  await expect(row(page, running, 'For admins only')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox').fill('sign out');
  await page.keyboard.press('Enter');
  await removeIfAsked(page);
  await signInAs(page, 'nojobs@vault.test');
  await expect(notice(page, /don’t have permission/)).not.toHaveCount(0);
  await expect(page.getByText('For admins only')).toHaveCount(0);
  await page.getByRole('button', { name: 'View and account' }).click();
  await expect(page.getByText('Noor Nojobs')).toBeVisible();
});

function attempts({ vault }: Testbed): number {
  return vault.calls.filter(({ endpoint }) => endpoint === 'authenticate').length;
}

async function expectNoSession(page: Page, { url }: Testbed): Promise<void> {
  const look = lookCookie(new URL(url).port, '/');
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name !== look)).toEqual([]);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await removeIfAsked(page);
}

async function removeIfAsked(page: Page): Promise<void> {
  const remove = page.getByText(/^Sign out and remove/);
  await expect(remove.or(page.getByRole('heading', heading))).toBeVisible();
  if (await remove.isVisible()) await remove.click();
}

async function paste(page: Page, { url }: Testbed, id: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Use a session ID instead' }).click();
  await page.getByLabel('Vault session ID').fill(id);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
