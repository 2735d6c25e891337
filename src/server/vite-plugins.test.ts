import { expect, test } from 'vitest';

import { pageUnder, preloadsOf, routeIn } from './vite-plugins.ts';

const chunk = (fileName: string, imports: string[] = [], moduleIds = [`/app/${fileName}`]) => ({
  fileName,
  imports,
  moduleIds,
  isEntry: fileName === 'index.js',
});
const chunks = [
  chunk('index.js', ['shared.js']),
  chunk('shared.js'),
  chunk('table.js', ['shared.js']),
  chunk('chart.js', ['table.js']),
  chunk('history.js', ['shared.js', 'table.js']),
  chunk('wall.js', ['index.js']),
];

test('a path needs its page’s own chunk and what that imports, without the first scripts', () => {
  const routes = [
    { path: '/history', page: '/app/history.js' },
    { path: '/wall', page: '/app/wall.js' },
  ];
  expect(preloadsOf(routes, chunks)).toEqual({
    '/history': ['history.js', 'table.js'],
    '/wall': ['wall.js'],
  });
});

test('a page that is in no chunk ends the build', () => {
  const routes = [{ path: '/gone', page: '/app/gone.js' }];
  expect(() => preloadsOf(routes, chunks)).toThrow('/app/gone.js');
});

test('a route names its path, and its page by importing it', () => {
  const code = "createRoute({ getParentRoute: () => root, path: '/jobs/$id' }).lazy(load)";
  expect(routeIn({ id: 'route.ts', code, pages: ['JobPage.tsx'] })).toEqual({
    path: '/jobs/$id',
    page: 'JobPage.tsx',
  });
});

test.each([
  ['no path', 'createRoute({})', ['JobPage.tsx']],
  ['two paths', "a({ path: '/a' }), b({ path: '/b' })", ['JobPage.tsx']],
  ['no page', "a({ path: '/a' })", []],
  ['two pages', "a({ path: '/a' })", ['JobPage.tsx', 'Chart.tsx']],
])('a route with %s ends the build', (_, code, pages) => {
  expect(() => routeIn({ id: 'job/route.ts', code, pages })).toThrow('job/route.ts');
});

test('the page of another Vault than the first has its path as its base, and the same scripts', () => {
  const page = '<base href="/" /><link href="./favicon.svg" /><script src="/src/app/main.tsx">';
  const own = '<base href="/v/acme.test:8443/" data-server="/" /><link href="/favicon.svg" />';
  for (const rest of ['', '/', '/history?from=/v/x', '?a']) {
    expect(pageUnder(page, `/v/acme.test:8443${rest}`)).toContain(own);
  }
  expect(pageUnder(page, '/history?from=/v/x/')).toBe(page);
  expect(pageUnder(page, '/v/"><script>/')).toBe(page);
});
