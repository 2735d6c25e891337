/** Two Jobwatch servers on one host: neither takes anything of the other's in a browser they share. */
import type { Page } from '@playwright/test';

import { createLog } from '#proxy/log.ts';
import { listen, type Listening } from '#server/listen.ts';
import { createServer } from '#server/server.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';

import type { TestClock } from './clock.ts';
import { expect, signInAs, test as base } from './fixtures.ts';

type Neighbour = { url: string; vault: World; name: string };

/** A server for the EU's Vault and one for the US's: on two ports, or under two paths of one port. */
type Neighbours = (kind: 'ports' | 'paths') => Promise<[Neighbour, Neighbour]>;

const test = base.extend<{ neighbours: Neighbours }>({
  neighbours: async ({ clock }, provide) => {
    const open: Listening[] = [];
    const listening = async (fetch: Parameters<typeof listen>[0]) => {
      const one = await listen(fetch, { port: 0, host: '127.0.0.1' });
      open.push(one);
      return `127.0.0.1:${one.port}`;
    };
    await provide(async (kind) => {
      const names = ['EU', 'US'] as const;
      const [eu, us] = await Promise.all(
        names.map(async (name) => vaultWithServer(clock, listening, { name, kind })),
      );
      if (eu === undefined || us === undefined) throw new Error('two were made');
      if (kind === 'ports') {
        const [first, second] = [await listening(eu.fetch), await listening(us.fetch)];
        return [
          { ...eu, url: `http://${first}/` },
          { ...us, url: `http://${second}/` },
        ];
      }
      // As a front does that has both behind it.
      const host = await listening((request, connection) =>
        (new URL(request.url).pathname.startsWith('/eu/') ? eu : us).fetch(request, connection),
      );
      return [
        { ...eu, url: `http://${host}/eu/` },
        { ...us, url: `http://${host}/us/` },
      ];
    });
    await Promise.all(open.map(async ({ close }) => close()));
  },
});

type Made = { name: 'EU' | 'US'; kind: 'ports' | 'paths' };

async function vaultWithServer(
  clock: TestClock,
  listening: (fetch: Parameters<typeof listen>[0]) => Promise<string>,
  { name, kind }: Made,
) {
  const vaults = createSimulator({ clock, world: 'quiet' });
  const host = await listening(vaults.fetch);
  const { fetch } = createServer({
    environment: {
      VAULT_URL: `${name}=http://${host}`,
      ...(kind === 'paths' && { BASE_PATH: `/${name.toLowerCase()}` }),
    },
    clock,
    log: createLog({ level: 'error', clock, to: { write: () => {} } }),
    files: 'dist/client',
  });
  return { name, vault: vaults.world(host), fetch };
}

const starts = ({ vault }: Neighbour) =>
  vault.calls.filter(({ method, path }) => method === 'POST' && path.includes('/start_now/'));

const themeOf = async (tab: Page) => tab.locator('html').getAttribute('data-theme');

async function signedIn(page: Page, { url }: Neighbour) {
  await page.goto(url);
  await signInAs(page, 'admin@vault.test');
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
}

for (const kind of ['ports', 'paths'] as const) {
  test(`on two ${kind}, who signs in to both stays so, and a start goes to the Vault that is named`, async ({
    context,
    page,
    neighbours,
  }) => {
    const [eu, us] = await neighbours(kind);
    for (const { vault } of [eu, us]) vault.scheduled({ title: 'Nightly index', id: '4711' });
    await signedIn(page, eu);
    const other = await context.newPage();
    await signedIn(other, us);

    for (const [tab, here, there] of [
      [page, eu, us],
      [other, us, eu],
    ] as const) {
      await tab.reload();
      await expect(tab.getByRole('banner').getByText(here.name, { exact: true })).toBeVisible();
      await tab.getByRole('button', { name: /^Start now: Nightly index/ }).click();
      const dialog = tab.getByRole('dialog', { name: 'Start this job now?' });
      await expect(dialog).toContainText(`${here.name} (${here.vault.host})`);
      const before = starts(there).length;
      await dialog.getByRole('button', { name: 'Start now' }).click();
      await expect(dialog).toHaveCount(0);
      expect([starts(here).length, starts(there).length]).toEqual([1, before]);
    }

    await other.getByRole('button', { name: 'View and account' }).click();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await expect(other.getByLabel('User name')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('banner').getByText('EU', { exact: true })).toBeVisible();
  });
}

test('under two paths, choices and the kept history are those of each server', async ({
  context,
  page,
  neighbours,
}) => {
  const [eu, us] = await neighbours('paths');
  await signedIn(page, eu);
  await page.evaluate(() => localStorage.setItem('jobwatch.preferences', '{"theme":"dark"}'));
  const other = await context.newPage();
  await signedIn(other, us);
  // From before servers had names of their own.
  expect(await themeOf(other)).toBe('dark');
  await other.getByRole('button', { name: 'View and account' }).click();
  await other.getByLabel('Theme').selectOption('light');
  await expect.poll(async () => themeOf(other)).toBe('light');
  await page.reload();
  expect(await themeOf(page)).toBe('dark');

  await page.goto(`${eu.url}history`);
  await other.goto(`${us.url}history`);
  for (const tab of [page, other]) await expect(tab.getByText(/^Complete: all/)).toBeVisible();
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? ''),
  );
  expect(names.filter((name) => name.endsWith('/eu/'))).toHaveLength(1);
  expect(names.filter((name) => name.endsWith('/us/'))).toHaveLength(1);
});

base(
  'a tab that missed a sign-in as another neither starts a job as them nor shows their rows',
  async ({ page, testbed }) => {
    testbed.vault.scheduled({ title: 'Nightly index', id: '4711' });
    await page.goto(testbed.url);
    const button = page.getByRole('button', { name: /^Start now: Nightly index/ });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Start this job now?' });
    await expect(dialog.getByRole('button', { name: 'Start now' })).toBeEnabled();

    const { request } = page.context();
    await request.post(`${testbed.url}/api/session`, {
      headers: { Origin: testbed.url, 'Sec-Fetch-Site': 'same-origin' },
      data: { vault: testbed.vaultHost, userName: 'reader@vault.test', password: 'simulated' },
    });
    await dialog.getByRole('button', { name: 'Start now' }).click();
    await expect(dialog).toContainText(
      'Not started. This browser is now signed in to another Vault',
    );
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText(/^This browser is now signed in to another Vault/)).not.toHaveCount(
      0,
    );

    await button.click();
    await expect(dialog).toContainText('now signed in to Sandbox as reader@vault.test');
    await expect(dialog.getByRole('button', { name: 'Start now' })).toBeDisabled();
    expect(testbed.vault.calls.filter(({ path }) => path.includes('/start_now/'))).toEqual([]);
  },
);
