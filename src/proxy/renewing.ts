/** Reads as a viewer; where the demo's session has ended, once more with a new one. */
import type { Demo } from './demo.ts';
import type { Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './vault.ts';

/** `viewer` is whose session the answer was got with. */
export type Reading = (ask: Ask) => Promise<{ reply: Reply; viewer: Viewer }>;

export function renewing({ vault, demo }: { vault: Vault; demo: Demo | undefined }): Reading {
  return async function renewing(ask) {
    const { viewer } = ask;
    const reply = await vault(ask);
    const isSpent = viewer.demo && reply.outcome === 'INVALID_SESSION_ID';
    if (!isSpent || ask.endpoint.method !== 'GET' || demo === undefined) return { reply, viewer };
    const renewed = await demo.renewed(viewer);
    return { reply: await vault({ ...ask, viewer: renewed }), viewer: renewed };
  };
}
