/** A Firefox for all tests; for each a simulated Vault, a Jobwatch before it, and a signed-in user. */
import { expect, test as base } from '@playwright/test';
import { type Browser, launch, type Page } from 'puppeteer-core';

import { listen } from '#server/listen.ts';
import { createServer } from '#server/server.ts';
import { setDate } from '#server/testing/set-date.ts';
import { accounts } from '#simulator/accounts.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';

import { findFirefox } from '../../scripts/firefox.js';
import { createTestClock } from '../clock.ts';
import { startsAt } from '../moments.ts';

type Served = { url: string; vaultHost: string; vault: World };

type Fixtures = {
  served: Served;
  /** Where nobody has signed in yet. The test fails if its console shows an error. */
  tab: Page;
  signIn: () => Promise<void>;
  /** Signs in, opens a page and waits for its heading. */
  open: (path: string, heading: string) => Promise<void>;
};

export const test = base.extend<Fixtures, { firefox: Browser }>({
  firefox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs
    async ({}, provide) => {
      const executablePath = findFirefox();
      if (executablePath === undefined) throw new Error('No Firefox: name yours in FIREFOX_PATH.');
      const firefox = await launch({
        browser: 'firefox',
        executablePath,
        defaultViewport: { width: 1366, height: 768 },
        extraPrefsFirefox: { 'intl.accept_languages': 'en-GB' },
        env: { ...process.env, TZ: 'Europe/Berlin' },
      });
      await provide(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs
  served: async ({}, provide) => {
    const clock = createTestClock(startsAt);
    const vaults = createSimulator({ clock, world: 'quiet' });
    const vaultPort = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
    const vaultHost = `127.0.0.1:${vaultPort.port}`;
    const { fetch } = createServer({
      environment: { VAULT_URL: `Sandbox=http://${vaultHost}`, LOG_LEVEL: 'silent' },
      clock,
      files: 'dist/client',
    });
    const jobwatch = await listen(fetch, { port: 0, host: '127.0.0.1' });
    await provide({
      url: `http://127.0.0.1:${jobwatch.port}`,
      vaultHost,
      vault: vaults.world(vaultHost),
    });
    await jobwatch.close();
    await vaultPort.close();
  },

  tab: async ({ firefox }, provide) => {
    const context = await firefox.createBrowserContext();
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', (error) => complaints.push(String(error)));
    tab.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await tab.evaluateOnNewDocument(setDate, Date.parse(startsAt), { runs: true });
    await provide(tab);
    expect(complaints).toEqual([]);
    await context.close();
  },

  signIn: async ({ tab, served: { url, vaultHost } }, provide) =>
    provide(async () => {
      const answer = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: {
          Origin: url,
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          vault: vaultHost,
          userName: 'admin@vault.test',
          password: accounts[0]?.password,
        }),
      });
      const [cookie = ''] = answer.headers.getSetCookie();
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      await tab.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/' });
    }),

  open: async ({ tab, signIn, served: { url } }, provide) =>
    provide(async (path, heading) => {
      await signIn();
      await tab.goto(url + path);
      await tab.locator(`::-p-aria([name="${heading}"][role="heading"])`).wait();
    }),
});

export { expect };
