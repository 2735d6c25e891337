/**
 * Every endpoint of the contract and its answer. One that is missing, or an answer of another
 * shape than the contract reads, does not compile.
 */
import type { Asked, Wire } from '#contract/endpoint.ts';
import type { vaultEndpoints } from '#contract/endpoints.ts';

import type { Session } from '../world/sessions.ts';
import type { World } from '../world/world.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import type { EndpointName } from './route.ts';
import { authenticate, endSession, keepAlive } from './sign-in.ts';
import { currentUser, user } from './users.ts';

/** What an answer may look at. */
export type Scene = {
  world: World;
  /** Other Vaults, by host. */
  worldOf: (host: string) => World;
  /** As in the path that was asked, `v25.2`. */
  version: string;
  /** Below the host, without query. */
  path: string;
  session: Session | undefined;
  /** Admits a call that is limited, by name (docs/vault-api.md §6). */
  admits: { status: (id: string) => boolean; signIn: (userName: string) => boolean };
};

export type Answers = {
  [Name in EndpointName]: (
    asked: Asked<(typeof vaultEndpoints)[Name]>,
    scene: Scene,
  ) => Wire<(typeof vaultEndpoints)[Name]>;
};

/** Each gives what follows `responseStatus` on SUCCESS, or throws a Refusal. */
export const answers: Answers = {
  monitors,
  histories,
  jobTasks,
  startNow,
  jobStatus,
  currentUser,
  user,
  authenticate,
  keepAlive,
  endSession,
};
