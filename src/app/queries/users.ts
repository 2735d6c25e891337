/** People's names. A courtesy: no row waits for one. */
import { queryOptions, useQuery } from '@tanstack/react-query';

import { systemUserId } from '#contract/system.ts';
import { currentUser, user } from '#contract/users.ts';

import { call } from './call.ts';

/** A name lasts as long as the page; one that can't be told isn't asked for again. */
const lasting = {
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  refetchOnWindowFocus: false,
};

export const currentUserQuery = queryOptions({
  queryKey: [currentUser.path],
  queryFn: async ({ signal }) => (await call(currentUser, {}, { signal })).data,
  ...lasting,
});

const userQuery = (id: string) =>
  queryOptions({
    queryKey: [user.path, { id }],
    queryFn: async ({ signal }) => (await call(user, { id }, { signal })).data,
    enabled: id !== systemUserId,
    ...lasting,
  });

/** What to call somebody: `System`, their name, or `User 12345` until or unless Vault tells. */
export function useUserName(id: string): string {
  const { data } = useQuery(userQuery(id));
  return id === systemUserId ? 'System' : (data?.name ?? `User ${id}`);
}
