/** Where a session that the proxy itself signed in has ended, asks once more with a new one. */
import { ownError } from '#contract/envelope.ts';

import type { DisplayAccounts } from '../session/accounts.ts';
import type { ServiceAccount } from '../session/service-account.ts';
import type { Reply } from './reply.ts';
import type { Vault } from './request.ts';

type Options = {
  vault: Vault;
  demo: ServiceAccount | undefined;
  displays: DisplayAccounts;
};

export function reauthenticate({ vault, demo, displays }: Options): Vault {
  return async function reauthenticate(ask) {
    const { viewer } = ask;
    const display = displays.get(viewer.vault.host);
    const account = { personal: undefined, demo, display }[viewer.kind];
    const reply = await vault(ask);
    if (account === undefined || !isSessionEnded(reply) || ask.endpoint.method !== 'GET') {
      return reply;
    }
    await account.onSessionEnded(viewer);
    const renewed = await account.viewer();
    const again = await vault({ ...ask, viewer: renewed });
    if (!isSessionEnded(again)) return again;
    await account.onSessionEnded(renewed);
    // Nobody in front of a display could sign in again.
    if (viewer.kind === 'display') throw ownError('DISPLAY_SIGNED_OUT', endedTwice, soon);
    return again;
  };
}

const endedTwice = 'Vault refuses even the session that it has just created.';
const soon = { retryAfterSeconds: 15 };

function isSessionEnded({ outcome }: Reply): boolean {
  return outcome === 'INVALID_SESSION_ID';
}
