/** Signing in, sessions, rights and limits (docs/vault-api.md §4). */
import { describe, expect, test } from 'vitest';

import { client } from '#contract/client.ts';
import { currentUser } from '#contract/current-user.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from '#contract/jobs.ts';
import { authenticate, keepAlive } from '#contract/sign-in.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { minute, second } from '../clock.ts';
import { createSimulator } from '../simulator.ts';
import { signedInClient } from '../testing/signed-in-client.ts';

function signedOutClient(host = 'quiet.vault.test', clock = createManualClock()) {
  const vault = createSimulator({ clock });
  const root = () => `https://${host}/api/v25.2`;
  const call = client({ send: vault.fetch, root, now: clock.now });
  const signIn = (username: string, password = 'simulated') =>
    call(authenticate, { username, password });
  return { vault, call, signIn, clock, world: vault.world(host) };
}

describe('signing in', () => {
  test('returns the keys that Vault returns', async () => {
    const { vault, world } = signedOutClient();
    const body = new URLSearchParams({ username: 'admin@vault.test', password: 'simulated' });
    const url = 'https://quiet.vault.test/api/v25.2/auth';
    const answer: unknown = await (
      await vault.fetch(new Request(url, { method: 'POST', body }))
    ).json();
    expect(Object.keys(Object(answer))).toEqual([
      'responseStatus',
      'sessionId',
      'userId',
      'vaultIds',
      'vaultId',
    ]);
    expect(answer).toMatchObject({
      userId: 44533,
      vaultId: world.vaultId,
      vaultIds: [{ id: world.vaultId, url: 'https://quiet.vault.test/api' }],
    });
  });

  test.each([
    ['locked@vault.test', 'USER_LOCKED_OUT'],
    ['inactive@vault.test', 'INACTIVE_USER'],
    ['expired@vault.test', 'PASSWORD_CHANGE_REQUIRED'],
    ['nobody@vault.test', 'USERNAME_OR_PASSWORD_INCORRECT'],
    ['admin@elsewhere.example', 'USERNAME_OR_PASSWORD_INCORRECT'],
  ])('%s is refused as %s', async (userName, type) => {
    await expect(signedOutClient().signIn(userName)).rejects.toMatchObject({ type });
  });

  test('requires a password', async () => {
    const type = 'NO_PASSWORD_PROVIDED';
    await expect(signedOutClient().signIn('admin@vault.test', '')).rejects.toMatchObject({ type });
  });

  test('works under the domain of the Vault itself', async () => {
    const { data } = await signedOutClient('busy-7.vault.test').signIn('Admin@busy-7.vault.test');
    expect(data.userId).toBe('44533');
  });

  test('five wrong passwords in a row lock the account', async () => {
    const { signIn } = signedOutClient();
    for (let nth = 0; nth < 5; nth += 1) {
      await expect(signIn('reader@vault.test', 'wrong')).rejects.toMatchObject({
        type: 'USERNAME_OR_PASSWORD_INCORRECT',
      });
    }
    await expect(signIn('reader@vault.test')).rejects.toMatchObject({ type: 'USER_LOCKED_OUT' });
  });

  test('a user name can sign in 20 times a minute', async () => {
    const { signIn, clock } = signedOutClient();
    for (let nth = 0; nth < 20; nth += 1) await signIn('admin@vault.test');
    await expect(signIn('admin@vault.test')).rejects.toMatchObject({ type: 'API_LIMIT_EXCEEDED' });
    await signIn('reader@vault.test');
    clock.advance(minute);
    await signIn('admin@vault.test');
  });

  test('may lead to another Vault, whose session is not valid here', async () => {
    const { signIn, call, world } = signedOutClient();
    const { data } = await signIn('elsewhere@vault.test');
    expect(data.vaultId).not.toBe(String(world.vaultId));
    expect(data.vaults.map(({ id }) => id)).toEqual([String(world.vaultId), data.vaultId]);
    const headers = { Authorization: data.sessionId };
    await expect(call(monitors, {}, { headers })).rejects.toMatchObject({ kind: 'sign-in' });
  });
});

describe('a session', () => {
  test('ends after 20 minutes without a request', async () => {
    const { call, clock } = await signedInClient();
    clock.advance(19 * minute);
    await call(currentUser, {});
    clock.advance(19 * minute);
    await call(currentUser, {});
    clock.advance(20 * minute);
    await expect(call(currentUser, {})).rejects.toMatchObject({ type: 'INVALID_SESSION_ID' });
  });

  test('ends after 48 hours, kept alive or not', async () => {
    const { call, clock } = await signedInClient();
    for (let nth = 0; nth < 48 * 6 - 1; nth += 1) {
      clock.advance(10 * minute);
      await call(keepAlive, {});
    }
    clock.advance(10 * minute);
    await expect(call(keepAlive, {})).rejects.toMatchObject({ type: 'INVALID_SESSION_ID' });
  });

  test('ends early when the world expires it', async () => {
    const { call, world } = await signedInClient();
    world.expireSessions();
    await expect(call(currentUser, {})).rejects.toMatchObject({ type: 'INVALID_SESSION_ID' });
  });

  test('has its Vault and user in the headers', async () => {
    const { ask, world, sessionId } = await signedInClient();
    const { headers } = await ask('/api/v25.2/objects/users/me');
    expect(headers.get('x-vaultapi-vaultid')).toBe(String(world.vaultId));
    expect(headers.get('x-vaultapi-userid')).toBe('44533');
    expect(sessionId).toContain(headers.get('x-vaultapi-truncatedsessionid'));
    expect(headers.get('date')).toBe('Tue, 10 Mar 2026 14:00:00 GMT');
  });
});

test('a reader sees jobs but may not start them', async () => {
  const { call, world } = await signedInClient({ userName: 'reader@vault.test' });
  const { id } = world.scheduled({ title: 'User Account Activation' });
  await call(monitors, {});
  await expect(call(startNow, { job_id: id })).rejects.toMatchObject({ kind: 'no-right' });
  expect(world.statusOf(id)).toBe('SCHEDULED');
});

test('a user without rights to jobs learns nothing about them', async () => {
  const { call, world } = await signedInClient({ userName: 'nojobs@vault.test' });
  const { id } = world.running({ title: 'User Account Activation' });
  const denied = { type: 'INSUFFICIENT_ACCESS' };
  await expect(call(monitors, {})).rejects.toMatchObject(denied);
  await expect(call(histories, {})).rejects.toMatchObject(denied);
  await expect(call(jobStatus, { job_id: id })).rejects.toMatchObject(denied);
  await expect(call(jobTasks, { job_id: id })).rejects.toMatchObject(denied);
  await call(currentUser, {});
});

describe('limits', () => {
  test('one status call per job in 10 seconds, for all users together', async () => {
    const { call, world, clock, vault } = await signedInClient();
    const other = await signedInClient({ vault, clock, userName: 'reader@vault.test' });
    const { id } = world.running({ title: 'User Account Activation' });
    await call(jobStatus, { job_id: id });
    const limited = { type: 'API_LIMIT_EXCEEDED' };
    await expect(other.call(jobStatus, { job_id: id })).rejects.toMatchObject(limited);
    clock.advance(10 * second);
    await other.call(jobStatus, { job_id: id });
  });

  test('a used-up burst delays answers until its window ends', async () => {
    const { call, world, clock } = await signedInClient();
    Object.assign(world.burst, { limit: 3, delayMs: 5 });
    await call(monitors, {});
    const last = await call(monitors, {});
    expect(last).toMatchObject({ budget: { limit: 3, remaining: 0 }, delayMs: 0 });
    expect((await call(monitors, {})).delayMs).toBe(5);
    clock.advance(5 * minute);
    expect(await call(monitors, {})).toMatchObject({ budget: { remaining: 2 }, delayMs: 0 });
  });
});
