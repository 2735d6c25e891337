/** Displays of several Vaults: what happens to one account leaves the others alone. */
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { token } from '../testing/proxy-with-display.ts';
import { failure, fakeVault, testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';
const hosts = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.veevavault.com`);
const [first = ''] = hosts;

type Options = {
  /** By host; without one, `wall@host` and a password that is right. */
  accounts?: Record<string, string>;
  answer?: (request: Request) => Response | undefined | Promise<Response | undefined>;
};

async function wall({ accounts = {}, answer = () => undefined }: Options = {}) {
  const proxy = testProxy({
    environment: {
      VAULT_URL: hosts.map((host) => `https://${host}`).join(','),
      DISPLAY_ACCOUNTS: hosts
        .map((host) => `${accounts[host] ?? `wall@${host}|right`}|https://${host}`)
        .join(','),
      DISPLAY_TOKEN: token,
    },
    upstream: fakeVault(answer),
  });
  const opened = await proxy.ask(`/display/${token}?vaults=all`);
  const cookie = opened.headers.getSetCookie().map((set) => set.split(';')[0]);
  const look = async (host: string) => {
    const path = host === first ? '' : `/v/${host}`;
    const seen = await proxy.ask(path + list, { headers: { cookie: cookie.join('; ') } });
    return (await errorTypeOf(seen.clone())) ?? /of [^"]+/.exec(await seen.text())?.[0];
  };
  return {
    ...proxy,
    look,
    lookAtAll: () => Promise.all(hosts.map(look)),
    /** The hosts that somebody tried to sign in to. */
    signIns: () =>
      proxy.calls.filter(({ url }) => url.endsWith('/auth')).map(({ url }) => new URL(url).host),
  };
}

const isAt = ({ url }: Request, host: string) => new URL(url).host === host;
const isSignIn = ({ url }: Request) => url.endsWith('/auth');
const minute = 60_000;

test('each Vault is read by its own account, and signed in to once', async () => {
  const { lookAtAll, signIns, lines } = await wall();
  expect(await lookAtAll()).toEqual(hosts.map((host) => `of wall@${host}`));
  expect(await lookAtAll()).toEqual(hosts.map((host) => `of wall@${host}`));
  expect(signIns().toSorted()).toEqual(hosts);
  expect(lines.join('')).not.toContain('right');
});

test('an account that is refused, one that Vault signs out and one that is slow leave the others', async () => {
  const release = new AbortController();
  const released = once(release.signal, 'abort');
  const [, refused = '', ended = '', slow = ''] = hosts;
  const { look, lookAtAll } = await wall({
    accounts: { [refused]: 'wall@refused|wrong' },
    async answer(request) {
      if (isAt(request, slow)) await released;
      const isEnded = isAt(request, ended) && !isSignIn(request);
      return isEnded ? failure('INVALID_SESSION_ID') : undefined;
    },
  });
  const late = look(slow);
  const others = hosts.filter((host) => host !== slow);
  expect(await Promise.all(others.map(look))).toEqual([
    `of wall@${first}`,
    'DISPLAY_SIGNED_OUT',
    'DISPLAY_SIGNED_OUT',
    `of wall@${hosts[4]}`,
  ]);
  release.abort();
  expect(await late).toBe(`of wall@${slow}`);
  expect((await lookAtAll()).filter((seen) => seen === 'DISPLAY_SIGNED_OUT')).toHaveLength(2);
});

const oneUser = (password: string) =>
  Object.fromEntries(hosts.map((host) => [host, `wall@acme|${password}`]));

test('one user at five Vaults signs in at all of them at once', async () => {
  const { lookAtAll, signIns } = await wall({ accounts: oneUser('right') });
  expect(await lookAtAll()).toEqual(hosts.map(() => 'of wall@acme'));
  expect(signIns()).toHaveLength(5);
});

test('a wrong password of one user at five Vaults is tried three times in all', async () => {
  const { lookAtAll, signIns, advance } = await wall({ accounts: oneUser('wrong') });
  for (let minutes = 0; minutes < 120; minutes += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as time goes by
    expect(new Set(await lookAtAll())).toEqual(new Set(['DISPLAY_SIGNED_OUT']));
    advance(minute);
  }
  expect(signIns()).toHaveLength(3);
});

test('where one Vault refuses a user whom the others accept, those go on', async () => {
  const [, , , , strange = ''] = hosts;
  const { look, lookAtAll, signIns, advance } = await wall({
    accounts: oneUser('right'),
    answer: (request) =>
      isAt(request, strange) && isSignIn(request)
        ? failure('USERNAME_OR_PASSWORD_INCORRECT')
        : undefined,
  });
  await look(first);
  for (let hours = 0; hours < 100; hours += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as time goes by
    expect(await lookAtAll()).toEqual([
      ...hosts.slice(1).map(() => 'of wall@acme'),
      'DISPLAY_SIGNED_OUT',
    ]);
    advance(60 * minute);
  }
  expect(signIns().filter((host) => host === strange)).toHaveLength(3);
});
