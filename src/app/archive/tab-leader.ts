/** Several tabs of one user: one of them reads, the others show what it has read. */
import type { RecentJobs } from './crawl/page-query.ts';

export type TabLeader = {
  /** Resolves once this tab is the one that reads. It stays so until it is closed. */
  lead: (signal: AbortSignal) => Promise<void>;
  post: (message: Message) => void;
  close: () => void;
};

export type Message =
  /** The leader has stored something. */
  | { kind: 'written' }
  /** A follower's screen has read something that the leader should know. */
  | { kind: 'recent'; recent: RecentJobs };

/** Undefined where the browser has no locks: it offers them only in secure contexts. */
export function createTabLeader(
  name: string,
  onMessage: (message: Message) => void,
): TabLeader | undefined {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return undefined;
  const channel = new BroadcastChannel(`jobwatch.archive/${name}`);
  const closed = new AbortController();
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => onMessage(data));

  return {
    lead: async (signal) =>
      new Promise<void>((resolve) => {
        const lock = navigator.locks.request(
          `jobwatch.archive/${name}`,
          { signal: AbortSignal.any([signal, closed.signal]) },
          async () => {
            resolve();
            await aborted(closed.signal);
          },
        );
        // Rejects if the tab is closed while it waits for the lock.
        lock.catch(() => resolve());
      }),
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other
    post: (message) => channel.postMessage(message),
    close: () => {
      closed.abort();
      channel.close();
    },
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
