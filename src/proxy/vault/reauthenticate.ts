/** Reads as a viewer; where a session that the proxy keeps has ended, once more with a new one. */
import { ownError } from '#contract/envelope.ts';

import type { Account } from '../session/service-account.ts';
import type { Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './request.ts';

/** `viewer` is whose session the answer was got with. */
export type Reading = (ask: Ask) => Promise<{ reply: Reply; viewer: Viewer }>;

type Options = { vault: Vault; demo: Account | undefined; display: Account | undefined };

export function renewing({ vault, demo, display }: Options): Reading {
  return async function renewing(ask) {
    const { viewer } = ask;
    const account = { personal: undefined, demo, display }[viewer.kind];
    const reply = await vault(ask);
    if (account === undefined || !isSpent(reply) || ask.endpoint.method !== 'GET') {
      return { reply, viewer };
    }
    account.ended(viewer);
    const renewed = await account.viewer();
    const again = await vault({ ...ask, viewer: renewed });
    if (!isSpent(again)) return { reply: again, viewer: renewed };
    account.ended(renewed);
    // Before a display nobody stands who could sign in again.
    if (viewer.kind === 'display') throw ownError('DISPLAY_SIGNED_OUT', spentTwice, soon);
    return { reply: again, viewer: renewed };
  };
}

const spentTwice = 'Vault refuses even the session that it has just given.';
const soon = { retryAfterSeconds: 15 };

function isSpent({ outcome }: Reply): boolean {
  return outcome === 'INVALID_SESSION_ID';
}
