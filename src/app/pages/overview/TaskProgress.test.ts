import { expect, test } from 'vitest';

import { progressWords } from './TaskProgress.tsx';

test('progress counts the tasks that have ended, and those that failed', () => {
  expect(
    progressWords([
      { state: 'SUCCESS', size: 11 },
      { state: 'ERRORS_ENCOUNTERED', size: 1 },
      { state: 'RUNNING', size: 28 },
    ]),
  ).toBe('12 of 40 done, 1 failed');
  expect(progressWords([{ state: 'SUCCESS', size: 1_200 }])).toBe('1,200 of 1,200 done');
});

test('an unknown state does not count as done', () => {
  expect(progressWords([{ state: 'PONDERING', size: 2 }])).toBe('0 of 2 done');
});

test('progress without sizes names its states', () => {
  expect(progressWords([{ state: 'RUNNING', size: undefined }])).toBe('Running');
  expect(progressWords([])).toBe('no tasks');
});
