/** The thread in which pages are drawn, one after the other, so that no answer waits for a drawing. */
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { draw } from '#app/draw.tsx';
import type { PageToDraw } from '#contract/drawing.ts';

import type { DrawingReply } from './drawing.ts';
import { warmUpPages } from './warm-up-pages.ts';

/** Until hardly anything is left to compile: a second's work. */
const warmUps = 12;

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

if (workerData === 'warm-up') void warmUp();

/** Between one page and the next, those that somebody waits for are drawn. */
async function warmUp(): Promise<void> {
  for (let times = 0; times < warmUps; times += 1) {
    for (const page of warmUpPages) {
      last = last.then(async () => void (await draw(page).catch(() => {})));
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await last;
      // oxlint-disable-next-line no-await-in-loop -- so that messages arrive
      await setImmediate();
    }
  }
}
