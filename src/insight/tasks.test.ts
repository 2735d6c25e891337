import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { inOrder, rollUp } from './tasks.ts';

const states = fc.constantFrom<string>(...knownStatuses, 'ON_HOLD', '');
const tasks = fc
  .array(states, { maxLength: 80 })
  .map((list) => list.map((state, at) => ({ id: `Task${at + 1}`, state })));

describe('the sums of tasks by state', () => {
  test.prop([tasks])('add up to all tasks, each state once', (list) => {
    const sums = rollUp(list);
    expect(sums.reduce((sum, { size }) => sum + size, 0)).toBe(list.length);
    expect(new Set(sums.map(({ state }) => state)).size).toBe(sums.length);
    for (const { state, size } of sums)
      expect(size).toBe(list.filter((task) => task.state === state).length);
  });

  test('begin with what failed, then what is unknown, then what goes on', () => {
    const list = ['SUCCESS', 'CANCELLED', 'QUEUED', 'RUNNING', 'ON_HOLD', 'TIMEOUT'];
    const sums = rollUp(list.map((state, at) => ({ id: `${at}`, state })));
    expect(sums.map(({ state }) => state)).toEqual(list.toReversed());
  });
});

describe('the order of tasks', () => {
  test.prop([tasks])('loses none and adds none', (list) => {
    const ids = (some: typeof list) => some.map(({ id }) => id).toSorted();
    expect(ids(inOrder(list))).toEqual(ids(list));
  });

  test.prop([tasks])('keeps states together, as the sums have them', (list) => {
    const sorted = inOrder(list).map(({ state }) => state);
    const bad = new Set(['ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE', 'TIMEOUT']);
    const failed = sorted.filter((state) => bad.has(state)).length;
    expect(sorted.slice(0, failed).every((state) => bad.has(state))).toBe(true);
    expect(sorted.lastIndexOf('RUNNING')).toBeLessThan(
      sorted.includes('SUCCESS') ? sorted.indexOf('SUCCESS') : sorted.length,
    );
  });

  test('has Task2 before Task10', () => {
    const list = ['Task10', 'Task2', 'Task1'].map((id) => ({ id, state: 'SUCCESS' }));
    expect(inOrder(list).map(({ id }) => id)).toEqual(['Task1', 'Task2', 'Task10']);
  });
});
