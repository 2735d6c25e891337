/** What a page meant for one Vault and user reaches no other. */
import { expect, test } from 'vitest';

import { viewerKey } from '#contract/session.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';

import { proxyWithDisplay } from '../testing/proxy-with-display.ts';
import { testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';
const start = '/api/vault/services/jobs/start_now/12';

test.each([
  ['another Vault', viewerKey('eu.veevavault.com', 'ada')],
  ['another Vault, whoever the user', viewerKey('eu.veevavault.com')],
  ['another user', viewerKey('acme.veevavault.com', 'bob')],
  ['a user whose id begins alike', viewerKey('acme.veevavault.com', 'ad')],
])('a request that is meant for %s is not carried out', async (_, viewer) => {
  const made = testProxy();
  const { cookie } = await made.signIn();
  const headers = { cookie, 'x-jobwatch-viewer': viewer };
  const session = '/api/session';
  for (const [path, method] of [[start, 'POST'], [session, 'DELETE'], [list]] as const) {
    const answer = await made.ask(path, { ...(method && { method }), headers });
    expect([answer.status, await errorTypeOf(answer)]).toEqual([409, 'SESSION_CHANGED']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect(made.asked()).toEqual([]);
});

test.each([
  ['that says for whom', { 'x-jobwatch-viewer': viewerKey('acme.veevavault.com', 'ada') }],
  ['that knows the Vault alone', { 'x-jobwatch-viewer': viewerKey('acme.veevavault.com') }],
  ['that says nothing', {}],
])('a request %s is', async (_, said) => {
  const made = testProxy();
  const { cookie } = await made.signIn();
  await made.ask(start, { method: 'POST', headers: { cookie, ...said } });
  await made.ask('/api/session', { method: 'DELETE', headers: { cookie, ...said } });
  expect(made.asked()).toEqual(['POST /services/jobs/start_now/12', 'DELETE /session']);
});

test('data says whose it is, shared or not', async () => {
  const made = testProxy();
  const { cookie } = await made.signIn();
  const { cookie: bobs } = await made.signIn({ userName: 'bob' });
  for (const [who, sent] of Object.entries({ ada: cookie, bob: bobs })) {
    for (let time = 0; time < 2; time++) {
      // oxlint-disable-next-line no-await-in-loop -- the second is shared
      const answer = await made.ask(list, { headers: { cookie: sent } });
      expect(answer.headers.get('x-jobwatch-viewer')).toBe(viewerKey('acme.veevavault.com', who));
    }
  }
  expect(made.asked()).toHaveLength(2);
});

test('a display, which does not know its user, reads under the name of its Vault', async () => {
  const { open, ask } = proxyWithDisplay();
  const { headers } = await open();
  const meant = { ...headers, 'x-jobwatch-viewer': viewerKey('acme.veevavault.com') };
  expect((await ask(list, { headers: meant })).status).toBe(200);
  const others = { ...headers, 'x-jobwatch-viewer': viewerKey('acme.veevavault.com', 'ada') };
  const signOut = async (sent: Record<string, string>) =>
    (await ask('/api/session', { method: 'DELETE', headers: sent })).status;
  expect([await signOut(others), await signOut(meant)]).toEqual([409, 200]);
});
