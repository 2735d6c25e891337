/** What travels with a request through the proxy. */
import type { Context } from 'hono';

import type { Endpoint } from '#contract/endpoint.ts';

import type { Ended } from './files/download-stream.ts';
import type { Identity, Viewer } from './vault/request.ts';

export type Env = {
  /** From the server that listens; in tests the whole may be missing, though hono's type denies it. */
  Bindings: Connection;
  Variables: {
    id: string;
    /** What of Vault is asked for, once it is known to be permitted. */
    permitted: Permitted;
    /** Who asks, for the log: known even where it is refused before Vault is asked. */
    identity: Identity | undefined;
    viewer: Viewer | undefined;
    /** The answer carries the headers of `security` already. */
    isSecure: boolean | undefined;
    /** Of a link that is followed; `ended` once its bytes are on their way. */
    download: { rel: string | undefined; ended?: Promise<Ended> } | undefined;
    /** SUCCESS, WARNING or the type of an error, for the log. */
    outcome: string | undefined;
  };
};

/** `address` is path and query below the API root, written by the contract. */
export type Permitted = { endpoint: Endpoint; params: Record<string, unknown>; address: string };

export type Asked = Context<Env>;

type Connection = {
  incoming?: { socket?: { remoteAddress?: string; localPort?: number } };
};
