import { expect, test } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createServiceAccount } from './service-account.ts';

const hour = 3_600_000;

/** Sessions are numbered; every sign-in waits until it is let go. */
function kept() {
  const clock = createManualClock();
  let logins = 0;
  const waiting: { go: () => void; fail: (error: Error) => void }[] = [];
  const subject = createServiceAccount({
    clock,
    signIn: async () => {
      const sessionId = `s${++logins}`;
      await new Promise<void>((go, fail) => {
        waiting.push({ go, fail });
      });
      return { kind: 'demo', vault, sessionId, userId: '5', userName: 'wall' };
    },
  });
  const sessionOf = async () => (await subject.viewer()).sessionId;
  const land = async () => {
    waiting.shift()?.go();
    // A turn of the loop, in which all that hangs on it has come to its end.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  };
  return {
    ...subject,
    sessionOf,
    land,
    logins: () => logins,
    break: () => waiting.shift()?.fail(new Error('down')),
    advance: clock.advance,
  };
}

const vault = { host: 'acme.veevavault.com', name: 'Acme', origin: 'https://acme.veevavault.com' };

test('nobody signs in before somebody asks, and then once for all', async () => {
  const { sessionOf, land, logins } = kept();
  expect(logins()).toBe(0);
  const asked = Promise.all(Array.from({ length: 20 }, sessionOf));
  await land();
  expect(new Set(await asked)).toEqual(new Set(['s1']));
  expect(logins()).toBe(1);
});

test('an hour before its end a session is replaced, and serves until its heir is there', async () => {
  const { sessionOf, land, logins, advance } = kept();
  const first = sessionOf();
  await land();
  await first;
  advance(47 * hour - 1);
  expect([await sessionOf(), logins()]).toEqual(['s1', 1]);
  advance(1);
  expect([await sessionOf(), await sessionOf(), logins()]).toEqual(['s1', 's1', 2]);
  await land();
  expect([await sessionOf(), logins()]).toEqual(['s2', 2]);
});

test('where it can’t be replaced, the old session goes on', async () => {
  const { sessionOf, land, advance, break: fail } = kept();
  const first = sessionOf();
  await land();
  await first;
  advance(47 * hour);
  expect(await sessionOf()).toBe('s1');
  fail();
  await land();
  expect(await sessionOf()).toBe('s1');
});

test('a session that has ended early is used no more, and its successor is not thrown away', async () => {
  const { viewer, onSessionEnded, sessionOf, land, logins } = kept();
  const first = viewer();
  await land();
  const spent = await first;
  await onSessionEnded(spent);
  const next = sessionOf();
  await onSessionEnded(spent);
  await land();
  expect(await next).toBe('s2');
  await onSessionEnded(spent);
  expect([await sessionOf(), logins()]).toEqual(['s2', 2]);
});

test('a sign-in that failed is tried again with the next request', async () => {
  const { sessionOf, land, logins, break: fail } = kept();
  const first = sessionOf();
  fail();
  await expect(first).rejects.toThrow('down');
  const second = sessionOf();
  await land();
  expect([await second, logins()]).toEqual(['s2', 2]);
});
