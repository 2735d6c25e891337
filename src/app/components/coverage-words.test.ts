import { describe, expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';

import type { Coverage } from '../archive/crawl/coverage.ts';
import type { Activity } from '../archive/status.ts';
import { followVaultClock } from '../time/clock.ts';
import { ageWords, coverageWords } from './coverage-words.ts';

const noon = Date.UTC(2026, 2, 10, 12);

function partial(
  missing: number | undefined,
  total = 3_002,
): Extract<Coverage, { kind: 'partial' }> {
  return { kind: 'partial', rows: 3_001, total, missing, contradicts: false, covered: undefined };
}

const silent: Activity = { kind: 'following', leader: 'silent' };

describe('how much has been read is said in words that stay true', () => {
  const reading: Activity = { kind: 'reading' };
  test.each<[Coverage, Activity, string]>([
    [{ kind: 'none' }, reading, 'No finished jobs read yet'],
    [partial(undefined), reading, '3,001 of 3,002 read, newest first'],
    [partial(1), reading, '3,001 finished jobs, and 1 more is being read'],
    [partial(5), { kind: 'paused' }, '3,001 finished jobs, and 5 more are not read yet'],
    [partial(5), silent, '3,001 finished jobs, and 5 more are not read yet'],
    [partial(0), reading, '3,001 finished jobs, being compared with Vault'],
    [partial(undefined, 2_000), reading, '3,001 read, more than the 2,000 that Vault counted'],
    [partial(-2, 2_999), reading, '3,001 finished jobs, 2 more than Vault counts'],
    [
      { ...partial(-2, 2_999), contradicts: true },
      reading,
      '3,001 read. Vault counts 2,999, which contradicts the jobs that it lists',
    ],
    [partial(-2), reading, '3,001 finished jobs, 2 more than Vault counts'],
  ])('%j, %j: %s', (coverage, activity, words) => {
    expect(coverageWords({ coverage, activity })).toBe(words);
  });
});

test('a complete history says how old it is once that is more than screens account for', () => {
  const coverage: Coverage = { kind: 'complete', rows: 9, unreadable: 0, asOf: instant(noon) };
  const words = (activity: Activity, agoMs: number) =>
    ageWords({ coverage, activity }, 'UTC', noon + agoMs);
  expect(words({ kind: 'idle' }, 90_000)).toBe('');
  expect(words({ kind: 'idle' }, 12 * 60_000)).toBe(', as of 12:00, 12 min ago');
  expect(words(silent, 20_000)).toBe(', as of 12:00, 20 s ago');
  // On Vault's clock, as the times of the jobs below it.
  followVaultClock(-3_600_000);
  expect(words({ kind: 'idle' }, 12 * 60_000)).toBe(', as of 11:00, 12 min ago');
  followVaultClock(0);
});
