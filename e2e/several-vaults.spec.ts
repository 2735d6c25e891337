/** One browser, two Vaults: each page is of one of them, whatever happens at the other. */
import { expect, row, signInAs } from './fixtures.ts';
import { testOf } from './several-vaults.ts';

const running = 'Running and queued jobs';

const test = testOf({ production: 'Acme|production|blue', sandbox: 'Acme|sandbox|teal' }, '/jobs');

test('sign-in, sign-out and expiry of one Vault leave the other alone', async ({
  page,
  context,
  testbed,
  sites: { production, sandbox },
}) => {
  production.world.running({ title: 'At production' });
  sandbox.world.running({ title: 'At the sandbox' });
  const url = `${testbed.url}/jobs/`;
  const sandboxUrl = `${url}v/${sandbox.host}/`;

  await page.goto(url);
  await signInAs(page, 'admin@vault.test');
  await expect(row(page, running, 'At production')).toBeVisible();
  await expect(page).toHaveTitle(/^Acme \(Production\) · Overview/);

  // The switcher leads to the other's own page, which asks to sign in there.
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.getByRole('button', { name: 'Acme (Production), switch to another Vault' }).click();
  await tab.getByRole('link', { name: /Acme Sandbox.*Sign in/ }).click();
  await expect(tab).toHaveURL(new RegExp(`^${sandboxUrl}sign-in`));
  await signInAs(tab, 'admin@vault.test');
  await expect(row(tab, running, 'At the sandbox')).toBeVisible();
  await expect(tab.getByText('At production')).toHaveCount(0);
  await expect(tab).toHaveTitle(/^Acme \(Sandbox\) · Overview/);

  await page.reload();
  await expect(row(page, running, 'At production')).toBeVisible();
  await expect(page.getByText('At the sandbox')).toHaveCount(0);

  // Expiry at the sandbox.
  sandbox.world.faults.set({ kind: 'expired' });
  await tab.reload();
  await expect(tab.getByRole('dialog', { name: 'Your Vault session has ended' })).toBeVisible();
  sandbox.world.faults.clear();
  await page.reload();
  await expect(row(page, running, 'At production')).toBeVisible();

  await signInAs(tab.getByRole('dialog'), 'admin@vault.test');
  await expect(tab.getByRole('dialog')).toHaveCount(0);
  await expect(row(tab, running, 'At the sandbox')).toBeVisible();

  // A link to the wall is of the Vault that it was made at.
  await tab.goto(`${sandboxUrl}wall`);
  await expect(tab.getByText('At the sandbox')).toBeVisible();

  // Sign-out of production, whose page then leads to where one is still signed in.
  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: /Acme Sandbox.*Signed in/ })).toBeVisible();
  await page.getByRole('link', { name: /Acme Sandbox.*Signed in/ }).click();
  await expect(row(page, running, 'At the sandbox')).toBeVisible();
});
