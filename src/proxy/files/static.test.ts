import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { afterAll, expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { testProxy } from '../testing/test-proxy.ts';
import { createStaticFiles } from './static.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobwatch-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'assets'));
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><html><head><title>Jobwatch</title></head><body></body></html>',
);
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
writeFileSync(join(folder, 'preloads.json'), '{}');
writeFileSync(join(folder, 'assets', 'app-1.js'), 'start();');
writeFileSync(join(folder, 'assets', 'app-1.js.gz'), 'compressed by the build');

function served(basePath = '') {
  return testProxy({
    files: createStaticFiles({ folder, basePath }),
    environment: { BASE_PATH: basePath },
  });
}
const page = { headers: { accept: 'text/html,*/*' } };

test.each(['/', '/history?status=failed', '/jobs/12', '/index.html'])(
  'the page %s is the app, and is revalidated each time',
  async (path) => {
    const answer = await served().ask(path, page);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const { build } = createStaticFiles({ folder, basePath: '' });
    expect(await answer.text()).toContain(
      `<head><base href="/" /><meta name="build" content="${build}" /><title>`,
    );
  },
);

test('a base that the page has already is put right', async () => {
  const own = mkdtempSync(join(tmpdir(), 'jobwatch-'));
  writeFileSync(join(own, 'index.html'), '<html><head><base href="/" /></head></html>');
  const { ask } = testProxy({
    files: createStaticFiles({ folder: own, basePath: '/x' }),
    environment: { BASE_PATH: '/x' },
  });
  expect(await (await ask('/x/', page)).text()).toMatch(
    /^<html><head><base href="\/x\/" \/><meta name="build" content="[^"]+" \/><\/head><\/html>$/,
  );
  rmSync(own, { recursive: true });
});

const preloadOf = (path: string) => `</jobwatch/api/${path}>; rel=preload; as=fetch; crossorigin`;

test('the first lists of a page are asked for while its scripts still load', async () => {
  const { ask } = served('/jobwatch');
  const link = async (path: string, cookie = 'jobwatch-4100!jobwatch=sealed') =>
    (await ask(path, { headers: { ...page.headers, Cookie: cookie } })).headers.get('link');
  const session = preloadOf('session');
  const lists = ['monitors', 'histories'].map((list) => `vault/services/jobs/${list}?limit=200`);
  expect(await link('/jobwatch/')).toBe([session, ...lists.map(preloadOf)].join(', '));
  const newest = preloadOf('vault/services/jobs/histories?limit=200');
  expect(await link('/jobwatch/history')).toBe([session, newest].join(', '));
  expect(await link('/jobwatch/history?status=TIMEOUT')).toBe([session, newest].join(', '));
  expect(await link('/jobwatch/jobs/1')).toBe(session);
  // A stranger's request for jobs would be refused.
  expect(await link('/jobwatch/', 'other=1; jobwatch-4100=1; jobwatch-4200!jobwatch=1')).toBe(
    session,
  );
});

test('assets are immutable, as their names change with their contents', async () => {
  const { headers, status } = await served().ask('/assets/app-1.js');
  expect([status, headers.get('cache-control')]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
  expect(headers.get('content-type')).toContain('text/javascript');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a file is sent as the build compressed it, and the page as it was compressed at start', async () => {
  const { ask } = served();
  const coded = async (path: string, encoding: string) => {
    const answer = await ask(path, { headers: { 'accept-encoding': encoding } });
    return [
      answer.headers.get('content-encoding'),
      Buffer.from(await answer.arrayBuffer()),
    ] as const;
  };
  expect(String((await coded('/assets/app-1.js', 'gzip'))[1])).toBe('compressed by the build');
  const [none, plain] = await coded('/assets/app-1.js', 'deflate, br');
  expect([none, String(plain)]).toEqual([null, 'start();']);
  const [br, page] = await coded('/', 'gzip, deflate, br');
  expect([br, String(brotliDecompressSync(page))]).toEqual([
    'br',
    expect.stringContaining('<base'),
  ]);
  expect(String(gunzipSync((await coded('/', 'gzip'))[1]))).toContain('<base');
  expect((await coded('/', 'identity'))[0]).toBeNull();
  expect((await coded('/', 'br;q=0, gzip;q=0.5'))[0]).toBe('gzip');
});

test('HEAD says of a file what GET does, its length and coding among it', async () => {
  const { ask } = served();
  for (const path of ['/', '/assets/app-1.js', '/favicon.svg']) {
    const headers = { 'accept-encoding': 'gzip', ...page.headers };
    const got = await ask(path, { headers });
    const head = await ask(path, { method: 'HEAD', headers });
    expect([...head.headers]).toEqual([...got.headers]);
    expect(head.headers.get('vary')).toContain('Accept-Encoding');
    expect(head.headers.get('content-length')).toBe(String((await got.arrayBuffer()).byteLength));
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  }
});

test('what the build writes for the server is not served', async () => {
  const { ask } = served();
  for (const path of ['/preloads.json', '/assets/app-1.js.gz', '/index.html.br']) {
    expect((await ask(path)).status).toBe(404);
  }
});

test.each(['/assets/app-2.js', '/robots.txt', '/assets/../../etc/passwd', '/assets/%2e%2e/x'])(
  '%s is nothing',
  async (path) => {
    const answer = await served().ask(path);
    expect([answer.status, await errorTypeOf(answer)]).toEqual([404, 'NOT_IN_CONTRACT']);
  },
);

test('an unknown path of the API is never the app, even if a page is asked for', async () => {
  const answer = await served().ask('/api/unknown', page);
  expect([answer.status, await errorTypeOf(answer)]).toEqual([404, 'NOT_IN_CONTRACT']);
});

test('a page can be asked for from another site, its data can’t', async () => {
  const { ask } = served();
  const headers = { ...page.headers, 'sec-fetch-site': 'cross-site' };
  expect((await ask('/jobs/12', { headers })).status).toBe(200);
  expect((await ask('/api/session', { headers })).status).toBe(403);
});

test('under a base path all is served there and nothing beside it, but health', async () => {
  const { ask, signIn } = served('/jobwatch');
  expect(await (await ask('/jobwatch', page)).text()).toContain('<base href="/jobwatch/" />');
  expect((await ask('/jobwatch/assets/app-1.js')).status).toBe(200);
  expect((await ask('/jobwatch/api/session')).status).toBe(200);
  for (const path of ['/', '/api/session', '/assets/app-1.js', '/jobwatcher', '/jobwatch2/']) {
    expect((await ask(path, page)).status).toBe(404);
  }
  expect((await ask('/healthz')).status).toBe(200);
  expect((await signIn()).answer.status).toBe(404);
});

test('the cookie belongs to the base path', async () => {
  const { ask } = served('/jobwatch');
  const body = JSON.stringify({ vault: 'acme.veevavault.com', userName: 'a', password: 'right' });
  const answer = await ask('/jobwatch/api/session', { method: 'POST', body });
  expect(answer.headers.get('set-cookie')).toContain('Path=/jobwatch;');
});

test('the build’s name changes with what it holds', async () => {
  const before = createStaticFiles({ folder, basePath: '' }).build;
  expect(await (await served().ask('/api/build')).json()).toMatchObject({ data: { id: before } });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head></head></html>');
  expect(createStaticFiles({ folder, basePath: '' }).build).not.toBe(before);
});

test('without a build, data is served and the build is called dev', async () => {
  expect(await (await testProxy().ask('/api/build')).json()).toMatchObject({ data: { id: 'dev' } });
  expect(() => createStaticFiles({ folder: join(folder, 'none'), basePath: '' })).toThrow(
    'npm run build',
  );
});
