import { describe, expect } from 'vitest';

import { ownError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import type { Live } from '../queries/live.ts';
import { freshness, judgedUntil } from './Freshness.tsx';

const now = Date.UTC(2026, 10, 24, 10);

function live(ageMs: number | undefined, given: Partial<Live> = {}): Live {
  return {
    isWatching: true,
    asOf: ageMs === undefined ? undefined : instant(now - ageMs),
    everyMs: 10_000,
    paused: false,
    slowdownReason: undefined,
    budget: undefined,
    error: undefined,
    warnings: [],
    ...given,
  };
}

const error = ownError('VAULT_TIMEOUT', '');

describe('what is on screen', () => {
  test.each([
    ['nothing yet', live(undefined), { tone: 'waiting', words: 'Loading from Vault' }],
    ['nothing for an error', live(undefined, { error }), { tone: 'failing', words: 'No data yet' }],
    ['new', live(4_000), { tone: 'fresh', words: 'Live, 4 s old' }],
    ['of the clock’s future', live(-4_000), { tone: 'fresh', words: 'Live, 0 s old' }],
    ['two polls old', live(22_000), { tone: 'fresh', words: 'Live, 22 s old' }],
    ['older than two polls', live(22_001), { tone: 'old', words: '22 s old' }],
    ['held', live(90_000, { paused: true }), { tone: 'old', words: 'Paused, 2 min old' }],
    [
      'kept after a failure',
      live(4_000, { error }),
      { tone: 'failing', words: 'Not refreshed, 4 s old' },
    ],
    [
      'kept after a failure while held',
      live(4_000, { error, paused: true }),
      { tone: 'failing', words: 'Not refreshed, 4 s old' },
    ],
  ])('that is %s is said to be so', (_, given, said) => {
    expect(freshness(given, now)).toEqual(said);
  });

  test.prop([
    fc.option(fc.integer({ min: 0, max: 10 ** 9 }), { nil: undefined }),
    fc.record({
      everyMs: fc.constantFrom(5_000, 10_000, 30_000, 900_000),
      paused: fc.boolean(),
      error: fc.constantFrom(undefined, error),
    }),
  ])('is called live only if it is new, asked for again and did not fail', (ageMs, given) => {
    const { tone, words } = freshness(live(ageMs, given), now);
    expect(words.startsWith('Live')).toBe(tone === 'fresh');
    if (tone !== 'fresh') return;
    expect(given).toMatchObject({ paused: false, error: undefined });
    expect(ageMs).toBeLessThanOrEqual(2 * given.everyMs + 2_000);
  });
});

describe('that a job has become late', () => {
  test('is said of no moment at which two polls have been missed', () => {
    expect(judgedUntil(live(0))).toBe(now + 22_000);
    expect(judgedUntil(live(3_600_000, { error }))).toBe(now - 3_578_000);
    // The viewer holds what is shown, and knows it.
    expect(judgedUntil(live(3_600_000, { paused: true }))).toBe(Infinity);
    expect(judgedUntil(live(undefined))).toBe(Infinity);
  });
});
