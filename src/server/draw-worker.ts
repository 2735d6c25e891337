/** The thread in which pages are drawn, one after the other, so that no answer waits for a drawing. */
import { parentPort } from 'node:worker_threads';

import { draw } from '#app/draw.tsx';
import type { PageToDraw } from '#contract/drawing.ts';

import type { DrawingReply } from './drawing.ts';

/** They share a clock and the viewer's choices while they are drawn. */
let last = Promise.resolve();

parentPort?.on('message', ({ id, page }: { id: number; page: PageToDraw }) => {
  last = last.then(async () => {
    const reply: DrawingReply = await draw(page).then(
      (drawn) => ({ id, drawn }),
      (error: unknown) => ({ id, error: String(error) }),
    );
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage(reply);
  });
});
