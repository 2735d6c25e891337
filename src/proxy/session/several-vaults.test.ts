import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
/** One browser at several Vaults: each request is of the Vault that its path names, and of no other. */
import { fc, test as propertyTest } from '#contract/testing/property-test.ts';

import { fakeVault, failure, testProxy } from '../testing/test-proxy.ts';

const production = 'acme.veevavault.com';
const sandbox = 'acme-sb.veevavault.com';
const environment = {
  VAULT_URL: `Acme|production|https://${production},Acme|sandbox|https://${sandbox}`,
};
const list = '/api/vault/services/jobs/monitors';
const under = `/v/${sandbox}`;

/** Both Vaults, and a browser that keeps cookies by their names as browsers do. */
function browser(...args: Parameters<typeof testProxy>) {
  const proxy = testProxy({ environment, ...args[0] });
  const jar = new Map<string, string>();
  /** The fake Vault makes its sessions of the names: none is to be the same twice. */
  let count = 0;
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await proxy.ask(path, { ...init, headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    ...proxy,
    jar,
    ask,
    signIn: async (vault: string, path = '') =>
      ask(`${path}/api/session`, {
        method: 'POST',
        body: JSON.stringify({
          vault,
          userName: `ada at ${vault}, ${(count += 1)}`,
          password: 'right',
        }),
      }),
    /** Whose rows a page under this path is shown, or with which error. */
    seen: async (path: string) => {
      const answer = await ask(path + list);
      const rows = /of ada at [\w.-]+/.exec(await answer.clone().text())?.[0];
      return rows ?? errorTypeOf(answer);
    },
  };
}

test('both are signed in to at once, wherever one signed in, and each path reads its own', async () => {
  const { signIn, seen, ask, jar } = browser();
  await signIn(production);
  await signIn(sandbox);
  expect([...jar.keys()]).toEqual(['jobwatch-4100', 'jobwatch-4100!v!acme-sb.veevavault.com']);
  expect(await seen('')).toBe(`of ada at ${production}`);
  expect(await seen(under)).toBe(`of ada at ${sandbox}`);
  const session = await (await ask(`${under}/api/session`)).json();
  expect(session).toMatchObject({
    data: {
      kind: 'signed-in',
      vault: { host: sandbox, name: 'Acme', kind: 'sandbox' },
      vaults: [
        { host: production, kind: 'production', path: '', isSignedIn: true },
        { host: sandbox, kind: 'sandbox', path: `v/${sandbox}/`, isSignedIn: true },
      ],
    },
  });
});

test('signing out of one ends its session alone', async () => {
  const { signIn, seen, ask, calls } = browser();
  await signIn(production);
  await signIn(sandbox);
  expect((await ask(`${under}/api/session`, { method: 'DELETE' })).status).toBe(200);
  expect(await seen(under)).toBe('INVALID_SESSION_ID');
  expect(await seen('')).toBe(`of ada at ${production}`);
  const ended = calls
    .filter(({ method }) => method === 'DELETE')
    .map(({ url }) => new URL(url).host);
  expect(ended).toEqual([sandbox]);
});

test('a session that one Vault has ended leaves the other', async () => {
  const upstream = fakeVault((request) =>
    new URL(request.url).host === sandbox && request.url.includes('/jobs/')
      ? failure('INVALID_SESSION_ID')
      : undefined,
  );
  const { signIn, seen } = browser({ upstream });
  await signIn(production);
  await signIn(sandbox);
  expect(await seen(under)).toBe('INVALID_SESSION_ID');
  expect(await seen('')).toBe(`of ada at ${production}`);
});

test('signing in anew to one ends its old session, and none at the other', async () => {
  const { signIn, seen, calls } = browser();
  await signIn(production);
  await signIn(sandbox, under);
  await signIn(sandbox);
  expect(await seen('')).toBe(`of ada at ${production}`);
  const ended = calls
    .filter(({ method }) => method === 'DELETE')
    .map(({ url }) => new URL(url).host);
  expect(ended).toEqual([sandbox]);
});

test('a cookie that was sealed for one Vault is none under the name of another', async () => {
  const { signIn, seen, jar } = browser();
  await signIn(production);
  const [[, sealed = ''] = []] = jar;
  jar.set('jobwatch-4100!v!acme-sb.veevavault.com', sealed);
  expect(await seen(under)).toBe('INVALID_SESSION_ID');
  jar.clear();
  await signIn(sandbox);
  const [[, other = ''] = []] = jar;
  jar.set('jobwatch-4100', other);
  expect(await seen('')).toBe('INVALID_SESSION_ID');
});

test.each([
  '/v/elsewhere.veevavault.com',
  `/v/${production}`,
  `/v/${sandbox.toUpperCase()}`,
  `/v/${sandbox}/v/${sandbox}`,
  `/v//${sandbox}`,
  `/v/${sandbox.replace('-', '%2d')}`,
])('no Vault is at %s', async (path) => {
  const { signIn, seen } = browser();
  await signIn(production);
  await signIn(sandbox);
  expect(await seen(path)).toBe('NOT_IN_CONTRACT');
});

test('a base path goes before that of a Vault', async () => {
  const { signIn, seen } = browser({ environment: { ...environment, BASE_PATH: '/jobs' } });
  expect((await signIn(sandbox, '/jobs')).status).toBe(200);
  expect(await seen(`/jobs${under}`)).toBe(`of ada at ${sandbox}`);
  expect(await seen('/jobs')).toBe('INVALID_SESSION_ID');
  expect(await seen(under)).toBe('NOT_IN_CONTRACT');
});

const step = fc.record({
  act: fc.constantFrom('in', 'out', 'read', 'read'),
  at: fc.constantFrom(production, sandbox),
  from: fc.constantFrom('', under),
});

propertyTest.prop([fc.array(step, { maxLength: 12 })], { numRuns: 60 })(
  'whatever is signed in to and out of, no path reads rows of another Vault',
  async (steps) => {
    const { signIn, seen, ask } = browser();
    const signedIn = new Set<string>();
    for (const { act, at, from } of steps) {
      const path = at === production ? '' : under;
      /* oxlint-disable no-await-in-loop -- one after the other, as a person does */
      if (act === 'in') {
        expect((await signIn(at, from)).status).toBe(200);
        signedIn.add(at);
      } else if (act === 'out') {
        await ask(`${path}/api/session`, { method: 'DELETE' });
        signedIn.delete(at);
      } else {
        expect(await seen(path)).toBe(signedIn.has(at) ? `of ada at ${at}` : 'INVALID_SESSION_ID');
      }
      /* oxlint-enable no-await-in-loop */
    }
  },
);
