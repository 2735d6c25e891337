/**
 * Where each Vault's pages are. A page is of one Vault from its address on: another one's is
 * another page, which the browser loads anew.
 */
import type { Session } from '#contract/session.ts';

import { serverPath } from './stored.ts';

export type VaultPlace = Session['vaults'][number];

export function addressOf({ path }: Pick<VaultPlace, 'path'>): string {
  return new URL(serverPath() + path, document.baseURI).href;
}

export function isHere(place: Pick<VaultPlace, 'path'>): boolean {
  return addressOf(place) === document.baseURI;
}

/** Of a session's own Vault; undefined where it has no page of its own, as simulated ones. */
export function placeOf(session: Session): VaultPlace | undefined {
  if (session.kind === 'signed-out') return undefined;
  return session.vaults.find(({ host }) => host === session.vault.host);
}
