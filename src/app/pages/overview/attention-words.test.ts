import { describe, expect, test } from 'vitest';

import { attention } from '#insight/attention.ts';
import { overview } from '#insight/overview.ts';
import { queuedSince, type Seen } from '#insight/queued-since.ts';
import { at, hour, job, minute, now, run } from '#insight/testing/jobs.ts';
import { usualByTitle } from '#insight/usual.ts';

import { why } from './attention-words.ts';

/** How long a successful run of each title usually takes: two minutes. */
const usual = usualByTitle([1, 2, 3, 4, 5].map((id) => run(id, hour, 2 * minute)));

/** Of the only title that needs attention, with a job that was first seen queued 20 minutes ago. */
function words(one: ReturnType<typeof job>): string | undefined {
  const seen: Seen = new Map([['1', now - 20 * minute]]);
  const queues = { seenSince: seen, usualMs: new Map() };
  const sets = overview({ monitors: [one], finished: [], usual, now, queues });
  const known = { now, knownSince: -Infinity, alsoWell: [], archived: [] };
  const [trouble] = attention(sets, known).troubles;
  const situation = { usual, zone: 'UTC', now };
  return trouble && why(trouble, { ...situation, queuedSince: (job) => queuedSince(job, seen) });
}

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
    [2 * minute + 4_000, '2 min 04 s'],
    [3 * minute + 4_000, '3 min'],
    [3 * minute + 59_000, '4 min'],
    [hour + 5 * minute, '1 h 05 min'],
  ])('for %d ms is said to have run for %s, more than it usually takes', (ran, said) => {
    const long = job({ id: 9, start: at(-ran) });
    expect(words(long)).toBe(`running ${said}, usually at most 2 min 00 s`);
  });
});
