/** A sign-in that arrives again, as browsers send it where a connection is lost. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { testProxy, type TestProxy } from '../testing/test-proxy.ts';

const credentials = { vault: 'acme.veevavault.com', userName: 'ada', password: 'right' };

function senderOf({ ask }: TestProxy) {
  return (body: object, headers: Record<string, string> = {}) =>
    ask('/api/session', {
      method: 'POST',
      headers: { 'Idempotency-Key': '"0b6f-41"', ...headers },
      body: JSON.stringify(body),
    });
}

test('a sign-in that arrives again is one attempt at Vault, and gets the same cookie', async () => {
  const made = testProxy();
  const send = senderOf(made);
  const both = await Promise.all([send(credentials), send(credentials)]);
  const later = await send(credentials);
  const cookies = [...both, later].map(({ headers }) => headers.getSetCookie());
  expect(cookies[0]?.[0]).toMatch(/^jobwatch-4100=.+HttpOnly/);
  expect(new Set(cookies.flat()).size).toBe(1);
  expect(made.calls).toHaveLength(1);
});

test('one with a wrong password counts once among the five that lock an account', async () => {
  const made = testProxy();
  const send = senderOf(made);
  for (let n = 0; n < 8; n += 1) {
    const answer = await send({ ...credentials, password: 'wrong' });
    expect(await errorTypeOf(answer)).toBe('USERNAME_OR_PASSWORD_INCORRECT');
  }
  expect(made.calls).toHaveLength(1);
});

test('the same key with another body gets no session, and can try no further password', async () => {
  const made = testProxy();
  const send = senderOf(made);
  await send(credentials);
  for (const password of ['guessed', 'right', 'right']) {
    const answer = await send({ ...credentials, password });
    expect([answer.status, answer.headers.getSetCookie(), await errorTypeOf(answer)]).toEqual([
      422,
      [],
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  }
  expect(made.calls).toHaveLength(1);
});

test('one from another viewer’s browser is another attempt', async () => {
  const made = testProxy();
  const send = senderOf(made);
  await send(credentials);
  const { cookie } = await made.signIn({ userName: 'bob' });
  await send(credentials, { cookie });
  const attempts = made.calls.filter(({ url }) => url.endsWith('/auth'));
  expect(attempts).toHaveLength(3);
});
