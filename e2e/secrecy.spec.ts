/** The Vault session and the password are nowhere that a script, a page or a log could show them. */
import type { Page, Request } from '@playwright/test';

import { lookCookie } from '#contract/look.ts';
import { demoAdmin } from '#simulator/accounts.ts';

import { consoleErrors, expect, signInAs, type Testbed, test } from './fixtures.ts';

test.use({ who: 'nobody' });

const password = demoAdmin.password;

test('after a sign-in by password neither it nor the session shows', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  const traffic = recorded(page);
  await page.goto(testbed.url);
  await signInAs(page, demoAdmin.userName, password);
  await visitAll(page);

  expect(sessionsOf(testbed)).toHaveLength(1);
  // The word itself stands on many a page; as a value of JSON, a form or a header it may not.
  const secrets = [...sessionsOf(testbed), `:"${password}"`, `=${password}`, btoa(password)];
  await expectNowhere(page, secrets, { traffic, lines: testbed.lines });
  expect(errors).toEqual([]);
});

test('a pasted session shows nowhere', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  const traffic = recorded(page);
  const [admin] = testbed.vault.accounts;
  if (admin === undefined) throw new Error('no account');
  const { id } = testbed.vault.sessions.start(admin);
  await page.goto(testbed.url);
  await page.getByRole('button', { name: 'Use a session ID instead' }).click();
  await page.getByLabel('Vault session ID').fill(id);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await visitAll(page);

  expect(sessionsOf(testbed)).toEqual([id]);
  await expectNowhere(page, [id], { traffic, lines: testbed.lines });
  expect(errors).toEqual([]);
});

test.describe('in the demo', () => {
  test.use({ environment: { VAULT_URL: '', SIMULATOR_WORLD: 'quiet' } });

  test('the session of its admin shows nowhere', async ({ page, testbed }) => {
    const errors = consoleErrors(page);
    const traffic = recorded(page);
    await page.goto(testbed.url);
    await visitAll(page);

    const calls = testbed.demo?.world('quiet.vault.test').calls ?? [];
    const secrets = [...new Set(calls.flatMap(({ session }) => session ?? []))];
    expect(secrets).toHaveLength(1);
    await expectNowhere(page, secrets, { traffic, lines: testbed.lines });
    const look = lookCookie(new URL(testbed.url).port, '/');
    const cookies = await page.context().cookies();
    expect(cookies.filter(({ name }) => name !== look)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test('a refused password is not logged, sent back or kept', async ({ page, testbed }) => {
  const traffic = recorded(page);
  await page.goto(testbed.url);
  await signInAs(page, demoAdmin.userName, 'a-mistyped-secret');
  await expect(page.getByText(/name or password is wrong/)).toBeVisible();
  await expectNowhere(page, ['a-mistyped-secret'], { traffic, lines: testbed.lines });
});

test('the cookie is sealed, and out of reach of scripts and of other sites', async ({
  page,
  testbed,
}) => {
  await page.goto(testbed.url);
  await signInAs(page, demoAdmin.userName, password);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  const { port } = new URL(testbed.url);
  await expect.poll(async () => lookOf(page, port)).toBeDefined();
  const cookies = await page.context().cookies();
  const [cookie, ...others] = cookies.filter(({ name }) => name !== lookCookie(port, '/'));

  expect(others).toEqual([]);
  // The other one says how pages look, and nothing else.
  expect(JSON.parse(decodeURIComponent((await lookOf(page, port)) ?? ''))).toEqual({
    zone: 'Europe/Berlin',
    theme: 'system',
    paused: false,
    seen: {},
    stored: [],
    opensView: false,
    filtersOpen: false,
    compact: false,
    columnWidths: {},
  });
  expect(cookie).toMatchObject({
    name: `jobwatch-${new URL(testbed.url).port}`,
    httpOnly: true,
    sameSite: 'Strict',
  });
  const readable = (cookie?.value ?? '').split('.').map(decoded).join(' ');
  expect(readable).toContain('A256GCM');
  for (const secret of [...sessionsOf(testbed), demoAdmin.userName]) {
    expect(cookie?.value).not.toContain(secret);
    expect(readable).not.toContain(secret);
  }
});

async function lookOf(page: Page, port: string): Promise<string | undefined> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === lookCookie(port, '/'))?.value;
}

async function visitAll(page: Page): Promise<void> {
  await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();
  const pages = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  for (const name of await pages.allTextContents()) {
    await pages.filter({ hasText: name }).click();
    await expect(page.getByRole('main')).toBeVisible();
  }
  await page.getByRole('link', { name: 'Overview' }).click();
  const scheduled = page.getByRole('table', { name: 'Scheduled jobs' });
  await scheduled.getByRole('link').first().click();
  await expect(page.getByText(/Waits for its planned time/)).toBeVisible();
  await page.getByRole('button', { name: 'View and account' }).click();
  await expect(page.getByText('Ada Admin')).toBeVisible();
}

/** All sessions that Vault was asked with. */
function sessionsOf({ vault }: Testbed): string[] {
  return [...new Set(vault.calls.flatMap(({ session }) => session ?? []))];
}

type Traffic = { requests: Request[] };

function recorded(page: Page): Traffic {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  return { requests };
}

type Places = { traffic: Traffic; lines: string[] };

async function expectNowhere(page: Page, secrets: string[], { traffic, lines }: Places) {
  const places = new Map([
    ['what scripts can reach', await page.evaluate(reachable)],
    ['addresses', traffic.requests.map((request) => request.url()).join('\n')],
    ['answers', (await Promise.all(traffic.requests.map(answered))).join('\n')],
    ['the log', lines.join('\n')],
  ]);
  for (const [place, text] of places) {
    expect(text.length, `${place} were looked at`).toBeGreaterThan(100);
    for (const secret of secrets) {
      for (const form of [secret, btoa(secret), encodeURIComponent(secret)]) {
        expect(text.includes(form), `${place} hold ${form}`).toBe(false);
      }
    }
  }
}

/** Headers and body of the answer to a request; the cookie that is set is looked at by itself. */
async function answered(request: Request): Promise<string> {
  const response = await request.response();
  if (response === null) return '';
  const headers = await response.headersArray();
  const body = await response.text().catch(() => '');
  return [...headers.map(({ name, value }) => `${name}: ${value}`), body].join('\n');
}

/** Runs in the page: everything kept or shown that a script of ours could read. */
async function reachable(): Promise<string> {
  const databases = await Promise.all(
    (await indexedDB.databases()).map(
      ({ name = '' }) =>
        new Promise<string>((resolve) => {
          const asked = indexedDB.open(name);
          asked.addEventListener('success', () => {
            const stores = [...asked.result.objectStoreNames];
            if (stores.length === 0) resolve(name);
            else {
              const reading = asked.result.transaction(stores);
              const all = stores.map((store) => reading.objectStore(store).getAll());
              reading.addEventListener('complete', () =>
                resolve(JSON.stringify([name, stores, all.map(({ result }) => result)])),
              );
            }
          });
        }),
    ),
  );
  const cached = await Promise.all(
    (await caches.keys()).map(async (name) => {
      const cache = await caches.open(name);
      const kept = await cache.matchAll();
      return (await Promise.all(kept.map((response) => response.text()))).join('\n');
    }),
  );
  const globals = Object.entries(globalThis).map(([name, value]) => `${name}=${String(value)}`);
  return [
    document.documentElement.outerHTML,
    document.cookie,
    JSON.stringify(Object.entries(localStorage)),
    JSON.stringify(Object.entries(sessionStorage)),
    JSON.stringify(history.state),
    ...databases,
    ...cached,
    ...globals,
  ].join('\n');
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('latin1');
}
