import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { runsByTitle } from '#insight/finished-runs.ts';
import { at, day, hour, job, now } from '#insight/testing/jobs.ts';
import { stateOf } from '#insight/views/titles.ts';

import { rateWords, stateWords } from './title-state-words.ts';

const ended = (id: number, agoMs: number, status: string) => job({ id, status, end: at(-agoMs) });

function words(jobs: ReturnType<typeof job>[], knownFrom = -Infinity) {
  const runs = runsByTitle(jobs)[0]?.runs ?? [];
  const known = { knownFrom, now };
  return Object.values(stateWords(stateOf(runs, known), { ...known, zone: 'UTC' })).join(', ');
}

describe('the state of a title', () => {
  const failed = [ended(1, 3 * hour, 'SUCCESS'), ended(2, 2 * hour, 'TIMEOUT')];

  test('says since when, and for how many runs', () => {
    expect(words([...failed, ended(3, hour, 'TIMEOUT')])).toBe('failing since 08:00, 2 runs');
    expect(words([ended(1, 3 * day, 'TIMEOUT')])).toBe('failed since 21 Nov, 10:00, 1 run');
    expect(words([ended(1, hour, 'SUCCESS')])).toBe('OK since 09:00, 1 run');
  });

  test('says where it may have begun earlier, and where runs may be missing', () => {
    expect(words(failed, now - 2.5 * hour)).toBe('failing since 08:00 or earlier, 1 run');
    expect(words(failed, Infinity)).toBe('failing since 08:00 (as read), 1 run');
  });

  test('tells no run from none that was read', () => {
    expect(words([])).toBe('no finished run, ');
    expect(words([], Infinity)).toBe('no run read so far, ');
    expect(words([ended(1, hour, 'PAUSED')])).toBe('neither succeeded nor failed, ');
  });
});

describe('a rate', () => {
  test.prop([fc.integer({ min: 5, max: 1e6 }), fc.nat(1e6)])(
    'is all only where none is missing, and none only where there is none',
    (whole, some) => {
      const part = some % (whole + 1);
      const { rate } = rateWords(part, whole);
      expect(rate === '100%').toBe(part === whole);
      expect(rate === '0%').toBe(part === 0);
      expect(Math.abs(Number.parseFloat(rate) - (part / whole) * 100)).toBeLessThanOrEqual(0.1);
    },
  );

  test('says out of how many, and of a few runs nothing else', () => {
    expect(rateWords(1_500, 2_000)).toEqual({ rate: '75.0%', of: 'of 2,000' });
    expect(rateWords(0, 1)).toEqual({ rate: '0', of: 'of 1' });
    expect(rateWords(4, 4)).toEqual({ rate: '4', of: 'of 4' });
  });
});
