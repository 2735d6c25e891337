/**
 * The archive of the signed-in user: one per Vault and user, while the page is open. The one place
 * that opens it, makes it the current one and closes it. It is closed before a request is sent as
 * the next user, since what that user reads must not get into it.
 */
import type { QueryClient } from '@tanstack/react-query';

import { headers } from '#contract/headers.ts';
import { histories } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { call, currentSession, onSessionChange } from '../queries/call.ts';
import { type Archive, createArchive } from './archive.ts';
import { deviceClock } from './clock.ts';
import type { PageAnswer, PageQuery } from './crawl/page-query.ts';
import { setCurrentArchive } from './current-archive.ts';
import { archiveName, formerArchiveName } from './database-name.ts';
import { feedArchive } from './feed-archive.ts';
import { dropStore, memoryStore, openStore } from './store.ts';
import { browserTabs, createTabLeader, type Message } from './tab-leader.ts';
import { throttled } from './throttled.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;
type Opened = {
  name: string;
  /** Undefined if it was closed before it had opened. */
  archive: Promise<Archive | undefined>;
  close: () => Promise<void>;
};

let opened: Opened | undefined;
/** Resolves once what was closed is stored, and what was dropped is gone. */
let closing: Promise<void> = Promise.resolve();

/**
 * Opens the archive of this session, starts it, and feeds it with what the screens read. Resolves
 * once it is the current one, or to nothing if somebody else is signed in meanwhile.
 */
export async function openArchive(
  session: SignedIn,
  cache: QueryClient,
): Promise<Archive | undefined> {
  const name = archiveName(session);
  if (!isOf(currentSession(), name)) return undefined;
  if (opened?.name !== name) {
    closeArchive();
    opened = open({ name, times: session.times, cache });
  }
  return opened.archive;
}

onSessionChange((next) => {
  if (opened !== undefined && !isOf(next, opened.name)) closeArchive();
});

/** On sign-out, which has closed the archive: removes its rows from this device. */
export async function dropArchive(session: SignedIn): Promise<void> {
  const name = archiveName(session);
  // The same user has signed in again meanwhile, and reads on.
  if (opened?.name === name) return;
  const dropped = closing.then(async () => {
    for (const one of new Set([name, formerArchiveName(session)])) {
      // oxlint-disable-next-line no-await-in-loop -- two at most
      await dropStore(one, deviceClock);
    }
  });
  closing = settled(dropped);
  await dropped;
}

function closeArchive(): void {
  if (opened === undefined) return;
  const { close } = opened;
  opened = undefined;
  setCurrentArchive(undefined);
  closing = settled(closing, close());
}

/** What could not be closed or dropped must not keep the next archive from opening. */
async function settled(...all: Promise<void>[]): Promise<void> {
  await Promise.allSettled(all);
}

function isOf(session: Session | undefined, name: string): boolean {
  return session?.kind === 'signed-in' && archiveName(session) === name;
}

type Options = { name: string; times: string; cache: QueryClient };

function open({ name, times, cache }: Options): Opened {
  const browser = browserTabs();
  const tabLeader =
    browser && createTabLeader({ ...browser, name, onMessage, isPaused, clock: deviceClock });
  const closed = new AbortController();
  /** Set once it has started. */
  let archive: Archive | undefined;
  let endFeed: (() => void) | undefined;
  function isPaused(): boolean {
    const kind = archive?.state().activity.kind;
    return kind === 'paused' || kind === 'stopped';
  }
  function onMessage(message: Message): void {
    if (closed.signal.aborted) return;
    if (message.kind === 'written') void archive?.loadNew();
    else archive?.addForwarded(message.recent);
  }

  async function start(): Promise<Archive | undefined> {
    await closing;
    if (closed.signal.aborted) return undefined;
    const store =
      tabLeader === undefined
        ? memoryStore('Without https, browsers can’t keep several tabs in step.')
        : await openStore({ name, times, clock: deviceClock });
    if (closed.signal.aborted) {
      store.close();
      return undefined;
    }
    const isShared = tabLeader !== undefined && store.persistence().kind === 'persistent';
    archive = createArchive({
      read,
      store,
      clock: deviceClock,
      random: Math.random,
      ...(isShared && { tabs: tabLeader }),
    });
    archive.start();
    endFeed = feedArchive(archive, cache);
    setCurrentArchive({ name, archive, ...throttled(archive) });
    void makeJobsWhenIdle(archive, closed.signal);
    return archive;
  }

  const starting = start();
  return {
    name,
    archive: starting,
    close: async () => {
      closed.abort();
      endFeed?.();
      await archive?.stop();
      await starting;
      tabLeader?.close();
    },
  };
}

/**
 * History opens without most of its jobs. Pages that sum up all of them, as Insights does, need not
 * wait for those to be made; where a browser doesn't say when it is idle, they are made then.
 */
async function makeJobsWhenIdle(archive: Archive, closed: AbortSignal): Promise<void> {
  if (!('requestIdleCallback' in globalThis)) return;
  await new Promise<void>((resolve) => {
    const unsubscribe = archive.subscribe(() => {
      if (archive.state().activity.kind === 'opening') return;
      unsubscribe();
      resolve();
    });
  });
  const jobs = archive.lazyJobs();
  for (let row = 0; row < jobs.size;) {
    // oxlint-disable-next-line no-await-in-loop -- the time between two waits is the page's
    const idle = await new Promise<IdleDeadline>((resolve) => {
      requestIdleCallback(resolve);
    });
    if (closed.aborted) return;
    do {
      for (const end = row + jobsAtOnce; row < end; row += 1) jobs.at(row);
    } while (row < jobs.size && idle.timeRemaining() > leastIdleMs);
  }
  jobs.all();
}

/** A tenth of a millisecond's work. */
const jobsAtOnce = 100;
const leastIdleMs = 5;

async function read(query: PageQuery, signal: AbortSignal): Promise<PageAnswer> {
  const { data, ...answer } = await call(histories, query, {
    signal,
    headers: { [headers.priority]: 'background' },
  });
  const { limit = 0, total, next } = data.page;
  return {
    jobs: data.jobs,
    // Either is a row that Vault counts and that brings no job of its own.
    unreadable: data.unreadable + data.repeated,
    total,
    limit: limit > 0 ? limit : undefined,
    hasNext: next !== undefined,
    asOf: answer.asOf,
    budget: answer.budget,
    delayMs: answer.delayMs,
    warnings: answer.warnings,
  };
}
