/** Reads as a viewer; where the session of an account of the proxy's has ended, once more with a new one. */
import type { Account } from './account.ts';
import type { Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './vault.ts';

/** `viewer` is whose session the answer was got with. */
export type Reading = (ask: Ask) => Promise<{ reply: Reply; viewer: Viewer }>;

type Options = { vault: Vault; demo: Account | undefined };

export function renewing({ vault, demo }: Options): Reading {
  return async function renewing(ask) {
    const { viewer } = ask;
    const account = viewer.kind === 'demo' ? demo : undefined;
    const reply = await vault(ask);
    if (account === undefined || !isSpent(reply) || ask.endpoint.method !== 'GET') {
      return { reply, viewer };
    }
    account.ended(viewer);
    const renewed = await account.viewer();
    return { reply: await vault({ ...ask, viewer: renewed }), viewer: renewed };
  };
}

function isSpent({ outcome }: Reply): boolean {
  return outcome === 'INVALID_SESSION_ID';
}
