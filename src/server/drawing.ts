/** Has pages drawn by the app's own code, in a thread beside the one that answers. */
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { Drawing, DrawPage } from '#contract/drawing.ts';

export type DrawingReply =
  | { id: number; drawn: Drawing | undefined }
  | { id: number; error: string };

type Waiting = { onDrawn: (drawn: Drawing | undefined) => void; onError: (error: Error) => void };

/** Longer than a drawing ever takes: what is behind it is better sent without rows. */
const mostWaiting = 4;
/** By far longer than a start and four drawings take on a busy machine: the thread hangs. */
const longestMs = 10_000;
/** After the thread has failed. Whatever made it fail may come again, and a start costs half a second. */
const restMs = 60_000;
/** A drawing takes some 30 MB, the thread without one 40. */
const resourceLimits = { maxOldGenerationSizeMb: 192 };

type Options = {
  /** The thread's script, as built. */
  file: string;
  monotonic?: () => number;
};

export function createDrawing({ file, monotonic = () => performance.now() }: Options) {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let thread: Worker | undefined;
  let startsFrom = -Infinity;

  /** Each drawing that can't be made rejects or is undefined. */
  const drawPage: DrawPage = async (page) => {
    if (waiting.size >= mostWaiting) return undefined;
    if (thread === undefined && monotonic() < startsFrom) return undefined;
    count += 1;
    const id = count;
    const worker = (thread ??= start());
    const hanging = setTimeout(() => end(worker, new Error('A drawing hangs.')), longestMs);
    hanging.unref();
    return new Promise<Drawing | undefined>((onDrawn, onError) => {
      waiting.set(id, { onDrawn, onError });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ id, page });
    }).finally(() => clearTimeout(hanging));
  };

  return {
    drawPage,
    /** Starts the thread, which the first page to be drawn would wait for, and has it draw pages for nobody. */
    warmUp: () => {
      thread ??= start('warm-up');
    },
  };

  function start(workerData?: 'warm-up'): Worker {
    const worker = new Worker(resolve(file), { resourceLimits, workerData });
    worker.on('message', (reply: DrawingReply) => {
      const { onDrawn, onError } = waiting.get(reply.id) ?? {};
      waiting.delete(reply.id);
      if ('error' in reply) onError?.(new Error(reply.error));
      else onDrawn?.(reply.drawn);
    });
    worker.on('error', (error: Error) => end(worker, error));
    worker.on('exit', () => end(worker, new Error('The thread that draws pages has ended.')));
    // It alone keeps no process from ending. After `on`, which would undo it.
    worker.unref();
    return worker;
  }

  /** One of the next pages starts another one. */
  function end(worker: Worker, error: Error): void {
    if (thread !== worker) return;
    thread = undefined;
    startsFrom = monotonic() + restMs;
    for (const { onError } of waiting.values()) onError(error);
    waiting.clear();
    void worker.terminate();
  }
}
