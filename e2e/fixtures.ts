/**
 * Each test has its own simulated Vault on a port, a Jobwatch server in front of it, and one clock
 * for both. No request is intercepted; a test sets faults in its Vault.
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

import { listen } from '#server/listen.ts';
import { accounts } from '#simulator/accounts.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';
import type { WorldName } from '#simulator/worlds/names.ts';

import { createTestClock, type TestClock } from './clock.ts';
import { note } from './faults/observed.ts';
import { type Jobwatch, jobwatchInside, jobwatchProcess } from './jobwatch.ts';
import { startsAt } from './moments.ts';
import { trackRequests, type Settled } from './settled.ts';

export type Options = {
  world: WorldName;
  /** The user who is signed in; `nobody` means that no one is. */
  who: 'admin' | 'reader' | 'nojobs' | 'nobody';
  environment: Record<string, string>;
  /** Whether the Jobwatch server runs in the process of the test, or is the built one in another. */
  server: 'inside' | 'process';
  /** The time on all clocks when the test starts: an ISO instant. */
  at: string;
  /** For how long a document may wait for its rows; without it none has any: the thread takes its time to start. */
  drawingWaitMs: number | undefined;
};

export type Testbed = Pick<Jobwatch, 'url' | 'demo' | 'lines' | 'deploy'> & {
  vault: World;
  /** As in `VAULT_URL`, with its port. */
  vaultHost: string;
  /** Advances the clock of Vault and of Jobwatch; for the browser's there is `page.clock`. */
  advance: (milliseconds: number) => void;
  /** Stops that clock while the browser's is moved; call the result to let it run again. */
  hold: () => () => void;
  putServerClockBack: (milliseconds: number) => void;
  /** Another user's browser, with the same time. */
  newContext: (browser: Browser, options?: BrowserContextOptions) => Promise<BrowserContext>;
  settled: Settled;
  stopJobwatch: Jobwatch['stop'];
  startJobwatch: Jobwatch['start'];
  signIn: (context: BrowserContext) => Promise<void>;
};

export const test = base.extend<Options & { clock: TestClock; testbed: Testbed }>({
  world: ['quiet', { option: true }],
  who: ['admin', { option: true }],
  environment: [{}, { option: true }],
  server: ['inside', { option: true }],
  at: [startsAt, { option: true }],
  drawingWaitMs: [undefined, { option: true }],

  clock: async ({ at }, provide) => provide(createTestClock(at)),
  context: async ({ context, clock }, provide) => {
    await clock.installIn(context);
    await provide(context);
  },

  testbed: async ({ world, who, environment, server, drawingWaitMs, clock, context }, provide) => {
    const vaults = createSimulator({ clock, world });
    const vaultPort = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
    const vaultHost = `127.0.0.1:${vaultPort.port}`;
    const vault = vaults.world(vaultHost);
    const settings = { VAULT_URL: `Sandbox=http://${vaultHost}`, ...environment };
    const serve = server === 'inside' ? jobwatchInside : jobwatchProcess;
    const { url, demo, lines, deploy, stop, start, end } = await serve({
      clock,
      environment: settings,
      drawingWaitMs,
    });

    const testbed: Testbed = {
      url,
      demo,
      lines,
      deploy,
      vault,
      vaultHost,
      advance: clock.advance,
      hold: clock.hold,
      putServerClockBack: clock.putServerBack,
      newContext: async (browser, options) => {
        const other = await browser.newContext(options);
        await clock.installIn(other);
        return other;
      },
      settled: trackRequests(context),
      stopJobwatch: stop,
      startJobwatch: start,
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
    if (who !== 'nobody') await testbed.signIn(context);
    await provide(testbed);
    note('sent twice', startsSentTwice(vault));
    await end();
    await vaultPort.close();
  },
});

export { expect };

/**
 * Lets time pass in Vault, in Jobwatch and in the page, whose timers then fire. Requests are
 * answered at the end of that time, so a poll that is due twice happens once.
 */
export async function passTime(page: Page, testbed: Testbed, milliseconds: number): Promise<void> {
  await move(testbed, milliseconds, async () => page.clock.runFor(milliseconds));
}

/** As `passTime`, but all at once: each timer that is due fires once, as after the machine has slept. */
export async function skipTime(page: Page, testbed: Testbed, milliseconds: number): Promise<void> {
  await move(testbed, milliseconds, async () => page.clock.fastForward(milliseconds));
}

async function move(
  testbed: Testbed,
  milliseconds: number,
  moved: () => Promise<void>,
): Promise<void> {
  await testbed.settled();
  const goOn = testbed.hold();
  testbed.advance(milliseconds);
  await moved();
  goOn();
  await testbed.settled();
}

/** Hides or shows the tab, as the user does by opening another one; in tests all are visible. */
export async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

/** The number of calls to Vault's list of unfinished jobs. */
export function monitorCalls({ vault }: Testbed): number {
  return vault.calls.filter(({ endpoint }) => endpoint === 'monitors').length;
}

/** The errors in the browser's console, violations of our security policy included. */
export function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}

/** The number of Start Now calls that reached Vault. */
export function startCalls({ vault }: Testbed): number {
  return startedJobs(vault).length;
}

function startedJobs(vault: World): string[] {
  return vault.calls
    .filter(({ method, path }) => method === 'POST' && path.includes('/start_now/'))
    .map(({ path }) => path);
}

/** Starts of a job beyond the first: no test presses twice for one job. */
function startsSentTwice(vault: World): number {
  const started = startedJobs(vault);
  return started.length - new Set(started).size;
}

export async function open(page: Page, { url }: Testbed, path = '/'): Promise<void> {
  await page.goto(url + path);
  await expect(page.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
}

/** Fills in and submits the sign-in form, on the page or in the dialog. */
export async function signInAs(
  within: Page | Locator,
  userName: string,
  password = 'simulated',
): Promise<void> {
  await within.getByLabel('User name').fill(userName);
  await within.getByLabel('Password').fill(password);
  await within.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A message that is announced, on what is wrong. */
export function notice(within: Page | Locator, words: RegExp | string): Locator {
  return within.getByRole('status').filter({ hasText: words });
}

/** A row of a table by its job's title. */
export function row(page: Page, table: string, title: string) {
  return page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: title });
}

/** No violation of accessibility rules: of all, or of those listed. */
export async function expectAccessible(page: Page, only?: string[]): Promise<void> {
  // All in the page itself: without frames nothing has to be put together in a page of its own. What
  // breaks no rule is not described, which takes longer than to find it.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (only === undefined ? axe : axe.withRules(only)).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

/** Of all rules, only that of contrast depends on the theme. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
}

/** Nothing extends beyond the right edge: if it did, the page could scroll there. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A change of the window's size is rendered a moment later.
  const moved = async () =>
    page.evaluate(() => {
      scrollTo(10_000, scrollY);
      return scrollX;
    });
  await expect.poll(moved).toBe(0);
}
