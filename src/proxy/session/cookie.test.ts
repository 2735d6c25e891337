/** The cookie of a display: for how long it is one, and what undoes it. */
import { hkdfSync } from 'node:crypto';

import { EncryptJWT } from 'jose';
import { expect, test } from 'vitest';

import { token, proxyWithDisplay } from '../testing/proxy-with-display.ts';
import { testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

test('a restart without a secret switches no display off, another token all of them', async () => {
  const { cookie } = await proxyWithDisplay().open();
  const { kindOf } = proxyWithDisplay();
  expect(await kindOf(cookie)).toBe('display');
  expect(await kindOf(cookie, proxyWithDisplay({ DISPLAY_TOKEN: token.replace('0', '1') }))).toBe(
    'signed-out',
  );
  expect(await kindOf(cookie, proxyWithDisplay({ SESSION_SECRET: 's'.repeat(32) }))).toBe(
    'display',
  );
  const none = { DISPLAY_USERNAME: '', DISPLAY_PASSWORD: '', DISPLAY_TOKEN: '' };
  expect(await kindOf(cookie, proxyWithDisplay(none))).toBe('signed-out');
});

test('a display stays one for as long as its wall is looked at', async () => {
  const { open, ask, advance } = proxyWithDisplay();
  const { headers } = await open();
  const renewed = async () =>
    (await ask('/api/session', { headers })).headers.getSetCookie()[0]?.split(';')[0];
  expect(await renewed()).toBeUndefined();
  expect((await ask(list, { headers })).headers.get('set-cookie')).toBeNull();
  for (let month = 0; month < 30; month++) {
    advance(30 * 86_400_000);
    headers.cookie = (await renewed()) ?? '';
    expect(headers.cookie).not.toBe('');
  }
  advance(401 * 86_400_000);
  expect(await (await ask('/api/session', { headers })).json()).toMatchObject({
    data: { kind: 'signed-out' },
  });
});

test('to sign in personally undoes a display, and the link undoes that', async () => {
  const { open, ask, signIn, kindOf } = proxyWithDisplay();
  const { cookie, headers } = await open();
  expect(await kindOf(cookie)).toBe('display');
  const body = { vault: 'acme.veevavault.com', userName: 'ada', password: 'right' };
  const personal = await ask('/api/session', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(await personal.json()).toMatchObject({ data: { display: false, user: { id: 'ada' } } });
  const ada = await signIn();
  const again = await ask(`/display/${token}`, { headers: { cookie: ada.cookie } });
  expect(await kindOf(again.headers.getSetCookie()[0]?.split(';')[0] ?? '')).toBe('display');
});

test('signing out drops the display and leaves the session of all others alone', async () => {
  const { open, ask, asked } = proxyWithDisplay();
  const { headers } = await open();
  await ask(list, { headers });
  const out = await ask('/api/session', { method: 'DELETE', headers });
  expect(await out.json()).toMatchObject({ data: { kind: 'signed-out' } });
  expect(out.headers.get('set-cookie')).toMatch(/^jobwatch-4100=; Max-Age=0/);
  expect(asked()).toEqual(['GET /services/jobs/monitors']);
});

test('whoever has the token can make a display’s cookie, but not a person’s', async () => {
  const { kindOf } = proxyWithDisplay();
  const key = new Uint8Array(hkdfSync('sha256', token, '', 'jobwatch display', 32));
  const forged = (content: Record<string, string>) =>
    new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime('10y')
      .encrypt(key);
  const ada = {
    kind: 'signed-in',
    vault: 'acme.veevavault.com',
    sessionId: 'none',
    userId: 'ada',
  };
  expect(await kindOf(`jobwatch-4100=${await forged({ kind: 'display' })}`)).toBe('display');
  expect(await kindOf(`jobwatch-4100=${await forged(ada)}`)).toBe('signed-out');
});

const https = { PUBLIC_URL: 'https://jobs.example.com' };
const servers: [string, string, Record<string, string>, string][] = [
  ['127.0.0.1:4100', '', {}, 'jobwatch-4100'],
  ['127.0.0.1:4200', '', { PORT: '4200' }, 'jobwatch-4200'],
  ['127.0.0.1', '', { PORT: '80' }, 'jobwatch'],
  ['127.0.0.1:4100', '/eu', { BASE_PATH: '/eu' }, 'jobwatch-4100!eu'],
  ['127.0.0.1:4100', '/eu/x', { BASE_PATH: '/eu/x' }, 'jobwatch-4100!eu!x'],
  ['jobs.example.com', '', https, '__Host-jobwatch'],
  ['jobs.example.com', '/us', { ...https, BASE_PATH: '/us' }, '__Host-jobwatch!us'],
  [
    'jobs.example.com:8443',
    '',
    { PUBLIC_URL: 'https://jobs.example.com:8443' },
    '__Host-jobwatch-8443',
  ],
  // A front may send the name of the machine behind it.
  ['127.0.0.1:4100', '', { PUBLIC_URL: 'https://jobs.example.com:9443' }, '__Host-jobwatch-9443'],
];

test.each(servers)('at %s%s the cookie’s name is of that server alone', async (...server) => {
  const [host, base, environment, name] = server;
  const { open } = proxyWithDisplay(environment);
  const { cookie } = await open(`${base}/display/${token}`, { host });
  expect(cookie.split('=')[0]).toBe(name);
  expect(new Set(servers.map((one) => one.at(-1))).size).toBe(servers.length);
});

test('a browser that is signed in to two servers of one host is so at both', async () => {
  const [eu, us] = ['eu', 'us'].map((name) =>
    testProxy({
      environment: {
        BASE_PATH: `/${name}`,
        SESSION_SECRET: 's'.repeat(32),
        VAULT_URL: `https://${name}.veevavault.com`,
      },
    }),
  );
  const jar: string[] = [];
  for (const [name, server] of [['eu', eu] as const, ['us', us] as const]) {
    const answer = await server?.ask(`/${name}/api/session`, {
      method: 'POST',
      headers: { cookie: jar.join('; ') },
      body: JSON.stringify({ vault: `${name}.veevavault.com`, userName: name, password: 'right' }),
    });
    jar.push(answer?.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  }
  // In either order, as a browser may send them.
  for (const cookie of [jar.join('; '), jar.toReversed().join('; ')]) {
    for (const [name, server] of [['eu', eu] as const, ['us', us] as const]) {
      const answer = await server?.ask(`/${name}/api/session`, { headers: { cookie } });
      expect(await answer?.json()).toMatchObject({
        data: { kind: 'signed-in', vault: { host: `${name}.veevavault.com` } },
      });
    }
  }
});

test('a display of before the names had a port stays one, under the new name', async () => {
  const { open, kindOf, ask } = proxyWithDisplay();
  const { cookie } = await open();
  const old = cookie.replace('jobwatch-4100=', 'jobwatch=');
  expect(await kindOf(old)).toBe('display');
  const renewed = await ask('/api/session', { headers: { cookie: old } });
  expect(renewed.headers.getSetCookie().map((set) => set.split('=')[0])).toEqual(['jobwatch-4100']);
  const both = { cookie: `${old}; ${cookie}` };
  expect((await ask('/api/session', { headers: both })).headers.getSetCookie()).toEqual([]);
  const out = await ask('/api/session', { method: 'DELETE', headers: both });
  expect(out.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^jobwatch-4100=; Max-Age=0/),
    expect.stringMatching(/^jobwatch=; Max-Age=0/),
  ]);
});

test('under its old name, too, a display ends when its cookie does', async () => {
  const { open, kindOf, advance } = proxyWithDisplay();
  const { cookie } = await open();
  const old = cookie.replace('jobwatch-4100=', 'jobwatch=');
  expect(await kindOf(old)).toBe('display');
  advance(400 * 86_400_000 + 1_000);
  expect(await kindOf(old)).toBe('signed-out');
});

test('people’s cookies of before are dropped: by that name they may be another server’s', async () => {
  const { signIn, kindOf } = proxyWithDisplay({ SESSION_SECRET: 's'.repeat(32) });
  const { cookie } = await signIn();
  expect(await kindOf(cookie)).toBe('signed-in');
  expect(await kindOf(cookie.replace('jobwatch-4100=', 'jobwatch='))).toBe('signed-out');
});
