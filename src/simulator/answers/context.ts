/** What an answer is made from, and the shape that each endpoint's answer must have. */
import type { Asked, Wire } from '#contract/endpoint.ts';
import type { VaultEndpointName, vaultEndpoints } from '#contract/endpoints.ts';

import type { Session } from '../world/sessions.ts';
import type { World } from '../world/world.ts';

export type Context = {
  world: World;
  /** Other Vaults, by host. */
  worldOf: (host: string) => World;
  /** The API version in the request's path, such as `v25.2`. */
  version: string;
  /** The request's path, without its query. */
  path: string;
  session: Session | undefined;
  /** Whether a limited call is within its limit (docs/vault-api.md §6). */
  admits: { status: (id: string) => boolean; signIn: (userName: string) => boolean };
};

/** Each returns what follows `responseStatus` on SUCCESS, or throws a VaultFailure. */
export type Answers = {
  [Name in VaultEndpointName]: (
    asked: Asked<(typeof vaultEndpoints)[Name]>,
    context: Context,
  ) => Wire<(typeof vaultEndpoints)[Name]>;
};
