import { describe, expect, test } from 'vitest';

import { attention } from '#insight/attention.ts';
import { overview } from '#insight/overview.ts';
import { queuedSince, type Seen } from '#insight/queued-since.ts';
import { isFinished } from '#insight/status/statuses.ts';
import { at, hour, job, minute, now, run } from '#insight/testing/jobs.ts';
import { usualByTitle } from '#insight/usual.ts';

import { why } from './attention-words.ts';

/** How long a successful run of each title usually takes: two minutes. */
const usual = usualByTitle([1, 2, 3, 4, 5].map((id) => run(id, hour, 2 * minute)));

/** Of the only title that needs attention, with a job that was first seen queued 20 minutes ago. */
function words(...jobs: ReturnType<typeof job>[]): string | undefined {
  const seen: Seen = new Map([['1', now - 20 * minute]]);
  const queues = { seenSince: seen, usualMs: new Map() };
  const finished = jobs.filter(({ status }) => isFinished(status));
  const monitors = jobs.filter(({ status }) => !isFinished(status));
  const sets = overview({ monitors, finished, usual, now, queues });
  const known = { now, knownSince: -Infinity, alsoWell: [], archived: [] };
  const [trouble] = attention(sets, known).troubles;
  const situation = { usual, zone: 'UTC', now };
  return trouble && why(trouble, { ...situation, queuedSince: (job) => queuedSince(job, seen) });
}

const failed = (id: number) => ({ ...run(id, hour, minute), status: 'ERRORS_ENCOUNTERED' });
const missed = (id: number) =>
  job({ id, status: 'MISSED_SCHEDULE', start: at(-hour / 2), end: undefined });

describe('of a title that fails', () => {
  test('it is said when the last failure was', () => {
    expect(words(failed(9))).toBe('1 failure in 24 h, 1 h ago');
    expect(words(failed(8), failed(9))).toBe('2 failures in 24 h, last 1 h ago');
  });

  test('a failure that never ran is one, and did not start', () => {
    expect(words(missed(9))).toBe('1 failure in 24 h, didn’t start, planned 30 min ago');
    expect(words(failed(8), missed(9))).toBe(
      '2 failures in 24 h, last didn’t start, planned 30 min ago',
    );
  });
});

describe('a job that is stuck in the queue', () => {
  test('has been queued since its plan', () => {
    const planned = job({ id: 1, status: 'QUEUED', start: at(-3 * hour) });
    expect(words(planned)).toBe('queued for 3 h');
  });

  test.each([
    ['without a plan', undefined],
    ['started before its plan', at(hour)],
  ])('%s has been queued at least since it was first seen so', (_, start) => {
    expect(words(job({ id: 1, status: 'QUEUED', start }))).toBe('queued for at least 20 min');
  });
});

describe('a job that runs longer than usual', () => {
  test.each([
    [2 * minute + 4_000, 'running over 2 min 00 s, usually less'],
    [3 * minute + 4_000, 'running 3 min, usually at most 2 min 00 s'],
    [3 * minute + 59_000, 'running 4 min, usually at most 2 min 00 s'],
    [hour + 5 * minute, 'running 1 h 05 min, usually at most 2 min 00 s'],
  ])('for %d ms is said to have run for longer than it usually takes', (ran, said) => {
    expect(words(job({ id: 9, start: at(-ran) }))).toBe(said);
  });
});

test.each([
  ['fails', (ms: number) => ({ ...run(9, ms, minute), status: 'ERRORS_ENCOUNTERED' })],
  ['runs too long', (ms: number) => job({ id: 9, start: at(-2 * minute - ms) })],
  ['is overdue', (ms: number) => job({ id: 9, status: 'SCHEDULED', start: at(-3 * minute - ms) })],
])('in the minute after a job %s, the words change once at most', (_, jobAfter) => {
  const seconds = Array.from({ length: 60 }, (_, second) => words(jobAfter(second * 1_000 + 500)));
  expect(seconds).not.toContain(undefined);
  expect(new Set(seconds).size).toBeLessThanOrEqual(2);
});
