/** A document is sent in two parts, so that a browser can fetch what it names while a page is drawn. */
import { PassThrough, Writable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

import { expect, onTestFinished, test, vi } from 'vitest';

import type { DrawnPage } from '#contract/drawing.ts';

import { lookIn, visit } from '../testing/drawing-proxy.ts';

const page = { title: '(1) Overview', html: '<p>drawn rows</p>' };

/** A document whose page is being drawn. */
async function opened(coding = 'identity') {
  let onDrawn: ((page: DrawnPage) => void) | undefined;
  let onAsked: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => (onAsked = resolve));
  const { ask, cookie } = await visit({
    draw: async () =>
      new Promise((resolve) => {
        onDrawn = resolve;
        onAsked?.();
      }),
    drawingWaitMs: 300,
  });
  const sent = { accept: 'text/html', 'accept-encoding': coding };
  const answer = await ask('/?zone=a&b=%22>', {
    headers: { ...sent, cookie: `${cookie}; ${lookIn('UTC')}` },
  });
  const next = partsOf(answer);
  const head = await next();
  await asked;
  return { answer, head, next, finish: () => onDrawn?.(page) };
}

/** The next part as a browser reads it, without waiting for those behind it. */
function partsOf({ body, headers }: Response) {
  const coding = headers.get('content-encoding');
  const unpacked = unpack[coding ?? '']?.() ?? new PassThrough();
  void body?.pipeTo(Writable.toWeb(unpacked));
  const parts = unpacked[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await parts.next();
    return done === true ? undefined : String(value);
  };
}

const unpack: Record<string, () => PassThrough> = {
  br: createBrotliDecompress,
  gzip: createGunzip,
};

test.each(['br', 'gzip', 'identity'])(
  'the head (%s) names styles and scripts, and is there before anything is drawn',
  async (coding) => {
    const { answer, head, next, finish } = await opened(coding);
    expect(answer.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(head).toContain('href="./assets/index-1.js" id="start"');
    // Whatever is painted before the rest is there would be laid out twice, and move.
    expect(head).toContain(
      '<link rel="expect" href="/?zone=a&amp;b=%22%3E#app" blocking="render" />',
    );
    expect(head).not.toMatch(/<title>|<body>|of ada/);
    finish();
    expect(await next()).toMatch(
      /^<title>\(1\) Overview<\/title><\/head><body>.*drawn rows.*of ada/,
    );
    expect(await next()).toBeUndefined();
  },
);

test('once Vault has answered in time, the drawing may take longer, yet not for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const slow = await opened();
  vi.advanceTimersByTime(899);
  slow.finish();
  expect(await slow.next()).toContain('drawn rows');
  const hanging = await opened();
  vi.advanceTimersByTime(900);
  expect(await hanging.next()).toContain('<div id="app"></div>');
});
