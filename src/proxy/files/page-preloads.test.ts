import { expect, test } from 'vitest';

import { createPagePreloads } from './static.ts';

const preloads = createPagePreloads(
  JSON.stringify({
    '/': ['assets/overview.js'],
    '/wall': ['assets/wall.js'],
    '/wall/setup': ['assets/setup.js', 'assets/form.js'],
    '/jobs/$id': ['assets/job.js'],
  }),
);

test.each([
  ['/', ['assets/overview.js']],
  ['/wall', ['assets/wall.js']],
  ['/wall/setup', ['assets/setup.js', 'assets/form.js']],
  ['/jobs/1201', ['assets/job.js']],
  ['/jobs', []],
  ['/jobs/1201/tasks', []],
  ['/nowhere', []],
])('the page at %s needs %j', (path, files) => {
  expect(preloads(path)).toEqual(files);
});

test('anything but files by path is refused', () => {
  expect(() => createPagePreloads('{"/":"assets/overview.js"}')).toThrow('Expected Array');
});
