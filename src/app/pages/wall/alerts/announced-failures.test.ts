import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { jobId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import {
  type AnnouncedFailures,
  maxSeen,
  newFailures,
  startWith,
  withSeen,
} from './announced-failures.ts';

const openedAt = Date.parse('2026-11-24T12:00:00Z');

function failure(id: number, endsAt: number | undefined): Job {
  const moment = endsAt === undefined ? undefined : instant(endsAt);
  return {
    id: v.parse(jobId, String(id)),
    title: `Job ${id}`,
    status: 'ERRORS_ENCOUNTERED',
    createdBy: undefined,
    created: instant(openedAt - 3_600_000),
    modifiedBy: undefined,
    modified: undefined,
    start: instant(openedAt - 1_800_000),
    end: moment,
  };
}

/** Shows a wall one list after another, and returns the IDs that it announced, in order. */
function watch(first: Job[], later: Job[][], whole = true): string[] {
  let memory: AnnouncedFailures = startWith({ failed: first, whole }, openedAt);
  return later.flatMap((failed) => {
    const found = newFailures(memory, { failed, whole });
    memory = withSeen(memory, { failed, whole });
    return found.map(({ id }) => id);
  });
}

/** Failures before and after the opening, and the lists in which any of them come and go. */
const story = fc
  .array(
    fc.record({
      after: fc.integer({ min: -86_400_000, max: 86_400_000 }),
      dated: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn
      // So close to the opening it depends on how far the two clocks differ.
      .filter(({ after }) => Math.abs(after) > 3_000)
      .map(({ after, dated }, id) => ({
        job: failure(id, dated ? openedAt + after : undefined),
        isOld: after < 0,
      })),
  )
  .chain((all) =>
    fc.record({
      all: fc.constant(all),
      later: fc.array(
        fc
          .shuffledSubarray(all)
          .map((some) => some.filter(({ job, isOld }) => job.end !== undefined || !isOld)),
        { maxLength: 20 },
      ),
    }),
  );

describe('a failure is announced', () => {
  test.prop([story])('once if it ended after the opening, and otherwise never', (drawn) => {
    const { all, later } = drawn;
    const first = all.filter(({ isOld }) => isOld).map(({ job }) => job);
    const lists = later.map((list) => list.map(({ job }) => job));
    const expected = new Set(
      later.flatMap((list) => list.filter(({ isOld }) => !isOld).map(({ job }) => job.id)),
    );
    const announced = watch(first, lists);
    expect(announced.toSorted()).toEqual([...expected].toSorted());
  });

  test.prop([story, fc.nat({ max: 19 })])('not again after a reload at any moment', (drawn, at) => {
    const lists = drawn.later.map((list) => ({ failed: list.map(({ job }) => job), whole: true }));
    let memory = startWith({ failed: [], whole: true }, openedAt);
    const announced = lists.flatMap((list, nth) => {
      if (nth === at) memory = JSON.parse(JSON.stringify(memory)); // as storage does
      const found = newFailures(memory, list);
      memory = withSeen(memory, list);
      return found.map(({ id }) => id);
    });
    expect(new Set(announced).size).toBe(announced.length);
  });

  test('without an end date, once all failures of a day have been seen', () => {
    const undated = failure(1, undefined);
    expect(watch([], [[undated], [undated]], true)).toEqual(['1']);
    expect(watch([], [[undated], [undated]], false)).toEqual([]);
  });

  test('newest first where several come at once', () => {
    const [early, late] = [failure(1, openedAt + 10_000), failure(2, openedAt + 20_000)];
    expect(watch([], [[early, late]])).toEqual(['2', '1']);
  });
});

describe('the failures seen', () => {
  test('are limited in number, and those dropped are not announced again', () => {
    const many = Array.from({ length: 2_500 }, (_, id) => failure(id, openedAt + 10_000 + id));
    const memory = withSeen(startWith({ failed: [], whole: true }, openedAt), {
      failed: many,
      whole: true,
    });
    expect(memory.seen.length).toBe(maxSeen);
    expect(newFailures(memory, { failed: many, whole: true })).toEqual([]);
  });

  test('are the same object where nothing is new, so that nothing is stored', () => {
    const seen = { failed: [failure(1, openedAt + 10_000)], whole: true };
    const memory = withSeen(startWith({ failed: [], whole: true }, openedAt), seen);
    expect(withSeen(memory, seen)).toBe(memory);
  });
});
