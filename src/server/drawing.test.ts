import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, expect, test, vi } from 'vitest';

import type { DrawnPage, PageToDraw } from '#contract/drawing.ts';
import { plainLook } from '#contract/look.ts';

import { createDrawing } from './drawing.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobwatch-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.useRealTimers());

/** A thread that answers a page by what its address says. */
const script = `
import { appendFileSync } from 'node:fs';
import { parentPort, threadId, workerData } from 'node:worker_threads';
appendFileSync(new URL('started', import.meta.url), [threadId, workerData ?? ''].join(' '));
parentPort.on('message', ({ id, page: { address } }) => {
  if (address === '/throws') throw new Error('of the thread');
  if (address === '/exits') process.exit(0);
  if (address === '/fills') for (const all = []; ; ) all.push(Array.from({ length: 100_000 }, () => ({})));
  if (address === '/fails') return parentPort.postMessage({ id, error: 'of the page' });
  if (address !== '/hangs') parentPort.postMessage({ id, drawn: { title: address, html: String(threadId) } });
});
`;
writeFileSync(join(folder, 'thread.mjs'), script);

function drawing() {
  let now = 0;
  const { drawPage, warmUp } = createDrawing({
    file: join(folder, 'thread.mjs'),
    monotonic: () => now,
  });
  return {
    draw: async (address: string): Promise<DrawnPage | undefined> => {
      const drawn = await drawPage(page(address));
      return drawn !== undefined && 'html' in drawn ? drawn : undefined;
    },
    warmUp,
    advance: (ms: number) => (now += ms),
  };
}

function page(address: string): PageToDraw {
  return { address, basePath: '/', answers: [], look: plainLook, now: 0 };
}

test('pages are drawn by one thread, each for who asked for it', async () => {
  const { draw } = drawing();
  const [one, two] = await Promise.all([draw('/one'), draw('/two')]);
  expect([one?.title, two?.title]).toEqual(['/one', '/two']);
  expect(one?.html).toBe(two?.html);
});

test('a thread that is warmed up has drawn pages, and is there for the first one', async () => {
  const started = join(folder, 'started');
  writeFileSync(started, '');
  const { draw, warmUp } = drawing();
  warmUp();
  await vi.waitFor(() => expect(readFileSync(started, 'utf8')).not.toBe(''));
  const { html } = (await draw('/')) ?? {};
  expect(readFileSync(started, 'utf8')).toBe(`${html} warm-up`);
});

test('a page that fails costs the others nothing', async () => {
  const { draw } = drawing();
  const failing = draw('/fails');
  const other = draw('/');
  await expect(failing).rejects.toThrow('of the page');
  expect((await other)?.title).toBe('/');
});

test.each([
  ['/throws', 'of the thread'],
  ['/exits', 'has ended'],
  ['/fills', 'memory limit'],
])(
  'a thread that ends (%s) starts again once in a minute, and not for each page',
  async (address, reason) => {
    const { draw, advance } = drawing();
    const first = await draw('/');
    const ending = draw(address);
    const behind = draw('/behind');
    await expect(ending).rejects.toThrow(reason);
    await expect(behind).rejects.toThrow(reason);
    expect(await draw('/')).toBeUndefined();
    advance(59_999);
    expect(await draw('/')).toBeUndefined();
    advance(1);
    const again = await draw('/');
    expect(again?.title).toBe('/');
    expect(again?.html).not.toBe(first?.html);
  },
);

test('a thread that hangs is ended', async () => {
  const { draw, advance } = drawing();
  await draw('/');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const hanging = draw('/hangs');
  vi.advanceTimersByTime(10_000);
  await expect(hanging).rejects.toThrow('A drawing hangs.');
  advance(60_000);
  expect((await draw('/'))?.title).toBe('/');
});

test('of too many pages at once some are not drawn, and none waits for long', async () => {
  const { draw } = drawing();
  const drawn = await Promise.all(Array.from({ length: 10 }, async (_, at) => draw(`/${at}`)));
  expect(drawn.filter((one) => one !== undefined)).toHaveLength(4);
  expect((await draw('/after'))?.title).toBe('/after');
});
