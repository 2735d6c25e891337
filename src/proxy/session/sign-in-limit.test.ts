/** How many wrong passwords get through, whoever sends them and however they write the name. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createMemoryState } from '../state/memory-state.ts';
import { token, proxyWithDisplay } from '../testing/proxy-with-display.ts';
import { failure, fakeVault, testProxy, type TestProxy } from '../testing/test-proxy.ts';
import { createSignInLimit } from './sign-in-limit.ts';

const minute = 60_000;
const attempts = ({ calls }: TestProxy) => calls.filter(({ url }) => url.endsWith('/auth')).length;

test('after three wrong passwords an account waits for half an hour, and Vault is not asked', async () => {
  const made = testProxy();
  for (let n = 0; n < 3; n++) await made.signIn({ password: 'wrong' });
  const { answer } = await made.signIn();
  expect(await errorTypeOf(answer)).toBe('TOO_MANY_ATTEMPTS');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1800']);
  made.advance(30 * minute - 1);
  expect((await made.signIn()).answer.status).toBe(429);
  expect(attempts(made)).toBe(3);
  made.advance(1);
  expect((await made.signIn()).answer.status).toBe(200);
});

test('many sign-ins at once are no way around the limit', async () => {
  const made = testProxy();
  await Promise.all(Array.from({ length: 12 }, () => made.signIn({ password: 'wrong' })));
  expect(attempts(made)).toBe(3);
});

test.each([
  [' ada ', '\tada', 'ada\u00A0', 'ADA', 'ada'],
  ['ａｄａ', 'a\u00ADda', 'a\u200Bda', '\uFEFFada'],
  ['Zoë', 'zoe\u0308', 'ZOË', ' zoë'],
  ['weiß', 'WEISS', 'weiss', 'wei\u1E9E'],
])('spellings that Vault may take for one name are one account: %j', async (...names) => {
  const made = testProxy();
  for (let n = 0; n < 8; n++) {
    const userName = names[n % names.length];
    await made.signIn({ userName, password: 'wrong' });
  }
  expect(attempts(made)).toBe(3);
  await made.signIn({ userName: 'bob' });
  expect(attempts(made)).toBe(4);
});

test('an account is one for all Vaults', async () => {
  const hosts = ['acme.veevavault.com', 'acme-sb.veevavault.com'];
  const made = testProxy({
    environment: { VAULT_URL: hosts.map((host) => `https://${host}`).join(',') },
  });
  for (let n = 0; n < 6; n++) await made.signIn({ vault: hosts[n % 2], password: 'wrong' });
  expect(attempts(made)).toBe(3);
});

test('a right password clears the count of its account, not that of the address', async () => {
  const made = testProxy();
  for (let n = 0; n < 14; n++) {
    await made.signIn({ password: n % 3 === 2 ? 'right' : 'wrong' });
  }
  expect(attempts(made)).toBe(14);
  for (let n = 0; n < 20; n++) await made.signIn({ userName: `user${n}`, password: 'wrong' });
  expect(attempts(made)).toBe(24);
});

test.each(['PASSWORD_CHANGE_REQUIRED', 'INACTIVE_USER'])(
  'what says nothing against the password does not make an account wait: %s',
  async (type) => {
    const made = testProxy({
      upstream: fakeVault(({ url }) => (url.endsWith('/auth') ? failure(type) : undefined)),
    });
    for (let n = 0; n < 5; n++) expect(await errorTypeOf((await made.signIn()).answer)).toBe(type);
  },
);

test('a display and people who try its account share one count', async () => {
  const made = proxyWithDisplay({ DISPLAY_PASSWORD: 'outdated' });
  const { headers } = await made.open();
  for (let n = 0; n < 100; n++) {
    await made.ask('/api/vault/services/jobs/monitors', { headers });
    await made.signIn({ userName: 'WALL', password: 'guess' });
    made.advance(15_000);
  }
  expect(attempts(made)).toBe(3);
});

async function failFrom(made: TestProxy, forwarded: string, n: number) {
  await made.ask('/api/session', {
    method: 'POST',
    headers: { 'x-forwarded-for': forwarded },
    body: JSON.stringify({
      vault: 'acme.veevavault.com',
      userName: `user${n}`,
      password: 'wrong',
    }),
  });
}

test.each([
  [0, (n: number) => `10.0.0.${n}`, 20],
  [1, (n: number) => `10.0.0.${n}, 203.0.113.7`, 20],
  [1, (n: number) => `10.0.0.${n}`, 40],
  [2, (n: number) => `10.0.0.${n}, 203.0.113.7, 10.9.9.9`, 20],
  [2, (n: number) => `203.0.113.${n}`, 20],
  [1, (n: number) => `10.0.0.1, not-an-address-${n}`, 20],
  [1, (n: number) => `2001:db8:0:7::${n.toString(16)}`, 20],
  [1, (n: number) => `[2001:db8:0:7:0:0:0:${n}]:${5_000 + n}`, 20],
  [1, (n: number) => `2001:db8:0:${n}::1`, 40],
  [1, (n: number) => `203.0.113.7:${5_000 + n}`, 20],
  [1, (n: number) => (n % 2 === 0 ? '203.0.113.7' : '::ffff:203.0.113.7'), 20],
])(
  'with %d trusted proxies only what they wrote is believed (%#)',
  async (proxies, forwarded, reached) => {
    const made = testProxy({
      environment: {
        PUBLIC_URL: 'http://127.0.0.1:4100',
        TRUSTED_PROXIES: String(proxies),
      },
    });
    for (let n = 0; n < 40; n++) await failFrom(made, forwarded(n), n);
    expect(attempts(made)).toBe(reached);
  },
);

test('keys are bounded in number and length', async () => {
  const state = createMemoryState({ clock: createManualClock(), maxEntries: 100 });
  const limit = createSignInLimit({ state });
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 20_000; n++) {
    await limit([{ key: `${n}${'x'.repeat(7_000)}`, most: 3, windowMs: minute }]);
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
});

test.each([
  { 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  { 'sec-fetch-dest': 'iframe' },
  { 'sec-fetch-dest': 'empty' },
  { accept: 'image/avif,image/webp,*/*;q=0.8' },
])('what no browser opens as a page makes no display and shuts none out: %j', async (sent) => {
  const { open } = proxyWithDisplay();
  for (let n = 0; n < 30; n++) await open('/display/wrong', sent);
  const { answer, cookie } = await open(`/display/${token}`, sent);
  expect([answer.status, cookie]).toEqual([404, '']);
  const page = { 'sec-fetch-dest': 'document', accept: 'text/html,*/*;q=0.8' };
  expect((await open(`/display/${token}`, page)).answer.status).toBe(303);
});
