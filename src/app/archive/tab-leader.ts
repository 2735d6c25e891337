/** Several tabs of one user: one of them reads, the others show what it has read. */
import type { Noticed } from './state.ts';

export type Tabs = {
  /** Resolves once this tab is the one that reads; it stays so until it is closed or left. */
  lead: (signal: AbortSignal) => Promise<void>;
  tell: (message: Message) => void;
  close: () => void;
};

export type Message =
  /** The one that reads has kept something. */
  | { kind: 'written' }
  /** Another has noticed something that the one that reads should know. */
  | { kind: 'noticed'; noticed: Noticed };

/** Undefined where the browser has no locks, which it has in secure contexts only. */
export function tabs(name: string, onMessage: (message: Message) => void): Tabs | undefined {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return undefined;
  const channel = new BroadcastChannel(`jobwatch.archive/${name}`);
  const left = new AbortController();
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => onMessage(data));

  return {
    lead: async (signal) =>
      new Promise<void>((resolve) => {
        const whileWaiting = AbortSignal.any([signal, left.signal]);
        const held = navigator.locks.request(
          `jobwatch.archive/${name}`,
          { signal: whileWaiting },
          async () => {
            resolve();
            await until(left.signal);
          },
        );
        // Left while it waited for its turn.
        held.catch(() => resolve());
      }),
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other
    tell: (message) => channel.postMessage(message),
    close: () => {
      left.abort();
      channel.close();
    },
  };
}

async function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
