/** Users' names. No row waits for one. */
import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';

import { currentUser } from '#contract/current-user.ts';
import { systemUserId } from '#contract/system-user.ts';
import { visible } from '#insight/status/title.ts';

import { query } from './query.ts';

const lasting = { gcTime: Infinity, retry: false, refetchOnWindowFocus: false };

export const currentUserQuery = queryOptions({
  ...query(currentUser, {}),
  ...lasting,
  staleTime: Infinity,
});

export const nameKey = 'name';

/** A name is valid as long as the page; one that Vault doesn't give is not asked for again soon. */
const nameQuery = (id: string) =>
  queryOptions({
    queryKey: [nameKey, id],
    queryFn: async ({ client }) => (await import('./names.ts')).lookUp(id, client),
    enabled: id !== systemUserId,
    ...lasting,
    staleTime: ({ state }) => state.data?.keepMs ?? 0,
  });

/** `System`, the user's name, or `User 12345` until Vault gives the name, if it does. */
export function useUserName(id: string): string {
  const cache = useQueryClient();
  useEffect(() => {
    if (id !== systemUserId) void cache.prefetchQuery(nameQuery(id));
  }, [cache, id]);
  const read = () => cache.getQueryData(nameQuery(id).queryKey)?.name;
  const name = useSyncExternalStore(
    useCallback((listener: () => void) => followNames(cache, listener), [cache]),
    read,
    read,
  );
  return id === systemUserId ? 'System' : visible(name ?? `User ${id}`);
}

const followed = new WeakMap<QueryClient, Set<() => void>>();

/** One subscription for all rows: an observer for each is a third of what a row costs. */
function followNames(cache: QueryClient, listener: () => void): () => void {
  const listeners = followed.get(cache) ?? new Set();
  if (!followed.has(cache)) {
    followed.set(cache, listeners);
    cache.getQueryCache().subscribe(({ type, query: { queryKey } }) => {
      if (queryKey[0] !== nameKey || (type !== 'updated' && type !== 'removed')) return;
      for (const one of listeners) one();
    });
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}
