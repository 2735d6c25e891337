import { expect, test } from 'vitest';

import { progressWords } from './TaskProgress.tsx';

test('progress counts what has ended out of all, and says what failed', () => {
  expect(
    progressWords([
      { state: 'SUCCESS', size: 11 },
      { state: 'ERRORS_ENCOUNTERED', size: 1 },
      { state: 'RUNNING', size: 28 },
    ]),
  ).toBe('12 of 40 done, 1 failed');
  expect(progressWords([{ state: 'SUCCESS', size: 1_200 }])).toBe('1,200 of 1,200 done');
});

test('a state that is not known is not done', () => {
  expect(progressWords([{ state: 'PONDERING', size: 2 }])).toBe('0 of 2 done');
});

test('progress without sizes names its states', () => {
  expect(progressWords([{ state: 'RUNNING', size: undefined }])).toBe('Running');
  expect(progressWords([])).toBe('no tasks');
});
