import { expect, test } from 'vitest';

import { at, job, minute, now } from '#insight/testing/jobs.ts';

import type { JobList } from './jobs.ts';
import { firstSeenQueued } from './queued-jobs.ts';

function listed(ago: number, ...ids: number[]): JobList {
  return {
    jobs: ids.map((id) => job({ id, status: 'QUEUED' })),
    unreadable: 0,
    repeated: 0,
    total: ids.length,
    warnings: [],
    asOf: at(-ago),
    budget: undefined,
    delayMs: 0,
    skewMs: undefined,
    hasActiveJobs: false,
  };
}

const seen = (of: string, list?: JobList) => Object.fromEntries(firstSeenQueued(of, list));

test('a job was first seen queued by the first answer that lists it so, whichever page asks', () => {
  const [first, second] = [listed(10 * minute, 1), listed(5 * minute, 1, 2)];
  expect(seen('a', first)).toEqual({ 1: now - 10 * minute });
  expect(seen('a', second)).toEqual({ 1: now - 10 * minute, 2: now - 5 * minute });
  expect(firstSeenQueued('a', second)).toBe(firstSeenQueued('a', second));
  expect(seen('a')).toEqual(seen('a', second));
  expect(seen('a', listed(minute, 2))).toEqual({ 2: now - 5 * minute });
});

test('of another Vault’s job with the same id that says nothing', () => {
  seen('a', listed(10 * minute, 1));
  expect(seen('b', listed(minute, 1))).toEqual({ 1: now - minute });
});
