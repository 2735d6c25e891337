import { describe, expect } from 'vitest';

import { ownError, VaultError } from '#contract/envelope.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { livenessOf, type PollingState } from './liveness.ts';

const everyMs = 10_000;
const fresh: PollingState = { asOf: 0, lastContact: 0, startedAt: 0, everyMs, error: undefined };
const unreachable = ownError('PROXY_UNREACHABLE', 'Gone.');

describe('the data of a wall', () => {
  test('is live until two polls have been missed, even after an error', () => {
    expect(livenessOf(fresh, 21_900).state).toBe('live');
    expect(livenessOf({ ...fresh, error: unreachable }, 21_900).state).toBe('live');
  });

  test('is late after two missed polls, and not live after five', () => {
    expect(livenessOf(fresh, 22_100).state).toBe('late');
    expect(livenessOf(fresh, 51_900).state).toBe('late');
    expect(livenessOf(fresh, 52_100).state).toBe('not-live');
  });

  test('is not live where polls fail after the clock was set back', () => {
    expect(livenessOf(fresh, -3_600_000).state).toBe('live');
    expect(livenessOf({ ...fresh, error: unreachable }, -3_600_000)).toEqual({
      state: 'not-live',
      cause: 'server',
    });
  });

  test('is loading until the first answer, but not for ever, and not after an error', () => {
    const unanswered = { ...fresh, asOf: undefined, lastContact: undefined };
    expect(livenessOf(unanswered, 5_000).state).toBe('loading');
    expect(livenessOf(unanswered, 52_100).state).toBe('not-live');
    expect(livenessOf({ ...unanswered, error: unreachable }, 1_000).state).toBe('not-live');
  });

  test.prop([fc.nat(), fc.nat(), fc.integer({ min: 1_000, max: 300_000 })])(
    'never gets better with age',
    (age, more, every) => {
      const states = ['live', 'late', 'not-live'];
      const rank = (now: number) =>
        states.indexOf(livenessOf({ ...fresh, everyMs: every }, now).state);
      expect(rank(age + more)).toBeGreaterThanOrEqual(rank(age));
    },
  );
});

describe('the cause', () => {
  const late = 40_000;
  const causeOf = (error: Error) => livenessOf({ ...fresh, error }, late).cause;

  test('follows from the error', () => {
    expect(causeOf(unreachable)).toBe('server');
    expect(causeOf(ownError('PROXY_TIMEOUT', 'Slow.'))).toBe('server');
    expect(causeOf(ownError('VAULT_UNREACHABLE', 'Gone.'))).toBe('vault');
    expect(causeOf(ownError('VAULT_TIMEOUT', 'Slow.'))).toBe('vault');
    expect(causeOf(ownError('VAULT_MAINTENANCE', 'Down.'))).toBe('maintenance');
    expect(causeOf(ownError('VAULT_ASKED_TO_WAIT', 'Later.'))).toBe('limited');
    expect(causeOf(ownError('SESSION_CHANGED', 'Another.'))).toBe('signed-out');
    expect(causeOf(new VaultError([{ type: 'INVALID_SESSION_ID', message: 'Over.' }]))).toBe(
      'signed-out',
    );
    expect(causeOf(new VaultError([{ type: 'INSUFFICIENT_ACCESS', message: 'No.' }]))).toBe(
      'no-right',
    );
  });

  test('without an error is Vault if the server has answered lately, otherwise the server', () => {
    expect(livenessOf({ ...fresh, lastContact: late - 1_000 }, late).cause).toBe('vault');
    expect(livenessOf(fresh, late).cause).toBe('server');
  });
});
