/**
 * Watches Vault's lists for one viewer, in one tab of the browser, also while nobody sees it. The
 * tab that holds the viewer's lock asks, remembers and shows; a browser frees the lock of a tab that
 * is closed, and doesn't put one to sleep that holds any.
 */
import type { QueryClient } from '@tanstack/react-query';
import * as v from 'valibot';

import { VaultError } from '#contract/envelope.ts';
import { milliseconds } from '#contract/instant.ts';
import type { Session } from '#contract/session.ts';
import { titlesQueued, usualWaits } from '#insight/finished-runs.ts';
import { shownTitle } from '#insight/status/title.ts';
import { isWithin } from '#insight/time/daily-hours.ts';
import { usualByTitle } from '#insight/usual.ts';

import { currentArchive } from '../archive/current-archive.ts';
import { archiveName, formerArchiveName } from '../archive/database-name.ts';
import { finishedJobs } from '../archive/finished-jobs.ts';
import { shownVault } from '../components/vault-label.ts';
import { preference } from '../preferences.ts';
import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { nextPoll, slowlyMs } from '../queries/polling.ts';
import { firstSeenQueued } from '../queries/queued-jobs.ts';
import { changeStored, ownName, readStored } from '../stored.ts';
import { deviceNow, onVaultClock, vaultNow } from '../time/clock.ts';
import { notificationPermission, showNotification } from './browser.ts';
import {
  eventText,
  type JobEvent,
  type Look,
  type Memory,
  memory,
  observe,
  oldestAnswerMs,
} from './events.ts';
import { notificationSettings, notifiedKey } from './settings.ts';
import { createShownJobs } from './shown-jobs.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

type Options = {
  session: SignedIn;
  cache: QueryClient;
  /** On whose clocks it is said when something was, and when quiet hours are. */
  zone: string;
  openJob: (id: string) => void;
  openOverview: () => void;
};

/** Where nothing can be asked now: paused, or the permission was withdrawn. */
const idleMs = 10_000;
/** Of more at once, one notification says how many they are. */
const mostAtOnce = 5;

/** Goes on until the returned function is called. */
export function watchJobs(options: Options): () => void {
  const viewer = formerArchiveName(options.session);
  const ended = new AbortController();
  const shownJobs = createShownJobs(viewer);
  const lock = ownName(`jobwatch.notifications/${viewer}`);
  const remembered = createRemembered(viewer);

  async function look(): Promise<void> {
    const seen = await readLists(options);
    if (seen === undefined || ended.signal.aborted) return;
    const { rules, onSince, forgotAt, quietHours } = notificationSettings();
    const before = remembered.read();
    // After signing out nothing is remembered: what was so before may have been said.
    const newsSince = before === undefined ? Math.max(onSince, forgotAt) : onSince;
    const observed = observe(before, seen, { rules, onSince: onVaultClock(newsSince) });
    // Before anything is shown: a tab that is closed in between has said too little, never twice.
    remembered.write(observed.memory);
    const isQuiet = quietHours !== undefined && isWithin(quietHours, vaultNow(), options.zone);
    if (isQuiet) return;
    const ids = observed.events.map(({ job }) => String(job.id));
    const shown = await shownJobs.among(ids);
    if (ended.signal.aborted) return;
    show(
      observed.events.filter(({ job }) => !shown.has(String(job.id))),
      seen,
      options,
    );
  }

  void navigator.locks
    .request(lock, { signal: ended.signal }, async () => {
      while (!ended.signal.aborted) {
        const canLook = !preference('paused') && notificationPermission() === 'granted';
        if (canLook) await look();
        await sleep(canLook ? waitMs(options.cache) : idleMs, ended.signal);
      }
    })
    .catch(() => {}); // it was ended while another tab held the lock

  return () => {
    ended.abort();
    shownJobs.close();
  };
}

/** Undefined where they are not known, not whole or not of now: nothing is concluded from these. */
async function readLists({ session, cache }: Options): Promise<Look | undefined> {
  try {
    // In this order: what ends between the two calls stands in both.
    await cache.fetchQuery(monitorsQuery);
    await cache.fetchQuery(recentHistoriesQuery);
  } catch (error) {
    if (error instanceof Error) return undefined; // the next look may do better
    throw error;
  }
  const monitors = cache.getQueryData<JobList>(monitorsQuery.queryKey);
  const histories = cache.getQueryData<JobList>(recentHistoriesQuery.queryKey);
  if (monitors === undefined || histories === undefined) return undefined;
  if (![monitors, histories].every(isSound)) return undefined;
  const name = archiveName(session);
  const open = currentArchive();
  const archived = open?.name === name ? open.archive.jobs() : [];
  const finished = finishedJobs(archived, histories.jobs);
  return {
    now: onVaultClock(Math.min(milliseconds(monitors.asOf), milliseconds(histories.asOf))),
    monitors: monitors.jobs,
    finished: histories.jobs,
    usual: usualByTitle(finished),
    queues: {
      seenSince: firstSeenQueued(name, monitors),
      usualMs: usualWaits(finished, titlesQueued(monitors.jobs)),
    },
  };
}

function isSound({ asOf, unreadable, warnings }: JobList): boolean {
  return (
    unreadable === 0 && warnings.length === 0 && deviceNow() - milliseconds(asOf) < oldestAnswerMs
  );
}

/** As the overview would ask next; after a session's end only now and then, as that ends by hand. */
function waitMs(cache: QueryClient): number {
  const query = cache.getQueryCache().find<JobList>({ queryKey: monitorsQuery.queryKey });
  if (query === undefined) return idleMs;
  const { error } = query.state;
  if (error instanceof VaultError && error.kind === 'sign-in') return slowlyMs;
  const next = nextPoll(query);
  return next === false ? idleMs : next;
}

function show(events: readonly JobEvent[], look: Look, options: Options): void {
  const { session, zone, openJob, openOverview } = options;
  const vault = shownVault(session);
  const each = events.length > mostAtOnce ? events.slice(0, mostAtOnce - 1) : events;
  for (const event of each) {
    const { id, title } = event.job;
    showNotification({
      title: `${vault}: ${shownTitle(title)}`,
      body: `It ${eventText(event, look, zone)}`,
      tag: `${session.vault.host} ${event.key}`,
      onClick: () => openJob(String(id)),
    });
  }
  const more = events.length - each.length;
  if (more === 0) return;
  showNotification({
    title: `${vault}: ${more} more`,
    body: 'That many more jobs matched your rules at the same time.',
    tag: `${session.vault.host} more ${look.now}`,
    onClick: openOverview,
  });
}

/** By viewer, what a full storage did not keep: this page may begin anew to watch, as with another zone. */
const unkept = new Map<string, Memory>();

/** What one viewer was shown, in whichever tab: the one that holds the lock reads and writes it. */
function createRemembered(viewer: string) {
  const key = notifiedKey(viewer);
  return {
    read: (): Memory | undefined => {
      const stored = v.safeParse(memory, readStored('localStorage', key));
      return unkept.get(key) ?? (stored.success ? stored.output : undefined);
    },
    write: (next: Memory) => {
      if (changeStored({ area: 'localStorage', key, schema: memory }, () => next))
        unkept.delete(key);
      else unkept.set(key, next);
    },
  };
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
