/** Names of archives and of the databases that hold them. Apart, as the first page shown needs them. */
import type { Session } from '#contract/session.ts';

import { ownName } from '../stored.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

/** One archive per Vault and user, and per server where several share a host. */
export function archiveName(session: SignedIn): string {
  return ownName(formerArchiveName(session));
}

/**
 * Without the path of this server, as all archives once were: what is still under it leaves the
 * device with the user, too. A display has no user id, only a user name. The two can't clash: no
 * user name is all digits.
 */
export function formerArchiveName({ vault, user }: SignedIn): string {
  return `${vault.host}/${user.id ?? user.userName}`;
}

export function databaseName(archive: string): string {
  return prefix + archive;
}

const prefix = 'jobwatch.archive/';

/** Of all databases of this origin the archives of this server, as `host/user`. */
export function ownArchives(databases: readonly string[]): string[] {
  const path = ownName('');
  return databases
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((name) => (path === '' ? !name.endsWith('/') : name.endsWith(path)))
    .map((name) => name.slice(0, name.length - path.length));
}
