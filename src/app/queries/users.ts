/** Users' names. No row waits for one. */
import { queryOptions, useQuery } from '@tanstack/react-query';

import { currentUser } from '#contract/current-user.ts';
import { systemUserId } from '#contract/system-user.ts';

import { visible } from '../status/title.ts';
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
  const { data } = useQuery(nameQuery(id));
  return id === systemUserId ? 'System' : visible(data?.name ?? `User ${id}`);
}
