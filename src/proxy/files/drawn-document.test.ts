import { expect, test } from 'vitest';

import type { DrawPage, PageToDraw } from '#contract/drawing.ts';
import { headers } from '#contract/headers.ts';

import { drawRows, lookIn, visit } from '../testing/drawing-proxy.ts';
import { failure, fakeVault, success } from '../testing/test-proxy.ts';

test('a document with rows is stored nowhere, and asks ahead for the page’s scripts alone', async () => {
  const { open } = await visit();
  const { answer, text } = await open();
  expect(text).toContain('<div id="app"><div data-drawn><p>drawn rows</p></div></div>');
  expect(text).toContain('<html data-theme="dark" lang="en">');
  expect(text).toContain('<title>(1) Overview</title>');
  // The app's script waits for the rows to be painted.
  expect(text).not.toContain('<script type="module" crossorigin');
  expect(text).toContain('href="./assets/index-1.js" id="start"');
  // Nor is it compiled before that.
  expect(text).not.toContain('modulepreload');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('vary')).toBe('Accept-Encoding, Cookie');
  expect(answer.headers.get('link')).toBe(
    '</assets/Overview-1.js>; rel=preload; as=script; crossorigin',
  );
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
});

test('it is drawn from the answers that the viewer would get, which come with it as data', async () => {
  const pages: PageToDraw[] = [];
  const { open, cookie, cookieOf, asked } = await visit({
    draw: async (page) => {
      pages.push(page);
      return drawRows(page);
    },
  });
  const { text } = await open();
  const other = await cookieOf('bob');
  const { text: others } = await open({ cookie: `${other}; ${lookIn('UTC')}` });

  expect(pages.map(({ look, address }) => [look.zone, address])).toEqual([
    ['Asia/Tokyo', '/'],
    ['UTC', '/'],
  ]);
  expect(text).toMatch(/id="\/vault\/services\/jobs\/monitors\?limit=200"[^>]* age="0"/);
  expect([text.includes('of ada'), text.includes('of bob')]).toEqual([true, false]);
  expect([others.includes('of ada'), others.includes('of bob')]).toEqual([false, true]);
  expect(text).not.toContain('session of');
  expect(text).not.toContain(cookie.split('=')[1]);
  // One call each: what the document has asked for is shared like any other answer.
  expect(asked().filter((call) => call.includes('monitors'))).toHaveLength(2);
  const again = (await open()).text;
  expect(again).toContain('drawn rows');
  expect(asked().filter((call) => call.includes('monitors'))).toHaveLength(2);
});

test('an overview of several Vaults is not drawn, nor is Vault asked for what it would not show', async () => {
  const { open, asked } = await visit();
  const { text } = await open({}, {}, '/?vaults=all');
  expect(text).not.toContain('drawn rows');
  expect(asked().filter((call) => call.includes('monitors'))).toEqual([]);
});

test('answers that are some seconds old say so', async () => {
  const { open, advance } = await visit();
  await open();
  advance(3_000);
  expect((await open()).text).toMatch(/monitors\?limit=200"[^>]* age="3"/);
});

test('no title of Vault’s ends the data, or begins a comment in it', async () => {
  const title = '</script><!--<script>"&\u2028';
  const { open } = await visit({
    upstream: fakeVault(({ url }) =>
      url.includes('/services/jobs/')
        ? success({ jobs: [{ job_id: 1, title }], responseDetails: { total: 1 } })
        : undefined,
    ),
  });
  const { text } = await open();
  const data = [...text.matchAll(/<script type="application\/json"[^>]*>([^<]*)<\/script>/g)];
  expect(data).toHaveLength(3);
  expect(text.match(/<!--/g)).toBeNull();
  const [, , histories] = data.map(([, json = '']): unknown => JSON.parse(json));
  expect(histories).toMatchObject({ jobs: [{ title }] });
});

test('what a drawing lacks is asked for as well, and comes with the document', async () => {
  const further = '/vault/services/jobs/monitors?limit=200&offset=200';
  const { open, asked } = await visit({
    draw: async (page) =>
      page.answers.some(({ url }) => url === further) ? drawRows(page) : { missing: [further] },
  });
  const { text } = await open();
  expect(text).toContain('drawn rows');
  expect(text.match(/<script type="application\/json"/g)).toHaveLength(4);
  expect(text).toContain(`id="${further.replace('&', '&amp;')}"`);
  expect(asked().filter((call) => call.includes('offset=200'))).toHaveLength(1);
});

test('a list that never ends is left to the browser', async () => {
  let drawings = 0;
  const { open } = await visit({
    draw: async () => {
      drawings += 1;
      return { missing: [`/vault/services/jobs/monitors?limit=200&offset=${drawings * 200}`] };
    },
  });
  expect((await open()).text).toContain('<div id="app"></div>');
  expect(drawings).toBe(4);
});

const hanging: DrawPage = async () => new Promise(() => {});
const failing: DrawPage = async () => Promise.reject(new Error('no such component'));
const nothing: DrawPage = async () => Promise.resolve(undefined);

test.each([
  ['that fails', failing],
  ['that takes too long', hanging],
  ['that has not all rows', nothing],
])('a drawing %s leaves the page to the app', async (_, draw) => {
  const { open } = await visit({ draw, drawingWaitMs: 100 });
  const { answer, text } = await open();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('href="./assets/index-1.js" id="start"');
  expect(text).toContain('<title>Jobwatch</title></head><body><div id="app"></div>');
  expect(text).toMatch(/<\/body><\/html>$/);
  // What has been asked for comes along where it is known that nothing will be drawn from it.
  expect(text.includes('of ada')).toBe(draw === nothing);
});

test.each<[string, Record<string, string>]>([
  ['who has not opened the app before', { cookie: '' }],
  ['who is not signed in', { cookie: lookIn('UTC') }],
  ['who comes from another site', { 'sec-fetch-site': 'cross-site' }],
  ['who comes from a neighbour of this site', { 'sec-fetch-site': 'same-site' }],
  ['who asks for no page', { accept: 'application/json' }],
])('nothing is drawn for a browser %s, and Vault is not asked', async (_, more) => {
  const { open, asked } = await visit();
  const { text } = await open(more);
  expect(text).toContain('<div id="app"></div>');
  expect(asked()).toEqual([]);
});

test.each(['Nowhere/Land', '', '"><script>'])('nothing is drawn in the zone %j', async (zone) => {
  const { open, cookie } = await visit();
  expect((await open({ cookie: `${cookie}; ${lookIn(zone)}` })).text).not.toContain('data-drawn');
  const odd = `${cookie}; jobwatch-look-4100=%7Bnot-json`;
  expect((await open({ cookie: odd })).text).not.toContain('data-drawn');
});

test('a Vault that takes its time keeps no document waiting', async () => {
  const { open } = await visit({
    drawingWaitMs: 20,
    upstream: fakeVault(async ({ url }) =>
      url.includes('/services/jobs/') ? new Promise<undefined>(() => {}) : undefined,
    ),
  });
  expect((await open()).text).toContain('<div id="app"></div>');
});

test('nothing is drawn of a Vault that refuses or fails', async () => {
  const { open } = await visit({
    upstream: fakeVault(({ url }) =>
      url.includes('/histories') ? failure('INSUFFICIENT_ACCESS') : undefined,
    ),
  });
  const { answer, text } = await open();
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(text).toContain('<div id="app"></div></body>');
  expect(text).not.toMatch(/data-drawn|of ada/);
});

test('HEAD says nothing of rows', async () => {
  const { open } = await visit();
  const { answer } = await open({}, { method: 'HEAD' });
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(answer.headers.get(headers.viewer)).toBeNull();
});

test('each Vault’s document is drawn from its own answers, and never from another’s', async () => {
  const acme = 'acme.veevavault.com';
  const sandbox = 'acme-sb.veevavault.com';
  const pages: PageToDraw[] = [];
  const { open, signIn, cookie } = await visit({
    environment: {
      VAULT_URL: `Acme|production|https://${acme},Acme|sandbox|https://${sandbox}`,
    },
    draw: async (page) => {
      pages.push(page);
      return drawRows(page);
    },
  });
  const { cookie: other } = await signIn({ vault: sandbox, userName: 'bob' });

  const of = async (path: string, ...cookies: string[]) =>
    (await open({ cookie: [...cookies, lookIn('UTC')].join('; ') }, {}, path)).text;

  const own = await of(`/v/${sandbox}/`, cookie, other);
  expect(own).toContain(`<base href="/v/${sandbox}/" data-server="/" />`);
  expect(own).toContain('href="/assets/index-1.js" id="start"');
  expect([own.includes('of ada'), own.includes('of bob')]).toEqual([false, true]);
  expect(pages.map(({ address, basePath }) => [address, basePath])).toEqual([
    [`/v/${sandbox}/`, `/v/${sandbox}/`],
  ]);
  const first = await of('/', cookie, other);
  expect([first.includes('of ada'), first.includes('of bob')]).toEqual([true, false]);
  // Whoever is signed in to the first alone sees nothing of it at the other.
  expect(await of(`/v/${sandbox}/`, cookie)).not.toMatch(/data-drawn|of ada/);
  expect(await of(`/v/elsewhere.veevavault.com/`, cookie, other)).not.toContain('<html');
});
