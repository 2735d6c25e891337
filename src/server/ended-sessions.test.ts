/** A cookie that somebody copied reads nothing once its session has ended, here or at Vault. */
import { expect, test } from 'vitest';

import type { Send } from '#contract/client.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { createServer } from './server.ts';
import { testServer } from './testing/test-server.ts';

const monitors = '/api/vault/services/jobs/monitors?limit=200';
const histories = '/api/vault/services/jobs/histories?limit=200';

/** Two browsers of one user, and what Vault calls the session of each. */
async function twoBrowsers() {
  const made = testServer();
  const sessionsBefore = () => made.world.sessions.active().map(({ id }) => id);
  const { viewer: here } = await made.signIn();
  const [own = ''] = sessionsBefore();
  const { viewer: there } = await made.signIn();
  const typeOf = async (path: string, viewer = here) => errorTypeOf(await made.ask(path, viewer));
  return { ...made, here, there, own, typeOf };
}

test('after a sign-out a copied cookie reads nothing, however busy another browser is', async () => {
  const { ask, here, there, typeOf, world, clock } = await twoBrowsers();
  const { id } = world.running({ title: 'Export Documents' });
  await ask(monitors, here);
  await ask('/api/session', { method: 'DELETE', ...here });
  const paths = [
    monitors,
    histories,
    `/api/vault/services/jobs/${id}`,
    '/api/vault/objects/users/me',
  ];
  for (let n = 0; n < 40; n++) {
    for (const path of paths) {
      await ask(path, there);
      expect(await typeOf(path)).toBe('INVALID_SESSION_ID');
    }
    clock.advance(1_000);
  }
  expect(await (await ask('/api/session', here)).json()).toMatchObject({
    data: { kind: 'signed-out' },
  });
  expect(await typeOf(monitors, there)).toBeUndefined();
});

test('that holds even where Vault could not be asked to end the session', async () => {
  const { ask, here, own, typeOf, world } = await twoBrowsers();
  world.faults.set({ kind: 'dropped' }, { endpoint: 'endSession' });
  await ask('/api/session', { method: 'DELETE', ...here });
  world.faults.clear();
  expect(world.sessions.active().map(({ id }) => id)).toContain(own);
  expect(await typeOf(monitors)).toBe('INVALID_SESSION_ID');
});

test('a session that ended at Vault soon reads nothing that another browser fetches', async () => {
  const { ask, there, own, typeOf, world, clock } = await twoBrowsers();
  const { id } = world.running({ title: 'Export Documents' });
  const job = `/api/vault/services/jobs/${id}`;
  for (const path of [monitors, job]) await ask(path, there);
  world.sessions.end(own);
  const refusedAt: number[] = [];
  for (let n = 0; n < 40; n++) {
    await ask(monitors, there);
    await ask(job, there);
    const types = [await typeOf(monitors), await typeOf(job)];
    if (types.every((type) => type === 'INVALID_SESSION_ID')) refusedAt.push(n);
    clock.advance(1_000);
  }
  // As long as an answer of its own may be shown again, and no longer.
  expect(refusedAt[0]).toBeLessThanOrEqual(10);
  expect(refusedAt).toHaveLength(40 - (refusedAt[0] ?? 0));
});

test('another process, which has not seen the sign-out, asks Vault before it shows anything', async () => {
  const { fetch, world } = createSimulated();
  const [first, second] = [serverAt(fetch), serverAt(fetch)];
  const [here, there] = [await first.signIn(), await first.signIn()];
  for (const browser of [here, there, here]) await second.read(browser);
  await first.ask('/api/session', { method: 'DELETE', headers: here });
  await expect.poll(() => world.sessions.active()).toHaveLength(1);
  for (let n = 0; n < 11; n++) {
    await second.read(there);
    second.clock.advance(1_000);
  }
  expect(await second.read(here)).toBe('INVALID_SESSION_ID');
  expect(await second.read(there)).toBeUndefined();
});

const host = 'quiet.vault.test';

function createSimulated() {
  const { fetch, world } = createSimulator({ clock: createManualClock(), world: 'quiet' });
  return { fetch, world: world(host) };
}

/** One of several processes in front of the same Vault, with the same secret. */
function serverAt(upstream: Send) {
  const clock = createManualClock();
  const { fetch } = createServer({
    environment: {
      VAULT_URL: `https://${host}`,
      SESSION_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
    },
    clock,
    upstream,
  });
  const origin = 'http://127.0.0.1:4100';
  const ask = async (path: string, init: { method?: string; body?: string; headers?: object }) =>
    fetch(
      new Request(origin + path, {
        ...init,
        headers: { origin, 'sec-fetch-site': 'same-origin', ...init.headers },
      }),
    );
  const signIn = async () => {
    const body = { vault: host, userName: 'admin@vault.test', password: 'simulated' };
    const answer = await ask('/api/session', { method: 'POST', body: JSON.stringify(body) });
    return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  };
  const read = async (headers: object) => errorTypeOf(await ask(monitors, { headers }));
  return { clock, ask, signIn, read };
}

test('whoever signs in again leaves no session behind, and the old cookie reads nothing', async () => {
  const { signIn, ask, world } = testServer();
  const { viewer: before } = await signIn();
  const [old] = world.sessions.active();
  const again = await ask('/api/session', {
    method: 'POST',
    headers: before.headers,
    body: JSON.stringify({
      vault: 'quiet.vault.test',
      userName: 'reader@vault.test',
      password: 'simulated',
    }),
  });
  expect(again.status).toBe(200);
  await expect.poll(() => world.sessions.active()).toHaveLength(1);
  expect(world.sessions.active()[0]?.id).not.toBe(old?.id);
  expect(await errorTypeOf(await ask(monitors, before))).toBe('INVALID_SESSION_ID');
});

test('a sign-in that fails ends nothing, and neither does pasting the same session again', async () => {
  const { signIn, ask, world } = testServer();
  const { viewer } = await signIn();
  const [session] = world.sessions.active();
  for (const credentials of [
    { userName: 'admin@vault.test', password: 'wrong' },
    { sessionId: session?.id ?? '' },
  ]) {
    const body = JSON.stringify({ vault: 'quiet.vault.test', ...credentials });
    await ask('/api/session', { method: 'POST', headers: viewer.headers, body });
    expect(world.sessions.active()).toHaveLength(1);
    expect(await errorTypeOf(await ask(monitors, viewer))).toBeUndefined();
  }
});

test('two browsers of one user still cost Vault little more than one', async () => {
  const { ask, here, there, clock, called } = await twoBrowsers();
  for (let n = 0; n < 60; n++) {
    await Promise.all([ask(monitors, here), ask(monitors, there)]);
    clock.advance(1_000);
  }
  expect(called('monitors').length).toBeLessThanOrEqual(18);
});
