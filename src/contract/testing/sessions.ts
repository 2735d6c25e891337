/** For tests: sessions of some users of one Vault. */
import type { Session } from '../session.ts';

const setting = { vaults: [], simulated: true, readOnly: false, times: 'utc', apiVersion: 'v25.3' };

export const signedOut: Session = { kind: 'signed-out', ...setting };

export function signedIn(id: string): Extract<Session, { kind: 'signed-in' }> {
  const vault = { host: 'session.vault.test', name: 'Session' };
  const user = { id, userName: undefined };
  return { kind: 'signed-in', ...setting, vault, user, demo: false, display: false };
}
