/** The cookie of a display: for how long it is one, and what undoes it. */
import { hkdfSync } from 'node:crypto';

import { EncryptJWT } from 'jose';
import { expect, test } from 'vitest';

import { token, proxyWithDisplay } from '../testing/proxy-with-display.ts';

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
  expect(out.headers.get('set-cookie')).toMatch(/^jobwatch=; Max-Age=0/);
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
  expect(await kindOf(`jobwatch=${await forged({ kind: 'display' })}`)).toBe('display');
  expect(await kindOf(`jobwatch=${await forged(ada)}`)).toBe('signed-out');
});
