import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, testProxy, success, fakeVault } from '../testing/test-proxy.ts';

test('a viewer signs in with user name and password and is known by the cookie', async () => {
  const { signIn, ask, calls } = testProxy();
  const { answer, cookie } = await signIn();
  expect(await answer.json()).toMatchObject({ data: { kind: 'signed-in', demo: false } });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^jobwatch-4100=[^;]+; Max-Age=172800; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const read = await ask('/api/session', { headers: { cookie } });
  expect(await read.json()).toMatchObject({
    data: {
      kind: 'signed-in',
      vault: { host: 'acme.veevavault.com' },
      user: { id: 'ada', userName: 'ada' },
    },
  });
  expect(calls).toHaveLength(1);
});

test('behind https the cookie is Secure and bound to the host', async () => {
  const { signIn } = testProxy({ environment: { PUBLIC_URL: 'https://jobs.example.com' } });
  const { answer } = await signIn();
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-jobwatch=.*; Secure;/);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age');
});

test('the session is in no header, no body and no line of the log', async () => {
  const { signIn, ask, lines } = testProxy();
  const { answer, cookie } = await signIn();
  const list = await ask('/api/vault/services/jobs/monitors', { headers: { cookie } });
  const out = await ask('/api/session', { method: 'DELETE', headers: { cookie } });
  const all = await Promise.all(
    [answer, list, out].map(async (one) => JSON.stringify([...one.headers]) + (await one.text())),
  );
  expect(all.join('') + lines.join('')).not.toMatch(/session of|right/);
});

test('a wrong password is reported in Vault’s words and never tried again', async () => {
  const { signIn, calls } = testProxy();
  const { answer, cookie } = await signIn({ password: 'wrong' });
  expect([answer.status, cookie]).toEqual([401, '']);
  expect(await errorTypeOf(answer)).toBe('USERNAME_OR_PASSWORD_INCORRECT');
  expect(calls).toHaveLength(1);
});

test('a login that lands on another Vault is refused, and its session ended', async () => {
  const { signIn, calls } = testProxy({
    upstream: fakeVault((request) =>
      request.url.endsWith('/auth')
        ? success({
            sessionId: 'stray',
            userId: 1,
            vaultId: 8,
            vaultIds: [{ id: 8, name: 'Elsewhere', url: 'https://elsewhere.veevavault.com/api' }],
          })
        : undefined,
    ),
  });
  const { answer, cookie } = await signIn();
  expect(await answer.json()).toMatchObject({
    errors: [{ type: 'WRONG_VAULT', message: expect.stringContaining('Elsewhere') }],
  });
  expect(cookie).toBe('');
  expect(calls.map(({ method, url }) => `${method} ${url}`).slice(1)).toEqual([
    'DELETE https://elsewhere.veevavault.com/api/v25.2/session',
  ]);
});

test('a Vault that is not configured is never asked', async () => {
  const { signIn, calls } = testProxy();
  const { answer } = await signIn({ vault: 'evil.example.com' });
  expect(await errorTypeOf(answer)).toBe('UNKNOWN_VAULT');
  expect(calls).toHaveLength(0);
});

test.each(['https://ACME.veevavault.com/ui/', ' acme.veevavault.com '])(
  'the Vault %j is the one it means',
  async (typed) => {
    expect((await testProxy().signIn({ vault: typed })).answer.status).toBe(200);
  },
);

test('twenty failures from one address stop it for every user', async () => {
  const { signIn, calls } = testProxy();
  for (let n = 0; n < 25; n++) await signIn({ userName: `user${n}`, password: 'wrong' });
  expect(calls).toHaveLength(20);
});

test('a Vault that is down says nothing about a password', async () => {
  let isDown = true;
  const { signIn } = testProxy({
    upstream: fakeVault(() => (isDown ? new Response('<p>down', { status: 503 }) : undefined)),
  });
  for (let n = 0; n < 6; n++) expect((await signIn()).answer.status).toBe(503);
  isDown = false;
  expect((await signIn()).answer.status).toBe(200);
});

test('a pasted session id signs in as the user whom Vault names', async () => {
  const { signIn } = testProxy();
  const pasted = { userName: undefined, password: undefined, sessionId: ' bob ' };
  const { answer } = await signIn(pasted);
  expect(await answer.json()).toMatchObject({ data: { user: { id: 'bob' } } });
});

test('a pasted session id is good where only a header names the user', async () => {
  const { signIn } = testProxy({
    upstream: async () => success({ users: [] }, { 'X-VaultAPI-UserId': '12' }),
  });
  const { answer } = await signIn({ sessionId: 'abc' });
  expect(await answer.json()).toMatchObject({ data: { user: { id: '12' } } });
});

test.each(['a\nb', 'ä', 'a b'])('%j is no session id, and is not quoted', async (sessionId) => {
  const { signIn, calls, lines } = testProxy();
  const { answer } = await signIn({ sessionId });
  expect([await errorTypeOf(answer), calls.length]).toEqual(['INVALID_SESSION_ID', 0]);
  expect(lines.join('')).not.toContain(sessionId);
});

test('a spent session id is refused', async () => {
  const { signIn } = testProxy({ upstream: async () => failure('INVALID_SESSION_ID') });
  const { answer } = await signIn({ sessionId: 'abc' });
  expect(await errorTypeOf(answer)).toBe('INVALID_SESSION_ID');
});

test('signing out ends the Vault session, drops the cookie and empties the cache', async () => {
  const { signIn, ask, asked } = testProxy();
  const { cookie } = await signIn();
  const out = await ask('/api/session', { method: 'DELETE', headers: { cookie } });
  expect(await out.json()).toMatchObject({ data: { kind: 'signed-out' } });
  expect(out.headers.get('set-cookie')).toMatch(/^jobwatch-4100=; Max-Age=0/);
  expect(out.headers.get('clear-site-data')).toBe('"cache"');
  expect(asked()).toEqual(['DELETE /session']);
});

test('a cookie ends after 48 hours, and one that can’t be opened is ignored', async () => {
  const { signIn, ask, advance } = testProxy();
  const { cookie } = await signIn();
  const list = '/api/vault/services/jobs/monitors';
  advance(47 * 3_600_000);
  expect((await ask(list, { headers: { cookie } })).status).toBe(200);
  advance(3_600_000);
  expect((await ask(list, { headers: { cookie } })).status).toBe(401);
  expect((await ask(list, { headers: { cookie: 'jobwatch-4100=ey.J.x.y.z' } })).status).toBe(401);
});

test('another secret opens no cookie', async () => {
  const { cookie } = await testProxy({ environment: { SESSION_SECRET: 'a'.repeat(32) } }).signIn();
  const same = testProxy({ environment: { SESSION_SECRET: 'a'.repeat(32) } });
  const other = testProxy({ environment: { SESSION_SECRET: 'b'.repeat(32) } });
  const kind = async ({ ask }: typeof same) =>
    (await ask('/api/session', { headers: { cookie } })).json();
  expect(await kind(same)).toMatchObject({ data: { kind: 'signed-in' } });
  expect(await kind(other)).toMatchObject({ data: { kind: 'signed-out' } });
});
