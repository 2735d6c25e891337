import { expect, test } from 'vitest';

import { counted } from './number.ts';

test('one of a thing is counted in the singular, none and many in the plural', () => {
  expect([0, 1, 2, 1_200].map((count) => counted(count, 'job'))).toEqual([
    '0 jobs',
    '1 job',
    '2 jobs',
    '1,200 jobs',
  ]);
  expect(counted(1, 'job is', 'jobs are')).toBe('1 job is');
  expect(counted(3, 'job is', 'jobs are')).toBe('3 jobs are');
});
