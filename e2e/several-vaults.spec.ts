/** One browser, two Vaults: each page is of one of them, whatever happens at the other. */
import { expect, row, signInAs } from './fixtures.ts';
import { testOf, token } from './several-vaults.ts';
import { text } from './wall-setup.ts';

const running = 'Running and queued jobs';

const test = testOf(
  { production: 'Acme|production|blue', sandbox: 'Acme|sandbox|teal' },
  { basePath: '/jobs', displays: { sandbox: 'reader' } },
);

test('sign-in, sign-out and expiry of one Vault leave the other alone', async ({
  page,
  context,
  browser,
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
  await expect(tab.getByRole('link', { name: /^All Vaults/ })).toHaveAttribute(
    'href',
    '/jobs/?vaults=all',
  );
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

  // And so is one from its set-up page, where each link that is offered exists.
  await tab.goto(`${sandboxUrl}wall/setup`);
  const display = await text(tab, 'Link with automatic sign-in').innerText();
  expect(display).toBe(`${sandboxUrl}display/<DISPLAY_TOKEN>`);
  const links = await tab
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links).toContain(`${sandboxUrl}wall`);
  const screen = await testbed.newContext(browser);
  const headers = { Accept: 'text/html' };
  for (const link of [display.replace('<DISPLAY_TOKEN>', token), ...new Set(links)]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await screen.request.get(new URL(link, tab.url()).href, { headers });
    expect(answer.status(), link).toBe(200);
  }
  await screen.close();
  await tab
    .getByRole('combobox', { name: 'Vaults' })
    .selectOption('All of this server, later ones too');
  await expect(text(tab, 'Link to this wall')).toHaveText(`${sandboxUrl}wall?vaults=all`);
  const preview = tab.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('At production');
  await expect(preview).toContainText('At the sandbox');
  // The ruler is of the same pages, of both Vaults.
  const ruler = tab.getByRole('paragraph').filter({ hasText: 'With the jobs on the wall now' });
  await expect(ruler).toContainText(/text from \d+ px, .*; \d+ pages/);
  const [, pages = ''] = /; (\d+) pages/.exec(await ruler.innerText()) ?? [];
  await expect(preview).toContainText(`Screen 1 of ${pages}`);

  // Sign-out of production, whose page then leads to where one is still signed in.
  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: /Acme Sandbox.*Signed in/ })).toBeVisible();
  await page.getByRole('link', { name: /Acme Sandbox.*Signed in/ }).click();
  await expect(row(page, running, 'At the sandbox')).toBeVisible();

  // One overview of both opens where one is signed in, and says how to sign in to the other.
  await page.goto(`${url}?vaults=all`);
  await expect(page).toHaveURL(`${sandboxUrl}?vaults=all`);
  await expect(row(page, running, 'At the sandbox')).toBeVisible();
  await expect(page.getByText('in 1 of 2 Vaults; Acme (Production) is not included')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signInAs(page, 'admin@vault.test');
  await expect(page).toHaveURL(`${url}?vaults=all`);
  await expect(row(page, running, 'At production')).toBeVisible();
  await expect(row(page, running, 'At the sandbox')).toBeVisible();
});
