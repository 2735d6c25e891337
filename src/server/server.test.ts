/** What shows only when the proxy asks a Vault that behaves as docs/vault-api.md says. */
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { envelope } from '#contract/envelope.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';
import { ConfigError } from '#proxy/config.ts';
import { hour, second } from '#simulator/clock.ts';
import type { Fault } from '#simulator/faults.ts';

import { createServer } from './server.ts';
import { testServer } from './testing/test-server.ts';

const monitors = '/api/vault/services/jobs/monitors?limit=200';

test('a visitor of the simulator is its admin and sees jobs at once', async () => {
  const { ask } = testServer({ SIMULATOR_WORLD: 'busy' });
  expect(await (await ask('/api/session')).json()).toMatchObject({
    data: { kind: 'signed-in', demo: true, simulated: true, vault: { host: 'busy.vault.test' } },
  });
  const { jobs } = v.parse(envelope, await (await ask(monitors)).json());
  expect(jobs).not.toHaveLength(0);
});

test('the demo goes on where its session has idled out', async () => {
  const { ask, clock } = testServer();
  await ask(monitors);
  clock.advance(hour);
  expect(await errorTypeOf(await ask(monitors))).toBeUndefined();
});

test('each way in which a sign-in fails has its own type', async () => {
  const { signIn } = testServer();
  const type = async (...given: Parameters<typeof signIn>) =>
    errorTypeOf((await signIn(...given)).answer);
  expect(await type('admin')).toBeUndefined();
  expect(await type('admin', { password: 'wrong' })).toBe('USERNAME_OR_PASSWORD_INCORRECT');
  expect(await type('locked')).toBe('USER_LOCKED_OUT');
  expect(await type('inactive')).toBe('INACTIVE_USER');
  expect(await type('expired')).toBe('PASSWORD_CHANGE_REQUIRED');
  expect(await type('elsewhere')).toBe('WRONG_VAULT');
  expect(await type('admin', { vault: 'acme.veevavault.com' })).toBe('UNKNOWN_VAULT');
});

test('no session is left behind after a sign-in to another Vault, or a sign-out', async () => {
  const { signIn, ask, world } = testServer();
  await signIn('elsewhere');
  const { viewer } = await signIn();
  expect(world.sessions.active()).toHaveLength(1);
  await ask('/api/session', { method: 'DELETE', ...viewer });
  await expect.poll(() => world.sessions.active()).toHaveLength(0);
});

test('a session made elsewhere can be pasted', async () => {
  const { signIn, world } = testServer();
  await signIn('reader');
  const [session] = world.sessions.active();
  const answer = await signIn('', { sessionId: session?.id ?? '' });
  expect(await answer.answer.json()).toMatchObject({ data: { user: { id: '44534' } } });
});

test('no session of Vault’s and no password is in any answer or in the log', async () => {
  const { signIn, ask, world, lines } = testServer();
  const { answer, viewer } = await signIn();
  const paths = [
    monitors,
    '/api/session',
    '/api/vault/objects/users/me',
    '/api/vault/services/jobs/1',
  ];
  const start = '/api/vault/services/jobs/start_now/1';
  const answers = [
    answer,
    ...(await Promise.all(paths.map((path) => ask(path, viewer)))),
    await ask(start, { method: 'POST', ...viewer }),
    await ask(monitors),
  ];
  const shown = await Promise.all(
    answers.map(async (one) => JSON.stringify([...one.headers]) + (await one.text())),
  );
  const sessions = world.sessions.active().map(({ id }) => id);
  expect(sessions).toHaveLength(2);
  for (const secret of [...sessions, ...sessions.map((id) => id.slice(0, 8)), 'simulated"']) {
    expect(lines.join('')).not.toContain(secret);
    expect(shown.join('').replaceAll('"simulated":', '')).not.toContain(secret);
  }
});

test('whatever is refused, Vault is not called', async () => {
  const { ask, signIn, world } = testServer();
  const { viewer } = await signIn();
  const before = world.calls.length;
  const { headers } = viewer;
  const start = '/api/vault/services/jobs/start_now/1';
  const types = [
    await ask(start, { method: 'POST', headers: { ...headers, origin: 'http://evil.com' } }),
    await ask('/api/vault/query', viewer),
    await ask(monitors, { headers: { ...headers, host: 'evil.com' } }),
    await ask('/api/session', { method: 'POST', body: 'x'.repeat(70_000), headers }),
    await ask(monitors, { method: 'PATCH', headers }),
    await ask(monitors, { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }),
  ].map(errorTypeOf);
  expect(await Promise.all(types)).toEqual([
    'FOREIGN_ORIGIN',
    'NOT_IN_CONTRACT',
    'FOREIGN_HOST',
    'BODY_TOO_LARGE',
    'METHOD_NOT_SUPPORTED',
    'FOREIGN_ORIGIN',
  ]);
  expect(world.calls).toHaveLength(before);
});

test.each<[Fault, string | undefined]>([
  [{ kind: 'maintenance', minutes: 30 }, 'VAULT_MAINTENANCE'],
  [{ kind: 'html' }, 'VAULT_UNREADABLE'],
  [{ kind: 'empty' }, 'VAULT_UNREADABLE'],
  [{ kind: 'truncated' }, 'VAULT_UNREADABLE'],
  [{ kind: 'dropped' }, 'VAULT_UNREACHABLE'],
  [{ kind: 'silent' }, 'VAULT_TIMEOUT'],
  [{ kind: 'lost-answer' }, 'VAULT_TIMEOUT'],
  [{ kind: 'slow', ms: 5 }, undefined],
  [{ kind: 'http-500' }, 'UNEXPECTED_ERROR'],
  [{ kind: 'exception' }, 'UNEXPECTED_ERROR'],
  [{ kind: 'expired' }, 'INVALID_SESSION_ID'],
  [{ kind: 'limited' }, 'API_LIMIT_EXCEEDED'],
  [{ kind: 'denied' }, 'INSUFFICIENT_ACCESS'],
])('when Vault is %j a viewer gets %s, and afterwards the rows', async (fault, type) => {
  const { ask, signIn, world } = testServer({ VAULT_TIMEOUT_MS: '100' });
  const { viewer } = await signIn();
  world.faults.set(fault, { times: 1 });
  expect(await errorTypeOf(await ask(monitors, viewer))).toBe(type);
  world.faults.clear();
  expect(await errorTypeOf(await ask(monitors, viewer))).toBeUndefined();
});

test.each([1, 100])('%d screens of one identity cost 12 calls in a minute', async (screens) => {
  const { ask, signIn, clock, called } = testServer();
  const { viewer } = await signIn();
  for (let tick = 0; tick < 12; tick++) {
    await Promise.all(Array.from({ length: screens }, () => ask(monitors, viewer)));
    clock.advance(5 * second);
  }
  expect(called('monitors')).toHaveLength(12);
});

test.each(['lost-answer', 'silent', 'dropped', 'truncated', 'expired', 'limited'] as const)(
  'a start that meets %s reaches Vault once',
  async (kind) => {
    const { ask, signIn, world, called, lines } = testServer({ VAULT_TIMEOUT_MS: '50' });
    const { viewer } = await signIn();
    const job = world.scheduled({ title: 'Nightly', inMs: hour });
    world.faults.set({ kind }, { endpoint: 'startNow' });
    await ask(`/api/vault/services/jobs/start_now/${job.id}`, { method: 'POST', ...viewer });
    expect(called('startNow')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"start-now"'))).toHaveLength(1);
  },
);

test('after a start the next look shows it, however fresh the last one was', async () => {
  const { ask, signIn, world } = testServer();
  const { viewer } = await signIn();
  const job = world.scheduled({ title: 'Nightly', inMs: hour });
  const status = async () => {
    const { jobs } = v.parse(envelope, await (await ask(monitors, viewer)).json());
    return Array.isArray(jobs) ? jobs.find((row) => String(row.job_id) === job.id)?.status : jobs;
  };
  expect(await status()).toBe('SCHEDULED');
  await ask(`/api/vault/services/jobs/start_now/${job.id}`, { method: 'POST', ...viewer });
  expect(await status()).not.toBe('SCHEDULED');
});

test('a user who may not see jobs gets none from another’s answer', async () => {
  const { ask, signIn } = testServer();
  const [admin, nobody] = [await signIn('admin'), await signIn('nojobs')];
  expect(await errorTypeOf(await ask(monitors, admin.viewer))).toBeUndefined();
  expect(await errorTypeOf(await ask(monitors, nobody.viewer))).toBe('INSUFFICIENT_ACCESS');
});

test('faults of the simulator’s settings are named with all others', () => {
  const environment = { SIMULATOR_WORLD: 'nowhere', SIMULATOR_SPEED: '-1', PORT: 'x' };
  expect(() => createServer({ environment })).toThrow(ConfigError);
  expect(() => createServer({ environment })).toThrow(
    /PORT.*\n.*SIMULATOR_WORLD.*\n.*SIMULATOR_SPEED/,
  );
});
