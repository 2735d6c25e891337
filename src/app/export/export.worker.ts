/** The thread that writes files, so that the page goes on answering. */
import { createExportSession } from './export-session.ts';
import type { ToWorker } from './messages.ts';

const receive = createExportSession((message) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  globalThis.postMessage(message);
});

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data));
