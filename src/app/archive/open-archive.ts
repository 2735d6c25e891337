/** The archive of the signed-in user: one per Vault and user, while the page is open. */
import { headers } from '#contract/headers.ts';
import { histories } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { call } from '../queries/call.ts';
import { type Archive, createArchive } from './archive.ts';
import { deviceClock } from './clock.ts';
import type { PageAnswer, PageQuery } from './crawl/page-query.ts';
import { setCurrentArchive } from './current-archive.ts';
import { archiveName, formerArchiveName } from './database-name.ts';
import { dropStore, memoryStore, openStore } from './store.ts';
import { browserTabs, createTabLeader, type Message } from './tab-leader.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;
type Opened = {
  name: string;
  archive: Promise<Archive>;
  /** Set once `archive` has resolved. */
  ready: Archive | undefined;
  close: () => Promise<void>;
};

let opened: Opened | undefined;

/** Opens the archive of this session and starts it; any other one is closed. */
export async function archiveOf(session: SignedIn): Promise<Archive> {
  const name = archiveName(session);
  if (opened?.name !== name) {
    const before = opened;
    opened = open(name, session.times, before?.close());
  }
  return opened.archive;
}

/** The archive of this session if it is open already. */
export function openArchive(session: SignedIn): Archive | undefined {
  return opened?.name === archiveName(session) ? opened.ready : undefined;
}

/** On sign-out: closes the archive, and removes its rows from this device. */
export async function dropArchive(session: SignedIn): Promise<void> {
  const name = archiveName(session);
  if (opened?.name === name) {
    const { close } = opened;
    opened = undefined;
    setCurrentArchive(undefined);
    await close();
  }
  for (const one of new Set([name, formerArchiveName(session)])) {
    // oxlint-disable-next-line no-await-in-loop -- two at most
    await dropStore(one, deviceClock);
  }
}

function open(name: string, times: string, before: Promise<void> | undefined): Opened {
  const browser = browserTabs();
  const tabLeader =
    browser && createTabLeader({ ...browser, name, onMessage, isPaused, clock: deviceClock });
  const archive = start();
  function isPaused(): boolean {
    const kind = entry.ready?.state().activity.kind;
    return kind === 'paused' || kind === 'stopped';
  }
  function onMessage(message: Message): void {
    void archive.then(({ loadNew, addForwarded }) =>
      message.kind === 'written' ? loadNew() : addForwarded(message.recent),
    );
  }

  async function start(): Promise<Archive> {
    await before;
    const store =
      tabLeader === undefined
        ? memoryStore('Without https, browsers can’t keep several tabs in step.')
        : await openStore({ name, times, clock: deviceClock });
    const isShared = tabLeader !== undefined && store.persistence().kind === 'persistent';
    const started = createArchive({
      read,
      store,
      clock: deviceClock,
      random: Math.random,
      ...(isShared && { tabs: tabLeader }),
    });
    started.start();
    return started;
  }

  const entry: Opened = {
    name,
    archive,
    ready: undefined,
    close: async () => {
      await (await archive).stop();
      tabLeader?.close();
    },
  };
  void archive.then((started) => {
    entry.ready = started;
  });
  return entry;
}

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
