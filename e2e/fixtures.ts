/**
 * Each test has a Vault of its own: a simulated one behind a port, a Jobwatch server in front of
 * it, and one clock for both. Nothing is intercepted; a test asks its Vault to misbehave.
 */
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';

import { createLog } from '#proxy/log.ts';
import { listen, type Listening } from '#server/listen.ts';
import { createServer } from '#server/server.ts';
import { accounts } from '#simulator/accounts.ts';
import { type Simulator, createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';
import type { WorldName } from '#simulator/worlds/names.ts';

import { clockFrom, type TestClock } from './clock.ts';
import { startsAt } from './moments.ts';
import { rest, type Rest } from './rest.ts';

export type Options = {
  world: WorldName;
  /** Whose browser it is; `nobody` has not signed in. */
  who: 'admin' | 'reader' | 'nojobs' | 'nobody';
  environment: Record<string, string>;
  /** When the story begins, on all clocks: an ISO instant. */
  at: string;
};

export type Stage = {
  vault: World;
  /** The simulated Vaults of the demo, where `VAULT_URL` is empty. */
  demo: Simulator | undefined;
  /** As `VAULT_URL` names it: with its port. */
  vaultHost: string;
  /** All lines that the Jobwatch server has logged. */
  lines: string[];
  /** Where Jobwatch is. */
  url: string;
  /** Moves the clocks of Vault and of the Jobwatch server on; the browser's has `page.clock`. */
  advance: (milliseconds: number) => void;
  /** Stops them, as the browser's stands still while it is moved; gives what lets them go on. */
  hold: () => () => void;
  /** Another person's browser, its clock set by the same. */
  newContext: (browser: Browser, options?: BrowserContextOptions) => Promise<BrowserContext>;
  rest: Rest;
  stopJobwatch: () => Promise<void>;
  startJobwatch: () => Promise<void>;
  /** Goes on with another build of the app; who is signed in stays so by a SESSION_SECRET alone. */
  deploy: (folder: string) => void;
  signIn: (context: BrowserContext) => Promise<void>;
};

export const test = base.extend<Options & { clock: TestClock; stage: Stage }>({
  world: ['quiet', { option: true }],
  who: ['admin', { option: true }],
  environment: [{}, { option: true }],
  at: [startsAt, { option: true }],

  clock: async ({ at }, provide) => provide(clockFrom(at)),
  context: async ({ context, clock }, provide) => {
    await clock.setIn(context);
    await provide(context);
  },

  stage: async ({ world, who, environment, clock, context }, provide) => {
    const vaults = createSimulator({ clock, world });
    const vaultPort = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
    const vaultHost = `127.0.0.1:${vaultPort.port}`;
    const lines: string[] = [];
    const serve = (files: string) =>
      createServer({
        environment: { VAULT_URL: `Sandbox=http://${vaultHost}`, ...environment },
        clock,
        log: createLog({ level: 'debug', clock, to: { write: (line) => lines.push(line) } }),
        files,
      });
    let served = serve('dist/client');
    const fetch: typeof served.fetch = (request, connection) => served.fetch(request, connection);
    let jobwatch: Listening | undefined = await listen(fetch, { port: 0, host: '127.0.0.1' });
    const { port } = jobwatch;
    const url = `http://127.0.0.1:${port}`;

    const stage: Stage = {
      vault: vaults.world(vaultHost),
      demo: served.simulator,
      vaultHost,
      lines,
      url,
      advance: clock.advance,
      hold: clock.hold,
      newContext: async (browser, options) => {
        const other = await browser.newContext(options);
        await clock.setIn(other);
        return other;
      },
      rest: rest(context),
      stopJobwatch: async () => {
        await jobwatch?.close();
        jobwatch = undefined;
      },
      startJobwatch: async () => {
        jobwatch ??= await listen(fetch, { port, host: '127.0.0.1' });
      },
      deploy: (folder) => {
        served = serve(folder);
      },
      signIn: async (browser) => {
        const response = await browser.request.post(`${url}/api/session`, {
          headers: { Origin: url, 'Sec-Fetch-Site': 'same-origin' },
          data: {
            vault: vaultHost,
            userName: `${who}@vault.test`,
            password: accounts[0]?.password,
          },
        });
        expect(response.ok(), await response.text()).toBe(true);
      },
    };
    if (who !== 'nobody') await stage.signIn(context);
    await provide(stage);
    await stage.stopJobwatch();
    await vaultPort.close();
  },
});

export { expect };

/**
 * Lets time pass everywhere alike: in Vault, in Jobwatch and in the page, whose timers then fire.
 * What they ask for is answered at the end of that time: a poll that is due twice in it comes once.
 */
export async function pass(page: Page, stage: Stage, milliseconds: number): Promise<void> {
  await move(stage, milliseconds, async () => page.clock.runFor(milliseconds));
}

/** As `pass`, at one leap: what was due fires once, as after a sleep, and finds all clocks agree. */
export async function leap(page: Page, stage: Stage, milliseconds: number): Promise<void> {
  await move(stage, milliseconds, async () => page.clock.fastForward(milliseconds));
}

async function move(stage: Stage, milliseconds: number, moved: () => Promise<void>): Promise<void> {
  await stage.rest();
  const goOn = stage.hold();
  stage.advance(milliseconds);
  await moved();
  goOn();
  await stage.rest();
}

/** Puts another tab before this one, or brings it back. Tests see all tabs shown: it has to be told. */
export async function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

/** How often Vault was asked for its list of unfinished jobs. */
export function polls({ vault }: Stage): number {
  return vault.calls.filter(({ endpoint }) => endpoint === 'monitors').length;
}

/** What the browser complains of in its console: errors, and what our security policy forbade. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return heard;
}

/** POSTs of Start Now that reached Vault. */
export function starts({ vault }: Stage): number {
  return vault.calls.filter(({ method, path }) => method === 'POST' && path.includes('/start_now/'))
    .length;
}

export async function open(page: Page, { url }: Stage, path = '/'): Promise<void> {
  await page.goto(url + path);
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
}

/** Fills in the sign-in form, of the page or of the dialog over it, and sends it. */
export async function signInAs(
  within: Page | Locator,
  userName: string,
  password = 'simulated',
): Promise<void> {
  await within.getByLabel('User name').fill(userName);
  await within.getByLabel('Password').fill(password);
  await within.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Words that are announced: why something is not as it should be. */
export function notice(within: Page | Locator, words: RegExp | string): Locator {
  return within.getByRole('status').filter({ hasText: words });
}

/** A row of a table by its job's title. */
export function row(page: Page, table: string, title: string) {
  return page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: title });
}

/** Nothing that a screen reader or a colour-blind eye would stumble over; by some rules, or all. */
export async function expectAccessible(page: Page, only?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (only === undefined ? axe : axe.withRules(only)).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

/** Nothing lies beyond the right edge: a page that could be pushed aside would move. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const moved = await page.evaluate(() => {
    scrollTo(10_000, scrollY);
    return scrollX;
  });
  expect(moved).toBe(0);
}
