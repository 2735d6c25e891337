import { expect, test } from 'vitest';

import { verdictOf, verdictText } from './verdict.ts';

const now = Date.parse('2026-03-10T14:00:00Z');
const nothing = {
  jobs: { ended: [] },
  now,
  alsoWell: [],
  failuresWhole: false,
  isReading: false,
  unreadable: 0,
  warnings: [],
};
const headline = (read: Parameters<typeof verdictOf>[0]) =>
  verdictText(verdictOf(read), { zone: 'UTC', now }).headline;

test('nothing is called clear while the last day is being read', () => {
  expect(headline({ ...nothing, isReading: true })).toBe(
    'No known failures, but the last 24 hours are still being read',
  );
  expect(headline({ ...nothing, isReading: true, failuresWhole: true })).not.toMatch(/clear/);
});

test('nothing is called clear where the last day could not be read', () => {
  expect(headline(nothing)).toBe(
    'No known failures, but not all of the last 24 hours could be read',
  );
  expect(headline({ ...nothing, failuresWhole: true, unreadable: 1 })).not.toMatch(/clear/);
  expect(headline({ ...nothing, failuresWhole: true })).toBe('All clear');
});
