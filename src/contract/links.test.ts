import * as v from 'valibot';
import { expect } from 'vitest';

import { followed, jobLinkAbout, jobLinkFile } from './links.ts';
import { fakeCall } from './testing/fake-call.ts';
import { fc, test } from './testing/property-test.ts';

const origin = 'https://acme.veevavault.com';
const file = '/api/v25.2/services/file_staging/items/content/u5/Wonder%20Drug.zip';

const to = (href: string | undefined, method?: string) => followed({ href, method }, origin);

test.each([
  ['/api/v25.2/services/jobs/1201'],
  ['/api/v18.3/objects/documents/actions/in_review__c.start__c/1201/results?format=csv&x=%2F'],
  [file],
  ['/api/v25.2/services/file_staging/items/content/u5/Z%C3%BCrich.zip'],
])('%s is followed as it is written', (href) => {
  expect(to(href)).toBe(href);
  expect(to(origin + href, 'get')).toBe(href);
});

test('over plain http only where Vault is set up so', () => {
  const local = 'http://127.0.0.1:4200';
  const link = { href: local + file, method: 'GET' };
  expect(followed(link, local)).toBe(file);
  expect(followed(link, origin)).toBeUndefined();
  expect(followed({ ...link, href: `http://acme.veevavault.com${file}` }, origin)).toBeUndefined();
});

test.each(['POST', 'DELETE', 'HEAD', ''])(
  'a link to be asked with %j is not followed',
  (method) => {
    expect(to(file, method)).toBeUndefined();
  },
);

test.each([
  undefined,
  '',
  'api/v25.2/services/jobs/1',
  `https://evil.com${file}`,
  `//evil.com${file}`,
  `///evil.com${file}`,
  `\\\\evil.com${file}`,
  `/\\evil.com${file}`,
  `https:${file}`,
  `ftp://acme.veevavault.com${file}`,
  `javascript://acme.veevavault.com${file}`,
  `${origin}.evil.com${file}`,
  `${origin}:444${file}`,
  `https://acme.veevavault.com@evil.com${file}`,
  `https://me:secret@acme.veevavault.com${file}`,
  `https://@acme.veevavault.com${file}`,
  `${origin}/`,
  `${origin}//api/v25.2/x`,
  '/ui/#x',
  '/ui/download/1',
  '/api/',
  '/api/v25.2',
  '/api/v25.2/',
  '/API/v25.2/services/jobs/1',
  '/api/v25/services/jobs/1',
  '/api/latest/services/jobs/1',
  '/api/../ui/x',
  '/api/v25.2/../../ui/x',
  '/api/v25.2/./x',
  '/api/v25.2/.../x',
  '/api/v25.2/%2e%2e/%2E%2E/ui',
  '/api/v25.2/..%2f..%2fui',
  '/api/v25.2/a%5c..%5cb',
  '/api/v25.2/%252e%252e/x',
  '/api/v25.2/..;/x',
  '/api/v25.2//x',
  '/api/v25.2/x/',
  '/api/v25.2/x#y',
  '/api/v25.2/x?',
  '/api/v25.2/x\\y',
  '/api/v25.2/x%00',
  '/api/v25.2/x%0d%0aHost:evil.com',
  '/api/v25.2/x%zz',
  '/api/v25.2/x%ff',
  '/api/v25.2/x y',
  '/api/v25.2/x\ty',
  '/api/v25.2/x\n/y',
  ' /api/v25.2/x',
  '/api/v25.2/Zürich',
  '/api/v25.2/services/jobs/start_now/7',
  '/api/v25.2/start_now/7',
  '/api/v25.2/services/jobs/%73tart_now/7',
  '/api/v25.2/services/jobs/%53TART_NOW/7',
  '/api/v25.2/services/jobs/star%74%5Fnow/7',
  '/api/v25.2/services/jobs/%73%74%61%72%74%5f%6e%6f%77/7',
  `/api/v25.2/${'x'.repeat(2_000)}`,
])('%j is not followed', (href) => {
  expect(to(href)).toBeUndefined();
});

const part = fc.constantFrom(
  '/',
  '//',
  '..',
  '.',
  '%2e',
  '%2F',
  '%5c',
  '\\',
  '@',
  ':',
  '#',
  '?',
  ' ',
  '\t',
  ';',
  '%00',
  'api',
  'v25.2',
  'ui',
  'evil.com',
  'acme.veevavault.com',
  'https:',
  'a',
  '%C3%A9',
  origin,
);
const tricky = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

test.prop(
  [
    fc.oneof(
      fc.string(),
      fc.webUrl(),
      tricky,
      tricky.map((end) => `/api/v25.2/${end}`),
    ),
  ],
  {
    numRuns: 3_000,
  },
)('whatever Vault writes, what is asked for lies below its API', (href) => {
  const path = to(href);
  if (path === undefined) return;
  const url = new URL(path, origin);
  expect([url.origin, url.username, url.hash]).toEqual([origin, '', '']);
  expect(url.pathname + url.search).toBe(path);
  expect(url.pathname).toMatch(/^\/api\/v\d+\.\d+\/[^/]/);
  expect(decodeURIComponent(url.pathname).split('/')).toHaveLength(url.pathname.split('/').length);
  expect(decodeURIComponent(url.pathname)).not.toMatch(/\/\.{1,2}(\/|$)|\\|\/\//);
});

test.each([['0'], ['12'], ['999']])('a link is named by its place: %s', (index) => {
  expect(v.safeParse(jobLinkFile.params, { job_id: '7', index }).success).toBe(true);
});

test.each([['-1'], ['01'], ['1000'], ['1e1'], ['self'], [''], [1]])('and not by %j', (index) => {
  expect(v.safeParse(jobLinkFile.params, { job_id: '7', index }).success).toBe(false);
});

test('what a download would be is read, with what Vault left out absent', async () => {
  const asked = { job_id: '7', index: '1' };
  const call = fakeCall({ responseStatus: 'SUCCESS', data: { type: 'text/csv', size: 3 } });
  expect((await call(jobLinkAbout, asked)).data).toEqual({ type: 'text/csv', size: 3 });
});
