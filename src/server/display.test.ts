/** Wall displays over weeks, before a Vault that ends sessions, refuses and goes down. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { day, hour, minute, second } from '#simulator/clock.ts';

import { isDisplay, serverWithDisplay } from './testing/server-with-display.ts';

const monitors = '/api/vault/services/jobs/monitors?limit=20';
const histories = '/api/vault/services/jobs/histories?limit=20';

test('for 21 days a wall sees jobs, and Vault is signed in to a dozen times', async () => {
  const { look, world, clock, logged } = await serverWithDisplay();
  const began = clock.now();
  const ends = new Set([5 * day, 13 * day + 7 * hour]);
  const sleeps = 16 * day;
  const types = new Set<string | undefined>();
  const kinds = new Set<boolean>();
  while (clock.now() - began < 21 * day) {
    const isFull = (clock.now() - began) % hour === 0;
    for (const path of isFull ? [monitors, histories] : [monitors]) {
      const answer = await look(path);
      types.add(`${answer.status} ${await errorTypeOf(answer)}`);
    }
    kinds.add(await isDisplay(await look('/api/session')));
    expect(world.sessions.active().length).toBeLessThanOrEqual(2);
    if (ends.has(clock.now() - began)) world.expireSessions();
    // The screen is off for longer than Vault keeps an idle session.
    clock.advance(clock.now() - began === sleeps ? 3 * hour : 10 * minute);
  }
  expect([...types]).toEqual(['200 undefined']);
  expect([...kinds]).toEqual([true]);
  const outcomes = logged();
  expect(outcomes.length).toBeGreaterThanOrEqual(11);
  expect(outcomes.length).toBeLessThanOrEqual(14);
  // The first, two that Vault ended and one that idled out; all others had an heir in time.
  expect(outcomes.filter((outcome) => outcome === 'signed-in')).toHaveLength(4);
  expect(outcomes.filter((outcome) => outcome === 'renewed').length).toBe(outcomes.length - 4);
});

test('twenty asks at once sign in once, at first and after Vault has ended the session', async () => {
  const { look, clock, world, called, signIns } = await serverWithDisplay();
  const twenty = (paths: string[]) =>
    Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        errorTypeOf(await look(paths[n % paths.length] ?? '')),
      ),
    );
  expect(new Set(await twenty([monitors]))).toEqual(new Set([undefined]));
  expect([signIns(), called('monitors').length]).toEqual([1, 1]);
  clock.advance(hour / 4);
  world.expireSessions();
  expect(new Set(await twenty([monitors, histories, `${monitors}&offset=0`]))).toEqual(
    new Set([undefined]),
  );
  expect(signIns()).toBe(1);
});

test('many displays cost Vault what one costs, also while the session is replaced', async () => {
  const { ask, open, clock, called, signIns } = await serverWithDisplay();
  const screens = await Promise.all(Array.from({ length: 5 }, open));
  const begins = clock.now();
  let ticks = 0;
  while (clock.now() - begins < 48 * hour) {
    await Promise.all(screens.map((screen) => ask(monitors, screen)));
    ticks += 1;
    clock.advance(5 * minute);
  }
  expect(called('monitors')).toHaveLength(ticks);
  expect(signIns()).toBe(2);
});

test('a wrong password never locks the account, and the wall says what is wrong', async () => {
  const { look, world, clock, signIns, logged } = await serverWithDisplay({
    DISPLAY_PASSWORD: 'wrong',
  });
  const types = new Set<string>();
  for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
    const answer = await look(monitors);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    types.add(`${answer.status} ${await errorTypeOf(answer)}`);
    expect(await isDisplay(await look('/api/session'))).toBe(true);
    clock.advance(minute);
  }
  expect([...types]).toEqual(['503 DISPLAY_SIGNED_OUT']);
  expect(await (await look(monitors)).text()).toContain('User name or password is wrong.');
  expect(signIns()).toBe(3);
  expect(logged()).toEqual(['refused', 'refused', 'refused']);
  expect(world.isLocked('reader@vault.test')).toBe(false);
});

test.each([['locked'], ['inactive'], ['expired'], ['elsewhere']])(
  'where the account is %s, the wall says so and it is tried every hour',
  async (name) => {
    const { look, clock, signIns } = await serverWithDisplay({
      DISPLAY_USERNAME: `${name}@vault.test`,
    });
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      const answer = await look(monitors);
      expect([answer.status, await errorTypeOf(answer)]).toEqual([503, 'DISPLAY_SIGNED_OUT']);
      clock.advance(minute);
    }
    expect(signIns()).toBe(26);
  },
);

test('while Vault is down the wall says so, and comes back within two minutes', async () => {
  const { look, world, clock, signIns } = await serverWithDisplay();
  world.faults.set({ kind: 'dropped' });
  for (let seconds = 0; seconds < 600; seconds += 5) {
    const answer = await look(monitors);
    expect(await errorTypeOf(answer)).toBe('VAULT_UNREACHABLE');
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await isDisplay(await look('/api/session'))).toBe(true);
    clock.advance(5 * second);
  }
  expect(signIns()).toBeLessThanOrEqual(8);
  world.faults.clear();
  clock.advance(2 * minute);
  expect(await errorTypeOf(await look(monitors))).toBeUndefined();
  world.faults.set({ kind: 'dropped' });
  for (let minutes = 0; minutes < 10; minutes += 1) {
    clock.advance(minute);
    expect(await errorTypeOf(await look(monitors))).toBe('VAULT_UNREACHABLE');
  }
  world.faults.clear();
  expect(await errorTypeOf(await look(monitors))).toBeUndefined();
  // Its session has outlived the outage.
  expect(signIns()).toBe(1);
});

test.each(['dropped', 'limited', 'maintenance', 'denied'] as const)(
  'where signing in again meets %s, the old session is used until that is over',
  async (kind) => {
    const { look, world, clock, logged } = await serverWithDisplay();
    const went = async (forMs: number) => {
      const until = clock.now() + forMs;
      for (; clock.now() < until; clock.advance(10 * minute)) {
        expect(await errorTypeOf(await look(monitors))).toBeUndefined();
        // Time goes on once the sign-in has ended that nobody waits for.
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
    };
    await went(46 * hour);
    world.faults.set({ kind }, { endpoint: 'authenticate' });
    await went(hour + 30 * minute);
    expect(logged().slice(0, 2)).toEqual(['signed-in', 'refused']);
    world.faults.clear();
    await went(2 * hour);
    expect(logged().filter((outcome) => outcome !== 'refused')).toEqual(['signed-in', 'renewed']);
  },
);

test('where Vault refuses every session, nobody is asked to sign in and Vault is spared', async () => {
  const { look, world, clock, signIns } = await serverWithDisplay();
  world.faults.set({ kind: 'expired' }, { endpoint: 'monitors' });
  for (let seconds = 0; seconds < 3_600; seconds += 5) {
    const answer = await look(monitors);
    expect([answer.status, await errorTypeOf(answer)]).toEqual([503, 'DISPLAY_SIGNED_OUT']);
    clock.advance(5 * second);
  }
  expect(signIns()).toBeLessThanOrEqual(35);
  world.faults.clear();
  clock.advance(2 * minute);
  expect(await errorTypeOf(await look(monitors))).toBeUndefined();
});
