/** A port behaves as the fetch behind it, broken connections included. */
import { createServer } from 'node:http';

import { expect, test } from 'vitest';

import { keepConnections, listen } from './listen.ts';

const here = { port: 0, host: '127.0.0.1' };

test('answers what the fetch answers, body and headers', async () => {
  const { port, close } = await listen(
    async (request) =>
      new Response(`${request.method} ${await request.text()}`, {
        status: 404,
        headers: { Date: 'Tue, 10 Mar 2026 14:00:00 GMT' },
      }),
    here,
  );
  const answer = await fetch(`http://127.0.0.1:${port}/x`, { method: 'POST', body: 'hello' });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('date')).toBe('Tue, 10 Mar 2026 14:00:00 GMT');
  expect(await answer.text()).toBe('POST hello');
  await close();
});

const copied = async (request: Request) =>
  new Response(await new Request(request, { headers: { 'X-Copied': 'yes' } }).text());

test('a request can be copied, with a body or without', async () => {
  const { port, close } = await listen(copied, here);
  const texts = [{ method: 'DELETE' }, { method: 'POST', body: 'hello' }].map(async (init) =>
    (await fetch(`http://127.0.0.1:${port}/`, init)).text(),
  );
  expect(await Promise.all(texts)).toEqual(['', 'hello']);
  await close();
});

test('a browser with the cookies of many Vaults, and a long link, is answered', async () => {
  const { port, close } = await listen(
    ({ headers, url }) => new Response(`${headers.get('cookie')?.length} ${url.length}`),
    here,
  );
  const path = `/titles?title=${encodeURIComponent('日'.repeat(1_500))}`;
  const cookie = Array.from({ length: 50 }, (_, nth) => `jobwatch!v!${nth}=${'x'.repeat(500)}`);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { cookie: cookie.join('; ') },
  });
  expect(await answer.text()).toMatch(/^25\d{3} 135\d\d$/);
  await close();
});

test('a fetch that rejects drops the connection', async () => {
  const { port, close } = await listen(() => Promise.reject(new TypeError('broken')), here);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  await close();
});

test('a caller that gives up is noticed', async () => {
  const asked: Request[] = [];
  const never = (request: Request) => {
    asked.push(request);
    return new Promise<Response>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new Error('given up')));
    });
  };
  const { port, close } = await listen(never, here);
  const given = fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(50) });
  await expect(given).rejects.toThrow('timeout');
  await expect.poll(() => asked[0]?.signal.aborted).toBe(true);
  await close();
});

test('close ends connections that are kept alive, and those without an answer yet', async () => {
  const { port, close } = await listen(
    (request) => (request.url.endsWith('/never') ? new Promise(() => {}) : new Response('ok')),
    here,
  );
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const never = fetch(`http://127.0.0.1:${port}/never`);
  await Promise.all([expect(never).rejects.toThrow('fetch failed'), close()]);
});

test('an idle connection is kept for longer than fronts keep theirs', async () => {
  const { port, close } = await listen(() => new Response('ok'), here);
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  const [, seconds] = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '') ?? [];
  // Google's keep theirs for 600 s, the longest of those in wide use.
  expect(Number(seconds)).toBeGreaterThan(600);
  await close();
});

test('who sends the headers of a request slowly is given no more time than Node gives', () => {
  const [ours, plain] = [createServer(), createServer()];
  keepConnections(ours);
  expect(ours.headersTimeout).toBe(plain.headersTimeout);
  expect(ours.requestTimeout).toBe(plain.requestTimeout);
});

test('a port that is taken is said', async () => {
  const { port, close } = await listen(() => new Response('ok'), here);
  await expect(listen(() => new Response('ok'), { ...here, port })).rejects.toThrow('EADDRINUSE');
  await close();
});
