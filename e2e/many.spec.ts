/** Many viewers cost Vault what one costs, share nothing across identities, and can't go around. */
import { request as rawRequest } from 'node:http';

import type { BrowserContext } from '@playwright/test';

import { expect, open, row, type Testbed, test } from './fixtures.ts';

const lists = ['/services/jobs/monitors?limit=200', '/services/jobs/histories?limit=200'];

/** At every tenth second of a minute. */
const callsOfOne = 6;
/** The clients join between two polls of the pages, more than 5 s after the last. */
const margin = 1;

test('a hundred clients and three pages cause as many calls as one', async ({
  page,
  context,
  testbed,
}) => {
  test.slow(); // 12,000 questions of clients, whether to ask
  testbed.vault.running({ title: 'Nightly index' });
  const pages = [page, await context.newPage(), await context.newPage()];
  await Promise.all(pages.map(async (one) => open(one, testbed)));
  await Promise.all(
    pages.map(async (one) =>
      expect(row(one, 'Running and queued jobs', 'Nightly index')).toBeVisible(),
    ),
  );
  const clients = Array.from({ length: 100 }, () => lists.map((path) => client(path)));
  const cookie = await cookieOf(context);
  await testbed.settled();
  // From here on time goes by in steps alone, for all alike, however long a step takes.
  const before = testbed.vault.calls.length;
  testbed.hold();
  testbed.advance(5_000);
  await context.clock.pauseAt(testbed.vault.now());
  for (let step = 0; step < 120; step += 1) {
    testbed.advance(500);
    const now = testbed.vault.now();
    await Promise.all([
      context.clock.runFor(500),
      ...clients.flat().map(async (ask) => ask(testbed, cookie, now)),
    ]);
  }

  for (const endpoint of ['monitors', 'histories'] as const) {
    const calls = testbed.vault.calls
      .slice(before)
      .filter(({ endpoint: name, path }) => name === endpoint && !path.includes('status='));
    expect(calls.length, endpoint).toBeGreaterThanOrEqual(6);
    expect(calls.length, endpoint).toBeLessThanOrEqual(callsOfOne + margin);
  }
  for (const one of pages) await expect(one.getByText(/^Live, /)).toBeVisible();
});

/** Polls as the page does: at the moments that divide time into tens of seconds. */
function client(path: string) {
  let due = 0;
  return async (testbed: Testbed, cookie: string, now: number) => {
    if (now < due) return;
    const { status, age } = await send(testbed, cookie, {
      method: 'GET',
      path: `/api/vault${path}`,
    });
    expect(status).toBe(200);
    due = Math.ceil((now - age * 1_000 + 1_000) / 10_000) * 10_000;
  };
}

test('two identities never share rows, however their requests overlap', async ({
  browser,
  context,
  testbed,
}) => {
  testbed.vault.running({ title: 'For admins only' });
  const other = await testbed.newContext(browser);
  await other.request.post(`${testbed.url}/api/session`, {
    headers: { Origin: testbed.url, 'Sec-Fetch-Site': 'same-origin' },
    data: { vault: testbed.vaultHost, userName: 'nojobs@vault.test', password: 'simulated' },
  });
  const path = `${testbed.url}/api/vault${lists[0]}`;
  const asked = Array.from({ length: 40 }, async (_, n) =>
    (await (n % 2 === 0 ? context : other).request.get(path)).text(),
  );
  const texts = await Promise.all(asked);

  expect(texts.filter((text) => text.includes('For admins only'))).toHaveLength(20);
  expect(texts.filter((text) => text.includes('INSUFFICIENT_ACCESS'))).toHaveLength(20);
  expect(texts.filter((_, n) => n % 2 === 1).join('')).not.toContain('For admins only');
  await other.close();
});

const path = '/api/vault/services/jobs';

const refused = {
  'a write without proof of its origin': {
    method: 'POST',
    path: `${path}/start_now/1`,
    type: 'FOREIGN_ORIGIN',
  },
  'a write from another site': {
    method: 'POST',
    path: `${path}/start_now/1`,
    headers: { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' },
    type: 'FOREIGN_ORIGIN',
  },
  'a path outside of the contract': {
    method: 'GET',
    path: '/api/vault/objects/documents',
    type: 'NOT_IN_CONTRACT',
  },
  'a path that climbs': {
    method: 'GET',
    path: `${path}/..%2f..%2fobjects`,
    type: 'NOT_IN_CONTRACT',
  },
  'another verb': { method: 'PUT', path: `${path}/monitors`, type: 'METHOD_NOT_SUPPORTED' },
  'a host that is not ours': {
    method: 'GET',
    path: `${path}/monitors`,
    headers: { Host: 'rebound.evil.test' },
    type: 'FOREIGN_HOST',
  },
  'a body over 64 KB': {
    method: 'POST',
    path: '/api/session',
    body: 'x'.repeat(70_000),
    proven: true,
    type: 'BODY_TOO_LARGE',
  },
};

for (const [name, asked] of Object.entries(refused)) {
  test(`${name} is refused as Vault would, and Vault is not asked`, async ({
    context,
    testbed,
  }) => {
    const before = testbed.vault.calls.length;
    const answer = await send(testbed, await cookieOf(context), asked);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.parse(answer.text)).toMatchObject({
      responseStatus: 'FAILURE',
      errors: [{ type: asked.type }],
    });
    expect(testbed.vault.calls.length).toBe(before);
  });
}

type Asked = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  proven?: boolean;
};

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Below fetch, which would not send a foreign Host or a path as it stands. */
function send({ url }: Testbed, cookie: string, asked: Asked) {
  const { method, path, headers, body = '', proven = false } = asked;
  const { port } = new URL(url);
  return new Promise<{ status: number; text: string; age: number }>((resolve, reject) => {
    const sent = rawRequest(
      {
        agent: false,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          Cookie: cookie,
          ...(proven && { Origin: url, 'Sec-Fetch-Site': 'same-origin' }),
          ...headers,
        },
      },
      async (response) => {
        let text = '';
        for await (const part of response) text += String(part);
        resolve({ status: response.statusCode ?? 0, text, age: Number(response.headers.age ?? 0) });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
