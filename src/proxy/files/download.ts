/** Asks Vault for what may be large: bytes are handed on as they come, as fast as they are taken. */
import type { Clock } from '../clock.ts';
import { unreadable } from '../vault/fetch-reply.ts';
import { isGood, ownReply, vaultReply, type Reply } from '../vault/reply.ts';
import type { Door } from '../vault/transport.ts';

export type Bytes = {
  kind: 'bytes';
  headers: Headers;
  /** Undefined where Vault doesn't say. */
  size: number | undefined;
  /** Ends with an error where it breaks off or grows too large. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
};

export type Downloaded = Bytes | { kind: 'refused'; reply: Reply };

export type Download = (request: Request, leaving: AbortSignal) => Promise<Downloaded>;

/** Vault itself keeps no file of more than 4 GB (docs/vault-api.md §5). */
const mostBytes = 4 * 1024 ** 3;

/** No refusal is longer. */
const longestRefusal = 64 * 1024;

type Options = { door: Door; clock: Clock; most?: number };

export function download({ door, clock, most = mostBytes }: Options): Download {
  return async function download(request, leaving) {
    const opened = await door(request, { accept: '*/*', read: open, leaving });
    return 'kind' in opened ? opened : { kind: 'refused', reply: opened };
  };

  async function open(response: Response): Promise<Downloaded> {
    const size = sizeOf(response.headers);
    const reader = response.body?.getReader();
    if (size !== undefined && size > most) {
      await reader?.cancel();
      const message = 'The file is over 4 GB.';
      return refused(ownReply({ type: 'ANSWER_TOO_LARGE', message, at: clock.now() }));
    }
    const isDoubtful = !response.ok || mayRefuse(response.headers);
    const start = isDoubtful && reader ? await startOf(reader) : { parts: [], isWhole: false };
    if (isDoubtful) {
      const told = Buffer.concat(start.parts).subarray(0, longestRefusal);
      const reply = vaultReply(response, new Uint8Array(told), clock.now());
      const isRefused = start.isWhole && reply !== undefined && !isGood(reply);
      if (!response.ok || isRefused || isPage(response.headers)) {
        if (!start.isWhole) await reader?.cancel();
        return refused(
          reply && !isGood(reply) ? reply : unreadable(response, new Uint8Array(told), clock.now()),
        );
      }
    }
    const body = streamed({ reader, start: start.parts, size, most });
    return { kind: 'bytes', headers: response.headers, size, body };
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

function refused(reply: Reply): Downloaded {
  return { kind: 'refused', reply };
}

/** Data may be a refusal and a page is one: those must not be saved as a file. */
function mayRefuse(received: Headers): boolean {
  const isBad = /^(?:failure|exception)$/i.test(received.get('x-vaultapi-status') ?? '');
  return isBad || isPage(received) || /\bjson\b/i.test(received.get('content-type') ?? '');
}

function isPage(received: Headers): boolean {
  return /^(?:text\/html|application\/xhtml)/i.test(received.get('content-type') ?? '');
}

/** The length of what was packed says nothing about what comes out of it. */
function sizeOf(received: Headers): number | undefined {
  const written = received.get('content-length') ?? '';
  return /^\d{1,15}$/.test(written) && !received.has('content-encoding')
    ? Number(written)
    : undefined;
}

/** As much as a refusal could be long. */
async function startOf(reader: Reader) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (length <= longestRefusal) {
    // oxlint-disable-next-line no-await-in-loop -- parts come one after the other
    const { done, value } = await reader.read();
    if (done) return { parts, isWhole: true };
    parts.push(value);
    length += value.length;
  }
  return { parts, isWhole: false };
}

type Streaming = {
  reader: Reader | undefined;
  start: Uint8Array<ArrayBuffer>[];
  size: number | undefined;
  most: number;
};

/** Reads on only when asked to, so that nothing piles up here. */
function streamed({ reader, start, size, most }: Streaming): Bytes['body'] {
  let length = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const first = start.shift();
        const part = first ?? (await reader?.read())?.value;
        // A browser would wait for the rest, or take what there is for the whole.
        if (part === undefined && size !== undefined && length !== size) {
          return controller.error(new Error('The file broke off.'));
        }
        if (part === undefined) return controller.close();
        length += part.length;
        if (length <= most) return controller.enqueue(part);
        await reader?.cancel();
        controller.error(new Error('The file is over 4 GB.'));
      },
      cancel: async (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
