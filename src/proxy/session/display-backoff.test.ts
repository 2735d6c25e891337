import { expect, test } from 'vitest';

import { ownError, VaultError } from '#contract/envelope.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createMemoryState } from '../state/memory-state.ts';
import { createDisplayBackoff } from './display-backoff.ts';

const [second, minute, day] = [1_000, 60_000, 86_400_000];
const refused = (type: string) => new VaultError([{ type, message: 'Vault’s words.' }]);

function backoffWith(clock = createManualClock()) {
  return createDisplayBackoff({ clock, state: createMemoryState({ clock }) });
}

/** When, in seconds, it is tried within a day by who asks every 15 s, if it goes on failing so. */
async function tries(errors: (at: number) => Error, forMs = day) {
  const clock = createManualClock(0);
  const subject = backoffWith(clock);
  const at: number[] = [];
  for (; clock.now() < forMs; clock.advance(15 * second)) {
    if ((await subject.refusal()) !== undefined) continue;
    at.push(clock.now() / second);
    await subject.onFailed(errors(clock.now()));
  }
  return at;
}

test('a wrong password is tried three times and then no more: the fifth locks the account', async () => {
  expect(await tries(() => refused('USERNAME_OR_PASSWORD_INCORRECT'), 7 * day)).toEqual([
    0, 60, 960,
  ]);
});

/** Ten minutes of a wrong password, then ten of an outage. */
function byTurns(at: number): Error {
  return Math.floor(at / (10 * minute)) % 2 === 0
    ? refused('USERNAME_OR_PASSWORD_INCORRECT')
    : ownError('VAULT_UNREACHABLE', 'Gone.');
}

test('outages in between don’t make a wrong password be tried more often', async () => {
  const wrong = (await tries(byTurns)).filter((at) => Math.floor(at / 600) % 2 === 0);
  expect(wrong.length).toBeLessThanOrEqual(3);
});

test('a refusal of an unknown type may be of the password', async () => {
  expect(await tries(() => refused('A_TYPE_OF_NEXT_YEAR'))).toHaveLength(3);
});

test.each(['USER_LOCKED_OUT', 'INACTIVE_USER', 'PASSWORD_CHANGE_REQUIRED', 'WRONG_VAULT'])(
  'what can be mended in Vault is tried every hour: %s',
  async (type) => {
    const at = await tries(() => refused(type));
    expect(at.slice(0, 4)).toEqual([0, 60, 960, 4_560]);
    expect(at).toHaveLength(26);
  },
);

test.each(['VAULT_UNREACHABLE', 'VAULT_TIMEOUT', 'API_LIMIT_EXCEEDED', 'VAULT_MAINTENANCE'])(
  'where Vault has not decided it is tried every 2 min in the end: %s',
  async (type) => {
    const at = await tries(() => refused(type), 10 * minute);
    expect(at).toEqual([0, 15, 45, 105, 225, 345, 465, 585]);
  },
);

test('the error says why and until when, and asks nobody to sign in', async () => {
  const clock = createManualClock();
  const subject = backoffWith(clock);
  const wrong = refused('USERNAME_OR_PASSWORD_INCORRECT');
  expect(await subject.onFailed(wrong)).toMatchObject({
    type: 'DISPLAY_SIGNED_OUT',
    kind: 'unreachable',
    message: 'Vault’s words.',
    retryAfterSeconds: 60,
  });
  clock.advance(50 * second);
  expect(await subject.refusal()).toMatchObject({
    type: 'DISPLAY_SIGNED_OUT',
    retryAfterSeconds: 10,
  });
  await subject.onFailed(wrong);
  expect(await subject.onFailed(wrong)).toMatchObject({
    message: expect.stringMatching(/^Vault’s words\. .*restarted\.$/),
    retryAfterSeconds: 60,
  });
});

test('where Vault can’t be reached, a display sees the same error as any viewer', async () => {
  const subject = backoffWith();
  const down = ownError('VAULT_MAINTENANCE', 'Down.', { downtimeMinutes: 30, httpStatus: 503 });
  expect(await subject.onFailed(down)).toMatchObject({
    type: 'VAULT_MAINTENANCE',
    downtimeMinutes: 30,
    retryAfterSeconds: 15,
  });
  expect(await subject.onFailed(new TypeError('a secret'))).toMatchObject({
    type: 'DISPLAY_SIGNED_OUT',
    message: expect.not.stringContaining('secret'),
  });
});

test.each([
  [{ isException: true }, 'unreachable'],
  [{ httpStatus: 503 }, 'unreachable'],
  [{ httpStatus: 429 }, 'slow-down'],
])('what is tried again by itself stays an error that may pass: %j', async (details, kind) => {
  const clock = createManualClock();
  const subject = backoffWith(clock);
  const down = new VaultError([{ type: 'NODE_DOWN', message: 'Down.' }], details);
  const expected = { type: 'NODE_DOWN', kind, isException: down.isException };
  expect(await subject.onFailed(down)).toMatchObject(expected);
  clock.advance(second);
  expect(await subject.refusal()).toMatchObject({ ...expected, retryAfterSeconds: 14 });
});

test('a sign-in that worked is a new beginning', async () => {
  const subject = backoffWith();
  for (let n = 0; n < 4; n++) await subject.onFailed(ownError('VAULT_TIMEOUT', 'Late.'));
  await subject.onSignedIn();
  expect(await subject.refusal()).toBeUndefined();
  expect(await subject.onFailed(ownError('VAULT_TIMEOUT', 'Late.'))).toMatchObject({
    retryAfterSeconds: 15,
  });
});

test('a clock that is put back doesn’t make the wait longer', async () => {
  const clock = createManualClock();
  const subject = backoffWith(clock);
  await subject.onFailed(ownError('VAULT_TIMEOUT', 'Late.'));
  clock.advance(-50 * day);
  expect(await subject.refusal()).toBeDefined();
  clock.advance(15 * second);
  expect(await subject.refusal()).toBeUndefined();
});
