/**
 * The archive of whoever is signed in, for the pages that need more than Vault's newest. It is
 * opened with the first of them: who only watches does not read the whole history.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { Job } from '#contract/jobs.ts';

import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import type { Archive } from './archive.ts';
import { archiveOf, openArchive } from './open-archive.ts';
import type { ArchiveState } from './state.ts';

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
  // Whoever comes back finds it open: a first picture without it would have other rows, and what
  // stands above them another height, so that Back would not lead to where one was.
  const archive = openArchive(session);

  // It lives outside of React, as long as the page is open.
  useEffect(() => {
    let isLeft = false;
    void archiveOf(session).then((opened) => {
      feed(opened, cache);
      if (!isLeft) setOpened(opened);
    });
    return () => {
      isLeft = true;
    };
  }, [session, cache]);

  const subscribe = archive === undefined ? nothing : seldom(archive);
  return {
    archive,
    state: useSyncExternalStore(subscribe, archive?.state ?? notYet),
    jobs: useSyncExternalStore(subscribe, archive?.jobs ?? noJobs),
  };
}

const nothing = () => () => {};
const none: ArchiveState = {
  coverage: { kind: 'none' },
  doing: { kind: 'opening' },
  error: undefined,
  calls: 0,
  rowsPerSecond: 0,
  sought: 0,
  keeps: { kind: 'kept' },
};
const notYet = () => none;
const empty: readonly Job[] = [];
const noJobs = () => empty;

type Subscribe = (listener: () => void) => () => void;

const slowed = new WeakMap<Archive, Subscribe>();

/** While it reads it changes ten times a second, and each change has 100,000 rows sorted anew. */
const seldomMs = 1_000;

function seldom(archive: Archive): Subscribe {
  const known = slowed.get(archive);
  if (known !== undefined) return known;
  const subscribe: Subscribe = (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = undefined;
      listener();
    };
    const unsubscribe = archive.subscribe(() => {
      // Then changes are rare, and who opens the page waits for this one.
      if (archive.state().coverage.kind === 'complete') tell();
      else timer ??= setTimeout(tell, seldomMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  };
  slowed.set(archive, subscribe);
  return subscribe;
}

const fed = new WeakSet<Archive>();

/** Tells an archive what the screens read anyway: the newest finished jobs, and who left the monitors. */
function feed(archive: Archive, cache: QueryClient): void {
  if (fed.has(archive)) return;
  fed.add(archive);
  let monitored = cache.getQueryData<JobList>(monitorsQuery.queryKey)?.jobs ?? [];
  const isAnswered = () => cache.getQueryState(recentHistoriesQuery.queryKey)?.status === 'success';
  const read = () => {
    const recent = cache.getQueryData<JobList>(recentHistoriesQuery.queryKey);
    if (recent !== undefined) archive.noticed(recent);
    // It stops when the session ends; a list that is answered again says that there is a new one.
    if (archive.state().doing.kind === 'stopped' && isAnswered()) archive.resume();
    const monitors = cache.getQueryData<JobList>(monitorsQuery.queryKey);
    if (monitors === undefined || monitors.jobs === monitored) return;
    const still = new Set(monitors.jobs.map(({ id }) => id));
    const gone = monitored.filter(({ id }) => !still.has(id));
    monitored = monitors.jobs;
    if (gone.length > 0) archive.departed(gone);
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
