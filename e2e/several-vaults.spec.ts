/** One browser, two Vaults: each page is of one of them, whatever happens at the other. */
import { listen } from '#server/listen.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';

import { expect, row, signInAs, test as base } from './fixtures.ts';

type Site = { world: World; host: string };

const running = 'Running and queued jobs';

const test = base.extend<{ sites: [Site, Site] }>({
  who: 'nobody',
  sites: async ({ clock }, provide) => {
    const made = await Promise.all(
      [0, 1].map(async () => {
        const vaults = createSimulator({ clock, world: 'quiet' });
        const { port, close } = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
        const host = `127.0.0.1:${port}`;
        return { world: vaults.world(host), host, close };
      }),
    );
    const [first, second] = made;
    if (first === undefined || second === undefined) throw new Error('two were made');
    await provide([first, second]);
    await Promise.all(made.map(async ({ close }) => close()));
  },
  environment: async ({ sites: [first, second] }, provide) => {
    await provide({
      BASE_PATH: '/jobs',
      VAULT_URL: `Acme|production|blue|http://${first.host},Acme|sandbox|teal|http://${second.host}`,
    });
  },
});

test('sign-in, sign-out and expiry of one Vault leave the other alone', async ({
  page,
  context,
  testbed,
  sites: [production, sandbox],
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
