/** Ends a Vault session. It isn't waited for: one that can't be ended runs out by itself. */
import { endSession } from '#contract/sign-in.ts';

import type { Config } from '../config.ts';
import type { Forward } from '../vault/fetch-reply.ts';
import { direct, type Viewer } from '../vault/request.ts';

export type SignOut = (viewer: Viewer) => void;

export function signOut({ config, forward }: { config: Config; forward: Forward }): SignOut {
  const vault = direct(config, forward);
  return function signOut(viewer) {
    void vault({ viewer, endpoint: endSession, address: endSession.path, background: false });
  };
}
