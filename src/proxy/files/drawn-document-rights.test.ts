/** A document with rows is for the one who may see them, whatever became of a session. */
import { Hono } from 'hono';
import { expect, test } from 'vitest';

import { headers } from '#contract/headers.ts';
import { viewerKey } from '#contract/session.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { readConfig } from '../config.ts';
import type { Env } from '../context.ts';
import { createLog } from '../log.ts';
import { builtFiles, drawRows, lookIn, visit } from '../testing/drawing-proxy.ts';
import { failure, fakeVault, success } from '../testing/test-proxy.ts';
import { drawnDocument } from './drawn-document.ts';

test('nobody is shown rows after a sign-out, not even with a copy of the cookie', async () => {
  const { open, ask, cookie } = await visit();
  expect((await open()).text).toContain('of ada');
  await ask('/api/session', { method: 'DELETE', headers: { cookie } });
  const { answer, text } = await open();
  expect(text).not.toMatch(/data-drawn|of ada/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
});

test('a session that has ended at Vault is shown nothing that another of its user has fetched', async () => {
  const ended = new Set<string>();
  const { open, signIn, advance } = await visit({
    upstream: fakeVault(async (request) => {
      const session = request.headers.get('authorization') ?? '';
      if (new URL(request.url).pathname.endsWith('/auth')) {
        const name = new URLSearchParams(await request.clone().text()).get('username') ?? '';
        const [userId, nth] = name.split(' ');
        return success({
          sessionId: `session of ${userId} ${nth}`,
          userId,
          vaultId: 7,
          vaultIds: [{ id: 7, name: 'Acme', url: 'https://acme.veevavault.com/api' }],
        });
      }
      return ended.has(session) ? failure('INVALID_SESSION_ID') : undefined;
    }),
  });
  const cookieOf = async (nth: number) =>
    `${(await signIn({ userName: `eve ${nth}` })).cookie}; ${lookIn('UTC')}`;
  const [one, two] = [await cookieOf(1), await cookieOf(2)];
  expect((await open({ cookie: one })).text).toContain('of eve');
  ended.add('session of eve 2');
  advance(11_000);
  expect((await open({ cookie: one })).text).toContain('of eve');
  expect((await open({ cookie: two })).text).not.toMatch(/data-drawn|of eve/);
});

test('rows of another than who is signed in are never drawn', async () => {
  const bob = success({ jobs: [] });
  const app = new Hono<Env>();
  const asked: string[] = [];
  app.get(
    '/',
    drawnDocument({
      config: readConfig({ VAULT_URL: 'https://acme.veevavault.com' }),
      clock: createManualClock(),
      log: createLog({ level: 'silent', clock: createManualClock(), to: { write: () => {} } }),
      files: builtFiles(),
      draw: drawRows,
      fetch: (request) => {
        asked.push(new URL(request.url).pathname);
        const own = { kind: 'signed-in', display: false, vault: { host }, user: { id: 'ada' } };
        if (request.url.endsWith('/session')) return Response.json({ data: own });
        const whose = request.url.includes('monitors') ? 'ada' : other;
        const answer = bob.clone();
        answer.headers.set('etag', 'W/"1"');
        if (whose !== undefined) answer.headers.set(headers.viewer, viewerKey(host, whose));
        return answer;
      },
    }),
  );
  const host = 'acme.veevavault.com';
  let other: string | undefined = 'ada';
  const open = async () => {
    const sent = { accept: 'text/html', host: '127.0.0.1:4100', cookie: lookIn('UTC') };
    return (await app.request('/', { headers: sent })).text();
  };
  expect(await open()).toContain('drawn rows');
  for (other of ['bob', undefined]) expect(await open()).not.toContain('drawn rows');
  expect(asked).toHaveLength(9);
});
