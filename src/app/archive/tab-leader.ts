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
   * the latest when `signal` is. Until then `onLeader` reports how the leading tab does.
   */
  lead: (signal: AbortSignal, onLeader: OnLeader) => Promise<AbortSignal>;
  post: (message: Message) => void;
  close: () => void;
};

/** `paused`: it doesn't read, as a person or an ended session has stopped it. */
export type LeaderState = 'active' | 'paused' | 'silent';

type OnLeader = (leader: LeaderState) => void;

export type Message =
  /** The leader has stored something. */
  | { kind: 'written' }
  /** A follower's screen has read something that the leader should know. */
  | { kind: 'recent'; recent: RecentJobs };

/** Messages between the leaders of all tabs, which nobody else needs. */
export type AnyMessage = Message | { kind: 'who-leads' } | { kind: 'leads'; leader: LeaderState };

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
  /** Whether this tab, if it leads, doesn't read. */
  isPaused: () => boolean;
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

export function createTabLeader(options: Options): TabLeader {
  const { name, onMessage, isPaused, clock, locks, openChannel } = options;
  const lockName = `jobwatch.archive/${name}`;
  const channel = openChannel(`jobwatch.archive/${name}`);
  const closed = new AbortController();
  let isLeading = false;
  /** What the leader has answered to the latest question. */
  let answered: LeaderState | undefined;
  channel.listen((message) => {
    if (message.kind === 'who-leads') {
      if (isLeading) postLeads();
    } else if (message.kind === 'leads') answered = message.leader;
    else onMessage(message);
  });

  function postLeads(): void {
    channel.post({ kind: 'leads', leader: isPaused() ? 'paused' : 'active' });
  }

  /** True once the leader has not answered for long enough; false when the signal is aborted. */
  async function hasFallenSilent(signal: AbortSignal, onLeader: OnLeader): Promise<boolean> {
    let unanswered = 0;
    let leader: LeaderState = 'active';
    while (unanswered < maxUnanswered) {
      answered = undefined;
      channel.post({ kind: 'who-leads' });
      await clock.sleep(askEveryMs, signal);
      if (signal.aborted) return false;
      const before: LeaderState = leader;
      leader = answered ?? 'silent';
      unanswered = leader === 'silent' ? unanswered + 1 : 0;
      if (leader !== before) onLeader(leader);
    }
    return true;
  }

  async function lead(signal: AbortSignal, onLeader: OnLeader): Promise<AbortSignal> {
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
        postLeads();
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
      void hasFallenSilent(isOver, onLeader).then(async (isSilent) => {
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

type TermOptions = {
  /** Undefined where no other tab shares the store. */
  tabs: Pick<TabLeader, 'lead'> | undefined;
  /** Aborted once the store keeps nothing: then there is nothing to share either. */
  failed: AbortSignal;
  /** What a term begins with: from then on no other tab can write. */
  prepare: () => Promise<void>;
  /** It follows another tab. */
  onFollow: (leader: LeaderState) => void;
};

/** When this tab leads: from when it may write until another tab may, or its store has failed. */
export function createLeadingTerm({ tabs, failed, prepare, onFollow }: TermOptions) {
  let term = new AbortController();
  return {
    /** Resolves once this tab leads, with a signal that is aborted when it no longer does. */
    begin: async (signal: AbortSignal): Promise<AbortSignal> => {
      term = new AbortController();
      const end = AbortSignal.any([signal, term.signal]);
      const isShared = tabs !== undefined && !failed.aborted;
      if (isShared) onFollow('active');
      const leading = isShared ? await tabs.lead(AbortSignal.any([end, failed]), onFollow) : end;
      if (!leading.aborted) await prepare();
      return leading;
    },
    /** Another tab has claimed the store. */
    end: () => term.abort(),
  };
}
