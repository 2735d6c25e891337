import { expect, test } from 'vitest';

import { at, hour, job, minute } from '../testing/jobs.ts';
import { besides } from './beside.ts';

const none = { finished: [], monitors: [] };

function ran(id: number, from: number, to: number) {
  return job({ id, status: 'SUCCESS', start: at(from), end: at(to) });
}

const night = ran(1, -3 * hour, -2 * hour);

test('jobs ran beside another if some of their time is the same', () => {
  const finished = [
    night,
    ran(2, -4 * hour, -3 * hour - minute),
    ran(3, -4 * hour, -3 * hour),
    ran(4, -4 * hour, -3 * hour + 1_000),
    ran(5, -2.5 * hour, -2.4 * hour),
    ran(6, -2 * hour - 1_000, -hour),
    ran(7, -2 * hour, -hour),
  ];
  const found = besides(night, { ...none, finished });
  expect(found?.map(({ id }) => id)).toEqual(['4', '5', '6']);
});

test('and so did those that still run, but not those that wait', () => {
  const monitors = [
    job({ id: 8, status: 'RUNNING', start: at(-2.5 * hour) }),
    job({ id: 9, status: 'RUNNING', start: at(-hour) }),
    job({ id: 10, status: 'SCHEDULED', start: at(-2.5 * hour) }),
  ];
  const found = besides(night, { ...none, monitors });
  expect(found?.map(({ id }) => id)).toEqual(['8']);
});

test('a run that missed its schedule ran beside nothing, and nothing beside it', () => {
  const missed = { ...ran(2, -3 * hour, -2 * hour), status: 'MISSED_SCHEDULE' };
  expect(besides(night, { ...none, finished: [missed] })).toEqual([]);
  expect(besides(missed, { ...none, finished: [night] })).toBeUndefined();
});

test('it is not known of a run without an end', () => {
  expect(besides(job({ id: 1, status: 'SUCCESS', start: at(-hour) }), none)).toBeUndefined();
});
