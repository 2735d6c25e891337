import { expect, test } from 'vitest';

import { pageScripts } from './page-preloads.ts';

const manifest = JSON.stringify({
  'index.html': { file: 'assets/index.js', imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared.js' },
  '_table.js': { file: 'assets/table.js', imports: ['_shared.js'] },
  'src/app/pages/overview/OverviewPage.tsx': { file: 'assets/o.js', imports: ['index.html'] },
  'src/app/pages/history/HistoryPage.tsx': {
    file: 'assets/h.js',
    imports: ['_shared.js', '_table.js'],
  },
  'src/app/pages/job/JobPage.tsx': { file: 'assets/j.js', imports: ['_table.js'] },
});
const scripts = pageScripts(manifest);

test('a page brings its own chunk and what only that imports', () => {
  expect(scripts('/')).toEqual(['assets/o.js']);
  expect(scripts('/history')).toEqual(['assets/h.js', 'assets/table.js']);
  expect(scripts('/jobs/1201')).toEqual(['assets/j.js', 'assets/table.js']);
});

test('a path that opens no page brings nothing', () => {
  expect(scripts('/nowhere')).toEqual([]);
  expect(pageScripts('{}')('/')).toEqual([]);
});
