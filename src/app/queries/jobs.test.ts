import * as v from 'valibot';
import { expect } from 'vitest';

import { userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { at, job } from '#insight/testing/jobs.ts';

import { type JobList, shareRows } from './jobs.ts';

function list(jobs: Job[]): JobList {
  return {
    jobs,
    unreadable: 0,
    repeated: 0,
    total: jobs.length,
    skewMs: 0,
    asOf: instant(Date.UTC(2026, 10, 24, 10)),
    budget: undefined,
    delayMs: 0,
    hasActiveJobs: true,
    warnings: [],
  };
}

const users = ['7', '8'].map((id) => v.parse(userId, id));

const anyJob = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }),
    title: fc.constantFrom('a', 'b'),
    status: fc.constantFrom('RUNNING', 'SUCCESS'),
    createdBy: fc.constantFrom(undefined, ...users),
    created: fc.constantFrom(undefined, at(-2)),
    modifiedBy: fc.constantFrom(undefined, ...users),
    modified: fc.constantFrom(undefined, at(-1)),
    start: fc.constantFrom(undefined, at(0), at(1)),
    end: fc.constantFrom(undefined, at(1), at(2)),
    unreadable: fc.constantFrom(undefined, { end: 'soon' }, { end: 'later' }, { start: 'soon' }),
  })
  .map(({ unreadable, ...fields }) => job({ ...fields, ...(unreadable && { unreadable }) }));
const anyList = fc
  .uniqueArray(anyJob, { selector: ({ id }) => id, maxLength: 6 })
  .map((jobs) => list(jobs));

test.prop([anyList, anyList])('an answer says what it said, whatever was there before', (a, b) => {
  expect(shareRows(a, b)).toEqual(b);
});

test.prop([anyList])('an answer that says the same keeps every object', (before) => {
  const { jobs } = shareRows(before, structuredClone(before));
  expect(jobs).toBe(before.jobs);
});

test.prop([anyList, anyList])('only rows that say something else are other objects', (a, b) => {
  for (const after of shareRows(a, b).jobs) {
    const before = a.jobs.find(({ id }) => id === after.id);
    expect(after === before).toBe(JSON.stringify(after) === JSON.stringify(before));
  }
});

test('the first answer is taken as it is', () => {
  const first = list([job()]);
  expect(shareRows(undefined, first)).toBe(first);
});
