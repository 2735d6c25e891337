import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { ownError, VaultError } from '#contract/envelope.ts';

import { type Heard, trust } from './liveness.ts';

const everyMs = 10_000;
const fresh: Heard = { asOf: 0, contact: 0, opened: 0, everyMs, error: undefined };
const unreachable = ownError('PROXY_UNREACHABLE', 'Gone.');

describe('what a wall shows', () => {
  test('is live until two polls have been missed, whatever failed meanwhile', () => {
    expect(trust(fresh, 21_900).tone).toBe('live');
    expect(trust({ ...fresh, error: unreachable }, 21_900).tone).toBe('live');
  });

  test('is late after two missed polls, and lost after five', () => {
    expect(trust(fresh, 22_100).tone).toBe('late');
    expect(trust(fresh, 51_900).tone).toBe('late');
    expect(trust(fresh, 52_100).tone).toBe('lost');
  });

  test('is lost where nothing is heard after the clock was set back, not live until it catches up', () => {
    expect(trust(fresh, -3_600_000).tone).toBe('live');
    expect(trust({ ...fresh, error: unreachable }, -3_600_000)).toEqual({
      tone: 'lost',
      cause: 'server',
    });
  });

  test('waits for the first answer, but not for ever, and not past an error', () => {
    const unheard = { ...fresh, asOf: undefined, contact: undefined };
    expect(trust(unheard, 5_000).tone).toBe('waiting');
    expect(trust(unheard, 52_100).tone).toBe('lost');
    expect(trust({ ...unheard, error: unreachable }, 1_000).tone).toBe('lost');
  });

  test.prop([fc.nat(), fc.nat(), fc.integer({ min: 1_000, max: 300_000 })])(
    'is never more trusted the older it is',
    (age, more, every) => {
      const tones = ['live', 'late', 'lost'];
      const rank = (now: number) => tones.indexOf(trust({ ...fresh, everyMs: every }, now).tone);
      expect(rank(age + more)).toBeGreaterThanOrEqual(rank(age));
    },
  );
});

describe('who does not answer', () => {
  const late = 40_000;
  const because = (error: Error) => trust({ ...fresh, error }, late).cause;

  test('is told by the error', () => {
    expect(because(unreachable)).toBe('server');
    expect(because(ownError('PROXY_TIMEOUT', 'Slow.'))).toBe('server');
    expect(because(ownError('VAULT_UNREACHABLE', 'Gone.'))).toBe('vault');
    expect(because(ownError('VAULT_TIMEOUT', 'Slow.'))).toBe('vault');
    expect(because(ownError('VAULT_MAINTENANCE', 'Down.'))).toBe('maintenance');
    expect(because(new VaultError([{ type: 'INVALID_SESSION_ID', message: 'Over.' }]))).toBe(
      'signed-out',
    );
    expect(because(new VaultError([{ type: 'INSUFFICIENT_ACCESS', message: 'No.' }]))).toBe(
      'no-right',
    );
  });

  test('is told by who spoke last where no error has come yet', () => {
    expect(trust({ ...fresh, contact: late - 1_000 }, late).cause).toBe('vault');
    expect(trust(fresh, late).cause).toBe('server');
  });
});
