/** What others than our pages ask of the server, over its port: too much, too often, or what is not theirs. */
import type { BrowserContext } from '@playwright/test';

import { fault, note } from './faults/observed.ts';
import { expectBack, expectSeen } from './faults/viewer.ts';
import { expect, notice, open, passTime, row, startCalls, test, type Testbed } from './fixtures.ts';
import { openWithJob } from './start-dialog.ts';

const running = 'Running and queued jobs';
const monitors = '/api/vault/services/jobs/monitors?limit=200';
const histories = '/api/vault/services/jobs/histories?limit=1&offset=';

/** Asks as a page of ours does, with the cookie that a browser has now. */
async function client({ url }: Testbed, context: BrowserContext) {
  const cookies = await context.cookies();
  const own = {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: url,
    'sec-fetch-site': 'same-origin',
  };
  return async (path: string, { headers, ...init }: Sent = {}) =>
    fetch(url + path, { ...init, headers: { ...own, ...headers } });
}

type Sent = {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** A health check on the same thread: what blocks the server makes it late. */
async function millisecondsOf(ask: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await ask();
  return Math.round(performance.now() - began);
}

async function signInWith(testbed: Testbed, headers: Record<string, string>, userName: string) {
  return fetch(`${testbed.url}/api/session`, {
    method: 'POST',
    headers: { origin: testbed.url, 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify({ vault: testbed.vaultHost, userName, password: 'mistyped' }),
  });
}

const calls = ({ vault }: Testbed, endpoint: string) =>
  vault.calls.filter((call) => call.endpoint === endpoint).length;

test(
  'twenty presses at once are one start',
  fault('twenty presses of Start now at once', '@faults-only'),
  async ({ page, context, testbed }) => {
    const { id } = await openWithJob(page, testbed);
    const ask = await client(testbed, context);
    testbed.vault.faults.set({ kind: 'slow', ms: 500 }, { endpoint: 'startNow' });
    const press = async (_: unknown, nth: number) =>
      ask(`/api/vault/services/jobs/start_now/${id}`, {
        method: 'POST',
        headers: { 'idempotency-key': `"press-${nth}"` },
      });
    const answers = await Promise.all(Array.from({ length: 20 }, press));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const ended = row(page, 'Jobs that just finished', 'Quarterly Purge');
    await expectBack(page, testbed, { shown: ended, withinMs: 60_000 });
    await expectSeen(ended);
    expect(startCalls(testbed)).toBe(1);
  },
);

test(
  'a cookie copied before the sign-out reads nothing, however busy another browser is',
  fault('a cookie copied before the sign-out', '@faults-only'),
  async ({ browser, page, context, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    const copied = await client(testbed, context);
    const other = await testbed.newContext(browser);
    await testbed.signIn(other);
    const busy = await client(testbed, other);
    await page.getByRole('button', { name: 'View and account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expectSeen(page.getByRole('heading', { name: 'Sign in to Vault' }));
    for (let second = 0; second < 40; second += 1) {
      expect((await busy(monitors)).status).toBe(200);
      expect(await (await copied(monitors)).text()).toContain('INVALID_SESSION_ID');
      testbed.advance(1_000);
    }
    await other.close();
  },
);

test(
  'who has left makes nobody wait',
  fault('60 reads in the background whose asker has left', '@faults-only'),
  async ({ browser, page, context, testbed }) => {
    await open(page, testbed);
    await testbed.settled();
    const leaving = await client(testbed, context);
    const other = await testbed.newContext(browser);
    await testbed.signIn(other);
    const next = await client(testbed, other);
    testbed.vault.faults.set({ kind: 'slow', ms: 1_000 }, { endpoint: 'histories' });
    const headers = { 'x-jobwatch-priority': 'background' };
    const gone = new AbortController();
    const before = calls(testbed, 'histories');
    const left = Array.from({ length: 60 }, async (_, nth) =>
      leaving(`${histories}${nth}`, { headers, signal: gone.signal }),
    );
    await expect.poll(() => calls(testbed, 'histories')).toBeGreaterThan(before);
    gone.abort();
    await Promise.allSettled(left);
    const took = await millisecondsOf(async () => next(`${histories}777`, { headers }));
    note('saw', `another user’s rows after ${took} ms`);
    expect(took).toBeLessThan(4_000);
    await other.close();
  },
);

test(
  'a message of 100,000 dots blocks nobody',
  fault('a refusal with 100,000 dots', '@faults-only'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    const message = `Stopped${'.'.repeat(100_000)}x`;
    testbed.vault.faults.set({ kind: 'refuse', type: 'NEVER_HEARD_OF', message });
    const polled = passTime(page, testbed, 12_000);
    expect(await millisecondsOf(async () => fetch(`${testbed.url}/healthz`))).toBeLessThan(1_000);
    await polled;
    await expectSeen(notice(page, /Stopped/).getByText(/What you see is from/));
    testbed.vault.running({ title: 'Came meanwhile' });
    testbed.vault.faults.clear();
    await expectBack(page, testbed, { shown: row(page, running, 'Came meanwhile') });
  },
);

test.describe('with metrics', () => {
  test.use({ environment: { METRICS: 'on' } });

  test(
    'types of errors without end make no metrics without end',
    fault('300 types of errors', '@faults-only'),
    async ({ context, testbed }) => {
      const ask = await client(testbed, context);
      const size = async () => (await (await ask('/metrics')).text()).split('\n').length;
      const refuse = async (nth: number) => {
        testbed.vault.faults.set({ kind: 'refuse', type: `TYPE_${nth}` }, { times: 1 });
        await ask(`${histories}${nth}`);
      };
      await refuse(1_000);
      const before = await size();
      for (let nth = 0; nth < 300; nth += 1) await refuse(nth);
      note('saw', `${(await size()) - before} more lines of metrics`);
      expect(await size()).toBeLessThan(before + 30);
    },
  );
});

test(
  'long paths make no long log',
  fault('100 requests with paths of 15 kB', '@faults-only'),
  async ({ context, testbed }) => {
    const ask = await client(testbed, context);
    const before = testbed.lines.length;
    for (let nth = 0; nth < 100; nth += 1) await ask(`/api/${'x'.repeat(15_000)}`);
    await expect.poll(() => testbed.lines.length).toBeGreaterThanOrEqual(before + 100);
    const bytes = testbed.lines.slice(before).join('').length;
    note('saw', `${Math.round(bytes / 1_000)} kB of log`);
    expect(bytes).toBeLessThan(100 * 1_000);
  },
);

test.describe('behind a front that nobody trusts', () => {
  test.use({ who: 'nobody', environment: { PUBLIC_URL: 'http://127.0.0.1:4100' } });

  test(
    'an address in a header is no way around the limit of sign-ins',
    fault('60 sign-ins with another X-Forwarded-For each', '@faults-only'),
    async ({ testbed }) => {
      const at = { ...testbed, url: testbed.url };
      const own = { host: '127.0.0.1:4100', origin: 'http://127.0.0.1:4100' };
      for (let nth = 0; nth < 60; nth += 1) {
        const headers = { ...own, 'x-forwarded-for': `198.51.100.${nth}` };
        await signInWith(at, headers, `user${nth}@vault.test`);
      }
      const passed = calls(testbed, 'authenticate');
      note('saw', `${passed} of 60 sign-ins reached Vault`);
      expect(passed).toBeGreaterThan(0);
      expect(passed).toBeLessThanOrEqual(20);
    },
  );
});

test.describe('a display', () => {
  const token = 'a-screen-in-the-hall-of-the-third-floor';
  const account = { DISPLAY_USERNAME: 'reader@vault.test', DISPLAY_PASSWORD: 'simulated' };
  test.use({ who: 'nobody', environment: { ...account, DISPLAY_TOKEN: token } });

  test(
    'opens by its link though another page has shown images of wrong ones',
    fault('40 foreign images of wrong display links', '@faults-only'),
    async ({ page, testbed }) => {
      testbed.vault.running({ title: 'Nightly index' });
      for (let nth = 0; nth < 40; nth += 1) {
        await fetch(`${testbed.url}/display/wrong-${nth}`, {
          headers: { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' },
        });
      }
      await page.goto(`${testbed.url}/display/${token}?view=now`);
      await expectSeen(page.locator('[data-liveness-word]').filter({ hasText: 'Live' }));
    },
  );
});

test.describe('a process that is to end', () => {
  test.use({ server: 'process' });

  test(
    'still sends what Vault has not answered yet',
    fault('SIGTERM before the answer', '@faults-only'),
    async ({ context, testbed }) => {
      const ask = await client(testbed, context);
      testbed.vault.faults.set({ kind: 'slow', ms: 1_000 }, { endpoint: 'monitors' });
      const answer = ask(monitors);
      await expect.poll(() => calls(testbed, 'monitors')).toBe(1);
      const stopped = testbed.stopJobwatch('SIGTERM');
      expect(await (await answer).text()).toContain('"responseStatus":"SUCCESS"');
      await stopped;
      note('saw', 'the whole answer');
    },
  );
});
