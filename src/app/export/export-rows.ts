/** Makes a file of rows in a worker of its own, without keeping the page waiting. */
import { ExportFailure } from './failure.ts';
import { fileName } from './file-name.ts';
import type { Batch, FromWorker, Order, ToWorker } from './messages.ts';

export type Progress = { rows: number; total: number };
export type Exported = { blob: Blob; fileName: string; rows: number };

type Exporting = Order & {
  /** In batches as they are read; each is cut into pieces that are quick to hand over. */
  batches: Iterable<Batch> | AsyncIterable<Batch>;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
};

/** Rows a message: copying them takes the page some 2 ms. */
const piece = 500;

/** Pieces under way at a time: enough that the worker never waits, few enough to stay small. */
const ahead = 4;

/**
 * Rejects with an ExportFailure, with what the batches threw, or with the signal's reason. There
 * is then no file: a part of one is never given out.
 */
export async function exportRows({
  batches,
  signal,
  onProgress,
  ...order
}: Exporting): Promise<Exported> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module' });
  try {
    const talk = conversation(worker, signal);
    talk.tell({ kind: 'order', order });
    // Rows may be long in coming: neither cancelling nor a failure waits for them.
    const { blob, rows } = await Promise.race([
      handOver(talk, batches, (written) => onProgress?.({ rows: written, total: order.expected })),
      talk.failed,
    ]);
    return { blob, rows, fileName: fileName(order) };
  } finally {
    worker.terminate();
  }
}

async function handOver(
  talk: Conversation,
  batches: Exporting['batches'],
  onWritten: (rows: number) => void,
): Promise<Extract<FromWorker, { kind: 'file' }>> {
  let underWay = 0;
  const answer = async () => {
    const heard = await talk.hear();
    underWay -= 1;
    if (heard.kind === 'written') onWritten(heard.rows);
    return heard;
  };
  for await (const batch of batches) {
    for (const part of pieces(batch)) {
      talk.tell({ kind: 'batch', batch: part });
      underWay += 1;
      if (underWay >= ahead) await answer();
    }
  }
  talk.tell({ kind: 'end' });
  for (;;) {
    const heard = await answer();
    if (heard.kind === 'file') return heard;
  }
}

type Conversation = ReturnType<typeof conversation>;

/** Answers come one by one, in their order, until a failure or the signal ends it. */
function conversation(worker: Worker, signal: AbortSignal) {
  const answers: FromWorker[] = [];
  let wake: (() => void) | undefined;
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'failed') reject(new ExportFailure(data.why, data.words));
      else answers.push(data);
      wake?.();
    });
    worker.addEventListener('error', () => reject(unavailable()));
    worker.addEventListener('messageerror', () => reject(unavailable()));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return {
    failed,
    tell(message: ToWorker) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage(message);
    },
    async hear(): Promise<FromWorker> {
      for (;;) {
        signal.throwIfAborted();
        const answer = answers.shift();
        if (answer !== undefined) return answer;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([woken, failed]);
      }
    },
  };
}

function unavailable(): ExportFailure {
  return new ExportFailure(
    'broken',
    'Nothing was saved: the part of this page that writes files stopped. Reload the page and try again.',
  );
}

function* pieces(batch: Batch): Generator<Batch> {
  const rows = batch.kind === 'jobs' ? batch.jobs.length : batch.cells.length;
  for (let from = 0; from < rows; from += piece) {
    const to = from + piece;
    yield batch.kind === 'jobs'
      ? { kind: 'jobs', jobs: batch.jobs.slice(from, to) }
      : { kind: 'cells', cells: batch.cells.slice(from, to) };
  }
}
