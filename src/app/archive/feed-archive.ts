/**
 * Feeds an archive with what the screens read: the newest finished jobs, and those that left the
 * monitors. Returns what ends it: the next user's jobs must not reach this user's archive.
 */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { sessionQuery } from '../queries/session.ts';
import type { Archive } from './archive.ts';

export function feedArchive(archive: Archive, cache: QueryClient): () => void {
  const sinceMs = cache.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt ?? 0;
  /** A list that was read before this session may be another user's. */
  const listOf = (queryKey: QueryKey): JobList | undefined => {
    const state = cache.getQueryState<JobList>(queryKey);
    return state !== undefined && state.dataUpdatedAt >= sinceMs ? state.data : undefined;
  };
  let monitored = listOf(monitorsQuery.queryKey)?.jobs ?? [];
  const isAnswered = () => cache.getQueryState(recentHistoriesQuery.queryKey)?.status === 'success';
  const read = () => {
    const recent = listOf(recentHistoriesQuery.queryKey);
    if (recent !== undefined) archive.addRecent(recent);
    // It stops when the session ends. A list that is answered again means that there is a new one.
    if (archive.state().activity.kind === 'stopped' && isAnswered()) archive.resume();
    const monitors = listOf(monitorsQuery.queryKey);
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
  return cache.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.state.fetchStatus !== 'idle') return;
    if (query.queryHash === monitorsKey || query.queryHash === historiesKey) read();
  });
}
