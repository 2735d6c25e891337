/**
 * The archive of the signed-in user, for pages that need more than Vault's newest jobs. The first
 * such page opens it, so that a user who only watches does not read the whole history.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import type { Archive } from './archive.ts';
import { setCurrentArchive } from './current-archive.ts';
import { archiveName } from './database-name.ts';
import { archiveOf, openArchive } from './open-archive.ts';
import type { ArchiveState } from './status.ts';

export type Archived = {
  /** Undefined until it is open. */
  archive: Archive | undefined;
  state: ArchiveState;
  /** In no order; the same array until something changes. */
  jobs: readonly Job[];
};

export function useArchive(): Archived {
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const [, setOpened] = useState<Archive>();
  // If it is open already, the first render must have its rows: Back restores the scroll position
  // only if everything above it has the same height as before.
  const archive = openArchive(session);

  // The archive lives outside of React, while the page is open.
  useEffect(() => {
    let isUnmounted = false;
    void openAndFeed(session, cache).then((opened) => {
      if (!isUnmounted) setOpened(opened);
    });
    return () => {
      isUnmounted = true;
    };
  }, [session, cache]);

  const subscribe = archive === undefined ? subscribeToNothing : throttledSubscribe(archive);
  return {
    archive,
    state: useSyncExternalStore(subscribe, archive?.state ?? (() => stateBeforeOpening)),
    jobs: useSyncExternalStore(subscribe, archive?.jobs ?? (() => noJobs)),
  };
}

/** Opens the archive of a session and keeps it up to date with what the screens read. */
export async function openAndFeed(
  session: Extract<Session, { kind: 'signed-in' }>,
  cache: QueryClient,
): Promise<Archive> {
  const archive = await archiveOf(session);
  feed(archive, cache);
  const { jobs } = archive;
  setCurrentArchive({ name: archiveName(session), jobs, subscribe: throttledSubscribe(archive) });
  return archive;
}

const subscribeToNothing = () => () => {};
const stateBeforeOpening: ArchiveState = {
  coverage: { kind: 'none' },
  activity: { kind: 'opening' },
  hasKeptRows: false,
  error: undefined,
  calls: 0,
  leftMs: undefined,
  warnings: [],
  departed: 0,
  persistence: { kind: 'persistent' },
};
const noJobs: readonly Job[] = [];

type Subscribe = (listener: () => void) => () => void;

const throttled = new WeakMap<Archive, Subscribe>();

/** While it reads, the archive changes ten times a second, and each change sorts 100,000 rows. */
const throttleMs = 1_000;

function throttledSubscribe(archive: Archive): Subscribe {
  const known = throttled.get(archive);
  if (known !== undefined) return known;
  const subscribe: Subscribe = (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const notify = () => {
      clearTimeout(timer);
      timer = undefined;
      listener();
    };
    let shown = phaseOf(archive);
    const unsubscribe = archive.subscribe(() => {
      const phase = phaseOf(archive);
      // A complete archive changes rarely, and the page may be waiting for this change; so it may
      // be for the first rows, and for the end of loading what is kept.
      if (phase === 'complete' || phase !== shown) notify();
      else timer ??= setTimeout(notify, throttleMs);
      shown = phase;
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  };
  throttled.set(archive, subscribe);
  return subscribe;
}

function phaseOf(archive: Archive): string {
  const { activity, coverage } = archive.state();
  if (coverage.kind === 'complete') return 'complete';
  return `${coverage.kind}${activity.kind === 'opening' ? ', opening' : ''}`;
}

const fed = new WeakSet<Archive>();

/** Feeds an archive with what the screens read: the newest finished jobs, and those that left the monitors. */
function feed(archive: Archive, cache: QueryClient): void {
  if (fed.has(archive)) return;
  fed.add(archive);
  let monitored = cache.getQueryData<JobList>(monitorsQuery.queryKey)?.jobs ?? [];
  const isAnswered = () => cache.getQueryState(recentHistoriesQuery.queryKey)?.status === 'success';
  const read = () => {
    const recent = cache.getQueryData<JobList>(recentHistoriesQuery.queryKey);
    if (recent !== undefined) archive.addRecent(recent);
    // It stops when the session ends. A list that is answered again means that there is a new one.
    if (archive.state().activity.kind === 'stopped' && isAnswered()) archive.resume();
    const monitors = cache.getQueryData<JobList>(monitorsQuery.queryKey);
    if (monitors === undefined || monitors.jobs === monitored) return;
    const still = new Set(monitors.jobs.map(({ id }) => id));
    const departed = monitored.filter(({ id }) => !still.has(id));
    monitored = monitors.jobs;
    if (departed.length > 0) archive.addDeparted(departed);
  };
  read();
  const [monitorsKey, historiesKey] = [monitorsQuery.queryKey, recentHistoriesQuery.queryKey].map(
    (key) => JSON.stringify(key),
  );
  cache.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.state.fetchStatus !== 'idle') return;
    if (query.queryHash === monitorsKey || query.queryHash === historiesKey) read();
  });
}
