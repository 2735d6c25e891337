/** What travels with a request through the proxy. */
import type { Context } from 'hono';

import type { Endpoint } from '#contract/endpoint.ts';

import type { DownloadEnd } from './files/download.ts';
import type { Reply } from './vault/reply.ts';
import type { Identity, Viewer } from './vault/request.ts';

export type Env = {
  /** From the server that listens. Tests have none, whatever hono's type says. */
  Bindings: Connection;
  Variables: {
    id: string;
    /** What is asked of Vault, once it is known to be permitted. */
    permitted: Permitted;
    /** Who sent it, for the log: known even where it is refused before Vault is asked. */
    identity: Identity | undefined;
    viewer: Viewer | undefined;
    /** The id of the request whose answer this one gets, as both ask for one and the same write. */
    repeatOf: string | undefined;
    /** The answer carries the headers of `security` already. */
    isSecure: boolean | undefined;
    /** Of a link that is followed; `ended` once its bytes are on their way. */
    download: { rel: string | undefined; ended?: Promise<DownloadEnd> } | undefined;
    /** SUCCESS, WARNING or the type of an error, for the log. */
    outcome: string | undefined;
    kind: Reply['kind'] | undefined;
  };
};

/** `address` is path and query below the API root, written by the contract. */
export type Permitted = { endpoint: Endpoint; params: Record<string, unknown>; address: string };

export type ProxyContext = Context<Env>;

type Connection = {
  incoming?: { socket?: { remoteAddress?: string; localPort?: number } };
};
