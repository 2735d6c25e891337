/** A simulated Vault with 100,000 finished jobs, and each page that is measured, on a port of its own. */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';

import { type Look, lookCookie, plainLook } from '#contract/look.ts';
import { listen } from '#server/listen.ts';
import { createServer } from '#server/server.ts';
import { accounts } from '#simulator/accounts.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';

import { launchOptions } from '../e2e/chromium.ts';
import { installProbe } from './probe.ts';

/** Jobwatch; a page with only React, Query and Table; a page written by hand. */
export const folders = {
  ours: 'dist/client',
  bare: 'node_modules/.cache/jobwatch/bench/bare',
  static: 'bench/static',
};
export type Side = keyof typeof folders;

export type Testbed = {
  vault: World;
  vaultHost: string;
  /** How often each thing is measured; medians are compared. */
  rounds: number;
  browser: Browser;
  url: Record<Side, string>;
  cookie: Record<Side, string>;
  /** A page in a new browser that is signed in and has nothing cached. */
  fresh: (side: Side) => Promise<Page>;
  /** The same, in a browser that keeps its storage in a folder. */
  lasting: (side: Side, folder: string) => Promise<BrowserContext>;
  close: () => Promise<void>;
};

const options = {
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  viewport: { width: 1366, height: 768 },
};

export async function createTestbed(rounds: number): Promise<Testbed> {
  const clock = { now: () => Date.now() };
  const vaults = createSimulator({ clock, world: 'huge' });
  const vaultPort = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
  const vaultHost = `127.0.0.1:${vaultPort.port}`;
  const vault = vaults.world(vaultHost);
  vault.burst.limit = 1_000_000_000;
  for (let at = 0; at < 50; at += 1) vault.running({ title: `Nightly index ${at}` });

  const raised = async (side: Side) => {
    const { fetch, warmUp } = createServer({
      environment: { VAULT_URL: `http://${vaultHost}`, LOG_LEVEL: 'silent' },
      files: folders[side],
      ...(side === 'ours' && { drawing: 'dist/server/draw.js' }),
    });
    const { port, close } = await listen(fetch, { port: 0, host: '127.0.0.1' });
    // As a server does that is started (`src/server/start.ts`).
    warmUp();
    const url = `http://127.0.0.1:${port}`;
    return { url, close, cookie: await signedIn(url, vaultHost) };
  };
  const sides = {
    ours: await raised('ours'),
    bare: await raised('bare'),
    static: await raised('static'),
  };
  const browser = await chromium.launch(launchOptions);

  const prepare = async (context: BrowserContext, side: Side) => {
    const { url, cookie } = sides[side];
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    // Where somebody is signed in, the app has been open before and has noted how its pages look.
    const look: Look = { ...plainLook, zone: options.timezoneId };
    await context.addCookies([
      { name, value, url },
      {
        name: lookCookie(new URL(url).port, '/'),
        value: encodeURIComponent(JSON.stringify(look)),
        url,
      },
    ]);
    await installProbe(context);
  };

  return {
    vault,
    vaultHost,
    rounds,
    browser,
    url: { ours: sides.ours.url, bare: sides.bare.url, static: sides.static.url },
    cookie: { ours: sides.ours.cookie, bare: sides.bare.cookie, static: sides.static.cookie },
    fresh: async (side) => {
      const context = await browser.newContext(options);
      await prepare(context, side);
      return context.newPage();
    },
    lasting: async (side, folder) => {
      const context = await chromium.launchPersistentContext(folder, {
        ...launchOptions,
        ...options,
      });
      await prepare(context, side);
      return context;
    },
    close: async () => {
      await browser.close();
      for (const { close } of Object.values(sides)) await close();
      await vaultPort.close();
    },
  };
}

/** Vault lets a user sign in 20 times a minute: it is done once for each server. */
export async function signedIn(url: string, vault: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { Origin: url, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      vault,
      userName: 'admin@vault.test',
      password: accounts[0]?.password,
    }),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (!answer.ok || cookie === undefined) throw new Error(await answer.text());
  return cookie.replace(/;.*/s, '');
}
