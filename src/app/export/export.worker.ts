/** The thread that writes files, so that the page goes on answering. */
import type { ToWorker } from './messages.ts';
import { writing } from './write-file.ts';

const receive = writing((message) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  globalThis.postMessage(message);
});

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data));
