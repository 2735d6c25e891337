/** The archive of whoever is signed in: one for a Vault and user, as long as the page is open. */
import { headers } from '#contract/headers.ts';
import { histories } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { call } from '../queries/call.ts';
import { deviceNow } from '../time/clock.ts';
import { type Archive, archive } from './archive.ts';
import type { Query, Reading } from './crawl/page-query.ts';
import type { Clock, Noticed } from './state.ts';
import { dropStore, memoryStore, openStore } from './store.ts';
import { type Message, tabs } from './tab-leader.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;
type Opened = {
  name: string;
  archive: Promise<Archive>;
  /** The same, once it is open. */
  ready: Archive | undefined;
  close: () => Promise<void>;
};

let opened: Opened | undefined;

/** The archive of this session, reading from now on; any other one is closed. */
export async function archiveOf(session: SignedIn): Promise<Archive> {
  const name = nameOf(session);
  if (opened?.name !== name) {
    const before = opened;
    opened = open(name, session.times, before?.close());
  }
  return opened.archive;
}

/** The same without waiting, where it is open already. */
export function openArchive(session: SignedIn): Archive | undefined {
  return opened?.name === nameOf(session) ? opened.ready : undefined;
}

/** On sign-out: closes it, and removes its rows from this device. */
export async function dropArchive(session: SignedIn): Promise<void> {
  const name = nameOf(session);
  if (opened?.name === name) {
    const { close } = opened;
    opened = undefined;
    await close();
  }
  await dropStore(name);
}

/** A display has no id, only the name of its account: digits alone are no user name. */
function nameOf({ vault, user }: SignedIn): string {
  return `${vault.host}/${user.id ?? user.userName}`;
}

function open(name: string, times: string, before: Promise<void> | undefined): Opened {
  const group = tabs(name, heard);
  const made = make();
  function heard(message: Message): void {
    void made.then(({ follow, forwarded }) => {
      if (message.kind === 'written') return follow();
      return forwarded(message.noticed);
    });
  }

  async function make(): Promise<Archive> {
    await before;
    const store =
      group === undefined
        ? memoryStore('Without https, browsers can’t keep several tabs in step.')
        : await openStore(name, times);
    const isKept = store.keeps().kind === 'kept';
    const subject = archive({
      read,
      store,
      clock,
      random: Math.random,
      ...(group !== undefined &&
        isKept && {
          lead: group.lead,
          onWritten: () => group.tell({ kind: 'written' }),
          onNoticed: (noticed: Noticed) => group.tell({ kind: 'noticed', noticed }),
        }),
    });
    subject.start();
    return subject;
  }

  const begun: Opened = {
    name,
    archive: made,
    ready: undefined,
    close: async () => {
      await (await made).stop();
      group?.close();
    },
  };
  void made.then((subject) => {
    begun.ready = subject;
  });
  return begun;
}

async function read(query: Query, signal: AbortSignal): Promise<Reading> {
  const { data, ...answer } = await call(histories, query, {
    signal,
    headers: { [headers.priority]: 'background' },
  });
  const { limit = 0, total, next } = data.page;
  return {
    jobs: data.jobs,
    unreadable: data.unreadable,
    total,
    limit: limit > 0 ? limit : undefined,
    more: next !== undefined,
    asOf: answer.asOf,
    budget: answer.budget,
    delayMs: answer.delayMs,
  };
}

const clock: Clock = {
  now: deviceNow,
  sleep: async (ms, signal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    }),
};
