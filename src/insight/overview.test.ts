import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { failedRows, graceMs, isOverdue, nextChange, overview } from './overview.ts';
import { rowsOf } from './rows-filter.ts';
import { isBad, isFinished } from './status/statuses.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';
import type { Usual } from './usual.ts';

const none: ReadonlyMap<string, Usual> = new Map();

function seen(monitors: ReturnType<typeof job>[], finished: ReturnType<typeof job>[] = []) {
  return overview({ monitors, finished, usual: none, now });
}

const planned = (start: number) => job({ status: 'SCHEDULED', start: at(start) });

const failed = (dates: Parameters<typeof job>[0]) =>
  seen([], [job({ status: 'TIMEOUT', ...dates })]).failed.length === 1;

const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id);

const status = fc.oneof(
  fc.constantFrom(...knownStatuses),
  fc.constantFrom('', 'PAUSED', 'success'),
);
const moment = fc.option(fc.integer({ min: -3 * day, max: 3 * day }).map(at), { nil: undefined });
const anyJob = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    status,
    start: moment,
    end: moment,
    created: moment,
    modified: moment,
  })
  .map(job);
const list = fc.array(anyJob, { maxLength: 12 });

describe('every job of the two lists', () => {
  test.prop([list, list])(
    'is in exactly one of the sets that divide them',
    (monitors, finished) => {
      const { running, queued, scheduled, unknown, ended } = seen(monitors, finished);
      const shown = ids([...running, ...queued, ...scheduled, ...unknown, ...ended]);
      const given = new Set(ids([...monitors, ...finished]));
      expect(shown.toSorted()).toEqual([...given].toSorted());
    },
  );

  test.prop([list, list])(
    'that failed within a day is found by the filter of its list, and no other',
    (monitors, finished) => {
      const { failed, ended } = seen(monitors, finished);
      expect(rowsOf(ended, failedRows(now))).toEqual(failed);
    },
  );

  test.prop([list, list])(
    'that needs attention is one of those it is part of',
    (monitors, finished) => {
      const sets = seen(monitors, finished);
      expect(sets.scheduled).toEqual(expect.arrayContaining(sets.overdue));
      expect(sets.running).toEqual(expect.arrayContaining(sets.long));
      expect(sets.ended).toEqual(expect.arrayContaining(sets.failed));
      expect(sets.failed.every((one) => isBad(one.status))).toBe(true);
    },
  );

  test.prop([list, list])(
    'stands at the same place in whatever order they came',
    (monitors, finished) => {
      const once = (jobs: typeof monitors) => [
        ...new Map(jobs.map((one) => [one.id, one])).values(),
      ];
      const [some, others] = [once(monitors), once(finished)];
      expect(seen(some.toReversed(), others.toReversed())).toEqual(seen(some, others));
    },
  );
});

describe('a job caught between the two lists', () => {
  test.each(knownStatuses.filter(isFinished))('as %s among the monitors has ended', (status) => {
    const caught = job({ status, end: at(-minute) });
    expect(seen([caught])).toMatchObject({
      ended: [caught],
      failed: isBad(status) ? [caught] : [],
    });
  });

  test('in both has ended, as the histories tell it', () => {
    const ended = job({ status: 'SUCCESS', end: at(-minute) });
    expect(seen([job({ status: 'RUNNING' })], [ended])).toMatchObject({
      running: [],
      ended: [ended],
    });
    expect(seen([job({ status: 'SUCCESS' })], [ended]).ended).toEqual([ended]);
  });

  test('as one that still runs among the histories is running, once', () => {
    expect(ids(seen([], [job({ id: 7 })]).running)).toEqual(['7']);
    expect(ids(seen([job({ id: 7 })], [job({ id: 7 })]).running)).toEqual(['7']);
  });

  test('in a status that nobody knows is taken for what its list is of', () => {
    const odd = job({ status: 'PAUSED' });
    expect(seen([odd])).toMatchObject({ unknown: [odd], ended: [] });
    expect(seen([], [odd])).toMatchObject({ unknown: [], ended: [odd] });
    expect(seen([odd], [odd])).toMatchObject({ unknown: [], ended: [odd] });
  });
});

describe('an overdue job', () => {
  test('is one whose planned start passed more than 2 minutes ago', () => {
    expect(graceMs).toBe(2 * minute);
    expect(isOverdue(planned(-graceMs), now)).toBe(false);
    expect(isOverdue(planned(-graceMs - 1), now)).toBe(true);
  });

  test('is never one without a planned start, nor one that is queued or runs', () => {
    expect(isOverdue(job({ status: 'SCHEDULED' }), now)).toBe(false);
    expect(isOverdue(job({ status: 'QUEUED', start: at(-day) }), now)).toBe(false);
    expect(isOverdue(job({ status: 'RUNNING', start: at(-day) }), now)).toBe(false);
  });
});

test('jobs without a date come last, in an order of their own', () => {
  const dated = job({ id: 5, status: 'SCHEDULED', start: at(hour) });
  const undated = [3, 1, 2].map((id) => job({ id, status: 'SCHEDULED' }));
  expect(ids(seen([...undated, dated]).scheduled)).toEqual(['5', '1', '2', '3']);
  const ended = job({ id: 5, status: 'SUCCESS', end: at(-hour) });
  const without = [3, 1, 2].map((id) => job({ id, status: 'SUCCESS' }));
  expect(ids(seen([], [...without, ended]).ended)).toEqual(['5', '1', '2', '3']);
});

describe('failed within 24 hours', () => {
  test('goes by the end, to the millisecond', () => {
    expect(failed({ end: at(-day + 1) })).toBe(true);
    expect(failed({ end: at(-day) })).toBe(false);
    expect(failed({ end: at(-day), modified: at(-1), start: at(-1) })).toBe(false);
    expect(failed({ end: at(-1), start: at(-3 * day), created: at(-30 * day) })).toBe(true);
  });

  test('goes by the next best date where there is no end', () => {
    expect(failed({ modified: at(-1), start: at(-3 * day) })).toBe(true);
    expect(failed({ start: at(-1), created: at(-3 * day) })).toBe(true);
    expect(failed({ created: at(-1) })).toBe(true);
    expect(failed({})).toBe(false);
  });

  test('leaves out what was cancelled, closed or never ran badly', () => {
    const otherwise = ['SUCCESS', 'CANCELLED', 'COMPLETED_DUE_TO_INACTIVITY', 'FAILED_BADLY'];
    expect(
      seen(
        [],
        otherwise.map((status, id) => job({ id, status, end: at(-1) })),
      ).failed,
    ).toEqual([]);
  });
});

test('a job that runs longer than usual is one of those that run', () => {
  const usual = new Map([['Nightly export', { runs: 9, medianMs: minute, p95Ms: hour }]]);
  const monitors = [
    job({ id: 1, start: at(-hour - 1) }),
    job({ id: 2, start: at(-hour) }),
    job({ id: 3, start: at(-day), status: 'CANCELLING' }),
    job({ id: 4, start: at(-day), status: 'QUEUED' }),
    job({ id: 5, start: at(-day), title: 'Other' }),
  ];
  const { long } = overview({ monitors, finished: [], usual, now });
  expect(ids(long).toSorted()).toEqual(['1', '3']);
});

describe('by themselves the sets', () => {
  const titles = new Map([['Nightly export', { runs: 9, medianMs: minute, p95Ms: hour + 0.5 }]]);
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test.prop([list, list, share])(
    'stay the same until the moment that is said, and change then',
    (monitors, finished, part) => {
      const at = (moment: number) => overview({ monitors, finished, usual: titles, now: moment });
      const sets = at(now);
      const next = nextChange({ sets, usual: titles, now });
      const until = Number.isFinite(next) ? next : now + 30 * day;
      const before = Math.min(Math.floor(now + (until - now) * part), Math.ceil(until) - 1);
      expect(at(before)).toEqual(sets);
      if (Number.isFinite(next)) expect(at(Math.ceil(next))).not.toEqual(sets);
    },
  );
});
