/** What every exported file says of where it comes from, and the names that are known by then. */
import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '#contract/session.ts';

import type { Name } from '../queries/names.ts';
import { nameKey } from '../queries/users.ts';
import type { About } from './table.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

export function aboutSession({
  vault,
  simulated,
  user,
}: SignedIn): Pick<About, 'vault' | 'vaultName' | 'who' | 'app'> {
  return {
    vault: vault.host,
    vaultName: simulated ? 'Simulated Vault' : vault.name,
    who: user.userName ?? `User ${user.id}`,
    app: 'Jobwatch',
  };
}

/** Names of users by their ids, as far as they have been looked up. */
export function knownNames(cache: QueryClient): ReadonlyMap<string, string> {
  return new Map(
    cache
      .getQueriesData<Name>({ queryKey: [nameKey] })
      .flatMap(([, who]) => (who?.name === undefined ? [] : [[who.id, who.name] as const])),
  );
}
