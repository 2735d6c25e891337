import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, testProxy, fakeVault } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';
const demo = { vault: 'busy.vault.test', userName: 'admin', password: 'right' };

/** Sessions are numbered, and all but the last have ended. */
function simulated() {
  let logins = 0;
  const made = testProxy({
    environment: { VAULT_URL: '' },
    demo,
    upstream: fakeVault(async (request) => {
      if (request.url.endsWith('/auth')) {
        const { session, host } = { session: `s${++logins}`, host: new URL(request.url).host };
        const entry = { id: 1, url: `https://${host}/api` };
        return Response.json({
          responseStatus: 'SUCCESS',
          sessionId: session,
          userId: 5,
          vaultId: 1,
          vaultIds: [entry],
        });
      }
      const isEnded = request.headers.get('authorization') !== `s${logins}` || ended === logins;
      return isEnded ? failure('INVALID_SESSION_ID') : undefined;
    }),
  });
  let ended = 0;
  return {
    ...made,
    end: () => {
      ended = logins;
    },
    logins: () => logins,
  };
}

test('visitors share one session of the demo’s admin', async () => {
  const { ask, logins } = simulated();
  const answers = await Promise.all([ask('/api/session'), ask(list), ask(list)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(logins()).toBe(1);
});

test('when the demo’s session ends, it is renewed once for everybody', async () => {
  const { ask, logins, end, advance } = simulated();
  await ask(list);
  end();
  advance(10_000);
  const answers = await Promise.all([ask(list), ask(`${list}?limit=1`), ask(`${list}?limit=2`)]);
  expect(await Promise.all(answers.map(errorTypeOf))).toEqual([undefined, undefined, undefined]);
  expect(logins()).toBe(2);
});

test('a start with a spent session of the demo is not sent again', async () => {
  const { ask, end, calls } = simulated();
  await ask(list);
  end();
  calls.length = 0;
  const answer = await ask('/api/vault/services/jobs/start_now/1', { method: 'POST' });
  expect(await errorTypeOf(answer)).toBe('INVALID_SESSION_ID');
  expect(calls).toHaveLength(1);
});

test('whoever signs out of the demo stays out until they sign in', async () => {
  const { ask, signIn, asked } = simulated();
  await ask(list);
  const out = await ask('/api/session', { method: 'DELETE' });
  const cookie = out.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await (await ask('/api/session', { headers: { cookie } })).json()).toMatchObject({
    data: { kind: 'signed-out', simulated: true },
  });
  expect((await ask(list, { headers: { cookie } })).status).toBe(401);
  expect(asked()).not.toContain('DELETE /session');
  const again = await signIn({ vault: 'failing.vault.test' });
  expect(await again.answer.json()).toMatchObject({
    data: { kind: 'signed-in', demo: false, vault: { host: 'failing.vault.test' } },
  });
});

test.each(['vault.test', 'evil.com', 'busy.vault.test.evil.com', 'x.vault.test:99'])(
  '%s is no simulated Vault',
  async (host) => {
    const { answer } = await simulated().signIn({ vault: host });
    expect(await errorTypeOf(answer)).toBe('UNKNOWN_VAULT');
  },
);

test('with a real Vault there is no demo', async () => {
  const { ask, calls } = testProxy({ demo });
  expect(await (await ask('/api/session')).json()).toMatchObject({ data: { kind: 'signed-out' } });
  expect(calls).toHaveLength(0);
});
