import { describe, expect } from 'vitest';

import type { Job } from '#contract/jobs.ts';
/** Whether a page of histories holds the whole last day: it may say so only when it does. */
import { fc, test } from '#contract/testing/property-test.ts';

import { failuresWhole, reachesBackADay, sureSince } from './completeness.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';

type Run = Job & { endedAgo: number };

/** A run with the end that Vault knows, even where it doesn't tell. */
const aRun = fc
  .record({
    endedAgo: fc.oneof(fc.integer({ min: 0, max: 2 * day }), fc.integer({ min: 0, max: 90 * day })),
    took: fc.oneof(fc.constant(minute), fc.integer({ min: 0, max: 3 * day })),
    waited: fc.oneof(fc.constant(minute), fc.integer({ min: 0, max: 31 * day })),
    untold: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ endedAgo, took, waited, untold }) => ({
    ...job({
      status: 'TIMEOUT',
      end: untold === 0 ? undefined : at(-endedAgo),
      start: at(-endedAgo - took),
      created: at(-endedAgo - took - waited),
    }),
    endedAgo,
  }));

const histories = fc
  .array(aRun, { minLength: 1, maxLength: 80 })
  .map((runs): Run[] => runs.map((run, id) => ({ ...run, id: job({ id }).id })));

const by = (key: (run: Run) => number | string) => (a: Run, b: Run) => (key(a) < key(b) ? -1 : 1);
const orders: Record<string, (runs: Run[]) => Run[]> = {
  'newest end first': (runs) => runs.toSorted(by(({ endedAgo }) => endedAgo)),
  'oldest end first': (runs) => runs.toSorted(by(({ endedAgo }) => -endedAgo)),
  'newest creation first': (runs) => runs.toSorted(by(({ created = '' }) => created)).toReversed(),
  'oldest creation first': (runs) => runs.toSorted(by(({ created = '' }) => created)),
  'newest start first': (runs) => runs.toSorted(by(({ start = '' }) => start)).toReversed(),
  'none at all': (runs) => runs.toSorted(by(({ endedAgo }) => (endedAgo * 7919) % 104_729)),
};

const uneven = (id: number) => (id % 2) * 3 * hour;

/** Runs by the hour whose starts or creations are in the order of their ends, and one that is not. */
const alike = fc
  .record({ place: fc.nat({ max: 70 }), took: fc.boolean(), waited: fc.boolean() })
  .map(({ place, took, waited }): Run[] => {
    const runs = Array.from({ length: 70 }, (_, id) => {
      const endedAgo = id * hour;
      const startedAgo = endedAgo + minute + (took ? uneven(id) : 0);
      const createdAgo = endedAgo + 4 * hour + (waited ? uneven(id) : 0);
      const dates = { end: at(-endedAgo), start: at(-startedAgo), created: at(-createdAgo) };
      return { ...job({ id, status: 'SUCCESS', ...dates }), endedAgo };
    });
    const late = job({ id: 'late', status: 'TIMEOUT', end: at(-hour), start: at(-2 * day) });
    return runs.toSpliced(place, 0, { ...late, created: at(-30 * day), endedAgo: hour });
  });

describe('a page that says it reaches back a day', () => {
  test.prop(
    [
      fc.oneof(histories, alike),
      fc.constantFrom(...Object.keys(orders)),
      fc.record({ size: fc.integer({ min: 1, max: 90 }), counted: fc.boolean() }),
    ],
    { numRuns: 2_000 },
  )('holds all that ended within the last day', (runs, order, { size, counted }) => {
    const whole = orders[order]?.(runs) ?? [];
    const jobs = whole.slice(0, size);
    const total = counted ? whole.length : undefined;
    if (!reachesBackADay({ jobs, total, unreadable: 0 }, now)) return;
    const missing = whole.slice(size).filter(({ endedAgo }) => endedAgo < day);
    expect(missing).toEqual([]);
  });

  test.prop([alike, fc.constantFrom(...Object.keys(orders)), fc.integer({ min: 1, max: 80 })])(
    'says since when it does so',
    (runs, order, size) => {
      const whole = orders[order]?.(runs) ?? [];
      const since = sureSince({ jobs: whole.slice(0, size), total: undefined, unreadable: 0 });
      const missing = whole.slice(size).filter(({ endedAgo }) => now - endedAgo > since);
      expect(missing).toEqual([]);
    },
  );

  test('does so once its ends pass a day, in an order that can only be that of ending', () => {
    const jobs = Array.from({ length: 30 }, (_, id) => {
      const start = at(-id * hour - (id % 3) * 2 * hour);
      return job({ id, status: 'SUCCESS', end: at(-id * hour), start, created: start });
    });
    const read = { total: 900, unreadable: 0 };
    expect(reachesBackADay({ ...read, jobs }, now)).toBe(true);
    expect(reachesBackADay({ ...read, jobs: jobs.slice(0, 25) }, now)).toBe(true);
    expect(reachesBackADay({ ...read, jobs: jobs.slice(0, 24) }, now)).toBe(false);
  });

  test('does so once it goes back 40 days, in whichever order it is', () => {
    const jobs = Array.from({ length: 41 }, (_, id) => {
      const then = at(-id * day);
      return job({ id, status: 'SUCCESS', end: then, start: then, created: then });
    });
    const read = { total: 900, unreadable: 0 };
    expect(reachesBackADay({ ...read, jobs }, now)).toBe(true);
    expect(reachesBackADay({ ...read, jobs: jobs.slice(0, 39) }, now)).toBe(false);
  });
});

describe('a page does not say so', () => {
  const read = { total: 900, unreadable: 0 };

  test('when nothing was read, unless there is nothing', () => {
    expect(reachesBackADay({ ...read, jobs: [] }, now)).toBe(false);
    expect(reachesBackADay({ jobs: [], total: undefined, unreadable: 0 }, now)).toBe(false);
    expect(reachesBackADay({ jobs: [], total: 0, unreadable: 0 }, now)).toBe(true);
  });

  test('when its last rows have no end, whatever their other dates', () => {
    const jobs = [job({ end: at(-1) }), job({ id: 2 }), job({ id: 3, created: at(-30 * day) })];
    expect(reachesBackADay({ ...read, jobs }, now)).toBe(false);
  });

  test('when a row could not be read: it may be one that failed', () => {
    const jobs = [job({ end: at(-hour) })];
    expect(reachesBackADay({ jobs, total: 2, unreadable: 1 }, now)).toBe(false);
    expect(reachesBackADay({ jobs, total: 1, unreadable: 0 }, now)).toBe(true);
  });
});

/** One a minute, in no order but that of ending: the last of 200 ended 199 minutes ago. */
const newest = {
  jobs: Array.from({ length: 200 }, (_, id) => {
    const start = at(-id * minute - (id % 7) * hour);
    return job({ id, status: 'SUCCESS', end: at(-id * minute), start, created: start });
  }),
  total: 9_000,
  unreadable: 0,
};

/** What an answer of so long ago says, if nothing had failed then. */
function none(askedAgo: number) {
  return { jobs: [], total: 0, unreadable: 0, asOf: at(-askedAgo) };
}

describe('all failures of a day', () => {
  const known = { newest, now, aheadMs: 0 };

  test('are known as long as what ended since they were asked for is among the newest', () => {
    const failures = [none(5 * minute), none(199 * minute)];
    expect(failuresWhole({ ...known, failures })).toBe(true);
    expect(failuresWhole({ ...known, failures: [...failures, none(200 * minute)] })).toBe(false);
    expect(failuresWhole({ ...known, failures: [...failures, undefined] })).toBe(false);
    expect(failuresWhole({ ...known, failures, newest: undefined })).toBe(false);
  });

  test('are known for a while where runs follow one another, in whichever order they are listed', () => {
    const jobs = Array.from({ length: 200 }, (_, id) => {
      const start = at(-(id + 1) * minute);
      return job({ id, status: 'SUCCESS', end: at(-id * minute), start, created: start });
    });
    const inTurn = { ...known, newest: { ...newest, jobs } };
    expect(failuresWhole({ ...inTurn, failures: [none(15 * minute)] })).toBe(true);
    expect(failuresWhole({ ...inTurn, failures: [none(16 * minute)] })).toBe(false);
    const mixed = { ...newest, jobs: jobs.toReversed() };
    expect(failuresWhole({ ...known, newest: mixed, failures: [none(0)] })).toBe(false);
  });

  test('are asked for by a clock that need not be Vault’s', () => {
    const failures = [none(200 * minute)];
    expect(failuresWhole({ ...known, failures, aheadMs: minute })).toBe(true);
  });
});
