/** What a line of the log holds at most, and what it never holds. */
import { expect, test } from 'vitest';

import { token, proxyWithDisplay } from './testing/proxy-with-display.ts';
import { fakeVault, success, testProxy } from './testing/test-proxy.ts';

test('a thousand requests with long paths write little, and each line can be read', async () => {
  const { ask, lines } = testProxy();
  lines.length = 0;
  for (let n = 0; n < 1_000; n++) await ask(`/${'x'.repeat(15_000)}/${n}`);
  expect(lines).toHaveLength(1_000);
  expect(lines.join('').length).toBeLessThan(500_000);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ event: 'request' });
});

test('names and types of errors that Vault chooses are cut as well', async () => {
  const long = 'A_TYPE_'.repeat(60);
  const { signIn, ask, lines } = testProxy({
    upstream: fakeVault(({ url }) => {
      if (url.endsWith('/users/me')) {
        return success({
          users: [{ user: { id: 'i'.repeat(5_000), user_name__v: 'n'.repeat(5_000) } }],
        });
      }
      return Response.json({ responseStatus: 'FAILURE', errors: [{ type: long, message: '' }] });
    }),
  });
  const { cookie } = await signIn({
    sessionId: 'pasted',
    userName: undefined,
    password: undefined,
  });
  await ask('/api/vault/services/jobs/monitors', { headers: { cookie } });
  await ask('/api/vault/services/jobs/start_now/1', { method: 'POST', headers: { cookie } });
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2_000);
});

const half = token.slice(4, 24);
const encoded = Buffer.from(half).toString('hex').replaceAll(/../g, '%$&');

test.each([
  `/wall/${half}`,
  `/displays/${half}`,
  `/Display/${half}`,
  `/api/session/${half.toUpperCase()}`,
  `/x/${encoded}`,
  `/x/${encoded.replaceAll('%', '%25')}`,
  `/x/${encoded.replaceAll('%', `%${'25'.repeat(300)}`)}`,
  `/${'x'.repeat(15_000)}${half}`,
  `/x/${half.slice(0, 9)}`,
])('a wrong path with part of a display’s token is not logged (%#)', async (path) => {
  const { ask, lines } = proxyWithDisplay();
  await ask(path);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'request', path: '/display/…' });
});

test('any other wrong path is logged', async () => {
  const { ask, lines } = proxyWithDisplay();
  await ask('/displays/an-unrelated%20path');
  expect(lines.at(-1)).toContain('"/displays/an-unrelated%20path"');
});
