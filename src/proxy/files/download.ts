/** Asks Vault for what may be large: bytes are passed on as they come, as fast as they are read. */
import type { Clock } from '../clock.ts';
import { isGood, ownReply, vaultReply, type Reply } from '../vault/reply.ts';
import type { Transport } from '../vault/transport.ts';
import { unreadableReply } from '../vault/unreadable-reply.ts';

type Chunk = Uint8Array<ArrayBuffer>;
type Bytes = ReadableStream<Chunk>;

export type VaultFile = {
  headers: Headers;
  /** Undefined where Vault doesn't say. */
  size: number | undefined;
  /** Ends with an error where it breaks off or grows too large. */
  body: Bytes;
};

export type Download = (request: Request, leaving: AbortSignal) => Promise<VaultFile | Reply>;

/** Vault itself keeps no file of more than 4 GB (docs/vault-api.md §5). */
const fourGigabytes = 4 * 1024 ** 3;

/** No refusal is longer. */
const maxRefusalBytes = 64 * 1024;

type Options = { open: Transport['open']; clock: Clock; maxBytes?: number };

export function createDownload({ open, clock, maxBytes = fourGigabytes }: Options): Download {
  return function download(request, leaving) {
    return open(request, {
      accept: '*/*',
      read: (response) => read(request, response),
      leaving,
    });
  };

  async function read(request: Request, response: Response): Promise<VaultFile | Reply> {
    const size = sizeOf(response.headers);
    const reader = response.body?.getReader();
    if (size !== undefined && size > maxBytes) {
      await reader?.cancel();
      const message = 'The file is over 4 GB.';
      return ownReply({ type: 'ANSWER_TOO_LARGE', message, at: clock.now() });
    }
    const isDoubtful = !response.ok || mayRefuse(response.headers);
    const start = isDoubtful && reader ? await startOf(reader) : { chunks: [], isWhole: false };
    if (isDoubtful) {
      const bytes = new Uint8Array(Buffer.concat(start.chunks).subarray(0, maxRefusalBytes));
      const reply = vaultReply(response, bytes, clock.now());
      const isRefused = start.isWhole && reply !== undefined && !isGood(reply);
      if (!response.ok || isRefused || isPage(response.headers)) {
        if (!start.isWhole) await reader?.cancel();
        if (reply !== undefined && !isGood(reply)) return reply;
        return unreadableReply({ request, response, body: bytes, at: clock.now(), isFile: true });
      }
    }
    const body = streamOf({ reader, start: start.chunks, size, maxBytes });
    return { headers: response.headers, size, body };
  }
}

type Reader = ReadableStreamDefaultReader<Chunk>;

/** JSON may be a refusal and a page always is one: those must not be saved as a file. */
function mayRefuse(received: Headers): boolean {
  const isBad = /^(?:failure|exception)$/i.test(received.get('x-vaultapi-status') ?? '');
  return isBad || isPage(received) || /\bjson\b/i.test(received.get('content-type') ?? '');
}

function isPage(received: Headers): boolean {
  return /^(?:text\/html|application\/xhtml)/i.test(received.get('content-type') ?? '');
}

/** The length of a compressed body says nothing about what comes out of it. */
function sizeOf(received: Headers): number | undefined {
  const written = received.get('content-length') ?? '';
  return /^\d{1,15}$/.test(written) && !received.has('content-encoding')
    ? Number(written)
    : undefined;
}

/** As much as a refusal could be long. */
async function startOf(reader: Reader) {
  const chunks: Chunk[] = [];
  let length = 0;
  while (length <= maxRefusalBytes) {
    // oxlint-disable-next-line no-await-in-loop -- chunks come one after the other
    const { done, value } = await reader.read();
    if (done) return { chunks, isWhole: true };
    chunks.push(value);
    length += value.length;
  }
  return { chunks, isWhole: false };
}

type Source = {
  reader: Reader | undefined;
  start: Chunk[];
  size: number | undefined;
  maxBytes: number;
};

/** Reads on only when asked to, so that nothing piles up here. */
function streamOf({ reader, start, size, maxBytes }: Source): Bytes {
  let length = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk = start.shift() ?? (await reader?.read())?.value;
        // A browser would wait for the rest, or take what there is for the whole.
        if (chunk === undefined && size !== undefined && length !== size) {
          return controller.error(new Error('The file broke off.'));
        }
        if (chunk === undefined) return controller.close();
        length += chunk.length;
        if (length <= maxBytes) return controller.enqueue(chunk);
        await reader?.cancel();
        controller.error(new Error('The file is over 4 GB.'));
      },
      cancel: async (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

export type DownloadEnd = {
  /** `LEFT`: the browser went away. `BROKEN`: Vault broke off. */
  outcome: 'SUCCESS' | 'LEFT' | 'BROKEN';
  bytes: number;
};

/**
 * The same stream, with a promise of how it ends. `left` is aborted by whoever finds out that the
 * browser has left, here or elsewhere.
 */
export function observeEnd(
  body: Bytes,
  left: AbortController,
): { body: Bytes; ended: Promise<DownloadEnd> } {
  const reader = body.getReader();
  let bytes = 0;
  let end: ((outcome: DownloadEnd['outcome']) => void) | undefined;
  const ended = new Promise<DownloadEnd>((resolve) => {
    end = (outcome) => resolve({ outcome, bytes });
  });
  left.signal.addEventListener('abort', () => end?.('LEFT'), { once: true });
  const observed: Bytes = new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            bytes += value.length;
            return controller.enqueue(value);
          }
          end?.('SUCCESS');
          controller.close();
        } catch {
          end?.('BROKEN');
          // In words of ours: before the first byte has gone, a server sends them to the browser.
          controller.error(new Error('The file broke off.'));
        }
      },
      async cancel(reason) {
        left.abort();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return { body: observed, ended };
}
