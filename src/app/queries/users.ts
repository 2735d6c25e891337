/** Users' names. No row waits for one. */
import { queryOptions, useQuery } from '@tanstack/react-query';

import { systemUserId } from '#contract/system-user.ts';
import { currentUser, user } from '#contract/users.ts';

import { visible } from '../status/title.ts';
import { query } from './query.ts';

/** A name is valid as long as the page; one that Vault doesn't give isn't asked for again. */
const lasting = {
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  refetchOnWindowFocus: false,
};

export const currentUserQuery = queryOptions({
  ...query(currentUser, {}),
  ...lasting,
});

const userQuery = (id: string) =>
  queryOptions({
    ...query(user, { id }),
    enabled: id !== systemUserId,
    ...lasting,
  });

/** `System`, the user's name, or `User 12345` until Vault gives the name, if it does. */
export function useUserName(id: string): string {
  const { data } = useQuery(userQuery(id));
  return id === systemUserId ? 'System' : visible(data?.name ?? `User ${id}`);
}
