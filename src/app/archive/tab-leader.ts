/**
 * Several tabs of one user: one of them reads, the others show what it has read. The one that holds
 * a lock leads. A tab can stand still without losing its lock, as in a debugger, so the others ask
 * it now and then whether it is there, and take the lock over if it doesn't answer.
 */
import type { Clock } from './clock.ts';
import type { RecentJobs } from './crawl/page-query.ts';

export type TabLeader = {
  /**
   * Resolves once this tab leads, with a signal that is aborted as soon as it no longer does: at
   * the latest when `signal` is. `onSilence` reports whether the leading tab fails to answer.
   */
  lead: (signal: AbortSignal, onSilence: OnSilence) => Promise<AbortSignal>;
  post: (message: Message) => void;
  close: () => void;
};

type OnSilence = (isSilent: boolean) => void;

export type Message =
  /** The leader has stored something. */
  | { kind: 'written' }
  /** A follower's screen has read something that the leader should know. */
  | { kind: 'recent'; recent: RecentJobs };

/** Messages between the leaders of all tabs, which nobody else needs. */
export type AnyMessage = Message | { kind: 'who-leads' } | { kind: 'leads' };

/** What is needed of a BroadcastChannel. */
export type Channel = {
  post: (message: AnyMessage) => void;
  listen: (onMessage: (message: AnyMessage) => void) => void;
  close: () => void;
};

/** What is needed of the browser's locks. */
export type Locks = {
  request: (name: string, options: LockOptions, hold: () => Promise<void>) => Promise<unknown>;
};

export type Options = {
  name: string;
  onMessage: (message: Message) => void;
  clock: Clock;
  locks: Locks;
  openChannel: (name: string) => Channel;
};

const askEveryMs = 2_000;
/** A leader that is merely busy answers late. Questions are counted, as a machine may have slept. */
const maxUnanswered = 3;

/** What the browser offers, or undefined: it has locks only in secure contexts. */
export function browserTabs(): Pick<Options, 'locks' | 'openChannel'> | undefined {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return undefined;
  return { locks: navigator.locks, openChannel: broadcastChannel };
}

export function createTabLeader({
  name,
  onMessage,
  clock,
  locks,
  openChannel,
}: Options): TabLeader {
  const lockName = `jobwatch.archive/${name}`;
  const channel = openChannel(`jobwatch.archive/${name}`);
  const closed = new AbortController();
  let isLeading = false;
  let isAnswered = false;
  channel.listen((message) => {
    if (message.kind === 'who-leads') {
      if (isLeading) channel.post({ kind: 'leads' });
    } else if (message.kind === 'leads') isAnswered = true;
    else onMessage(message);
  });

  /** True once the leader has not answered for long enough; false when the signal is aborted. */
  async function hasFallenSilent(signal: AbortSignal, onSilence: OnSilence): Promise<boolean> {
    let unanswered = 0;
    while (unanswered < maxUnanswered) {
      isAnswered = false;
      channel.post({ kind: 'who-leads' });
      await clock.sleep(askEveryMs, signal);
      if (signal.aborted) return false;
      const wasSilent = unanswered > 0;
      unanswered = isAnswered ? 0 : unanswered + 1;
      if (wasSilent === isAnswered) onSilence(!isAnswered);
    }
    return true;
  }

  async function lead(signal: AbortSignal, onSilence: OnSilence): Promise<AbortSignal> {
    const lost = new AbortController();
    const waiting = new AbortController();
    const end = AbortSignal.any([signal, closed.signal]);
    const isOver = AbortSignal.any([end, waiting.signal]);
    let latest = 0;
    return new Promise<AbortSignal>((resolve) => {
      const finish = () => {
        isLeading = false;
        waiting.abort();
        lost.abort();
        resolve(lost.signal);
      };
      const begin = () => {
        isLeading = true;
        waiting.abort();
        channel.post({ kind: 'leads' });
        resolve(lost.signal);
      };
      const request = (options: LockOptions) => {
        const own = (latest += 1);
        let isHeld = false;
        const hold = async () => {
          if (own !== latest || end.aborted) return;
          isHeld = true;
          begin();
          await aborted(end);
        };
        // It rejects when another tab has taken the lock over, and when the browser refuses locks.
        locks.request(lockName, options, hold).catch(() => {
          if (isHeld) finish();
        });
      };
      if (end.aborted) return finish();
      end.addEventListener('abort', finish, { once: true });
      request({ signal: isOver });
      void hasFallenSilent(isOver, onSilence).then(async (isSilent) => {
        if (!isSilent) return;
        request({ steal: true });
        await clock.sleep(askEveryMs, isOver);
        // Where even that isn't granted, the store still lets only one tab write.
        if (!isOver.aborted) begin();
      });
    });
  }

  return {
    lead,
    post: (message) => {
      if (!closed.signal.aborted) channel.post(message);
    },
    close: () => {
      closed.abort();
      channel.close();
    },
  };
}

function broadcastChannel(name: string): Channel {
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other
    post: (message) => channel.postMessage(message),
    listen: (onMessage) =>
      channel.addEventListener('message', ({ data }: MessageEvent<AnyMessage>) => onMessage(data)),
    close: () => channel.close(),
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
