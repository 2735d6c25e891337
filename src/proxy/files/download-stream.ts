/** A stream that tells how it ended and how much of it was taken. */

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

export type Ended = {
  /** `LEFT`: the browser went away. `BROKEN`: Vault broke off. */
  outcome: 'SUCCESS' | 'LEFT' | 'BROKEN';
  bytes: number;
};

/** `gone` is aborted by whoever finds out that the browser has left, here or elsewhere. */
export function watched(
  body: Bytes,
  gone: AbortController,
): { body: Bytes; ended: Promise<Ended> } {
  const reader = body.getReader();
  let bytes = 0;
  let end: ((outcome: Ended['outcome']) => void) | undefined;
  const ended = new Promise<Ended>((resolve) => {
    end = (outcome) => resolve({ outcome, bytes });
  });
  gone.signal.addEventListener('abort', () => end?.('LEFT'), { once: true });
  const taken: Bytes = new ReadableStream(
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
        gone.abort();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return { body: taken, ended };
}
