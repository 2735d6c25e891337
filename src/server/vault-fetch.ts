/**
 * `fetch` for calls to Vault, through the proxy that the environment names, if it names one. Node's
 * own fetch does so from Node 24 on only, and only with another variable set.
 */
import type { Dispatcher } from 'undici';

import type { Send } from '#contract/client.ts';
import { type OutgoingProxy, ThroughProxyError } from '#proxy/outgoing-proxy.ts';

export function createVaultFetch(outgoingProxy: OutgoingProxy): Send {
  const agents = new Map<string, Promise<Dispatcher>>();

  return async function vaultFetch(request) {
    const proxy = outgoingProxy(request.url);
    if (proxy === undefined) return fetch(request);
    const agent = agents.get(proxy.url.href) ?? agentOf(proxy.url);
    agents.set(proxy.url.href, agent);
    const init: RequestInit = {};
    // Not written there at once: the types of Node's fetch are those of an older library.
    Object.assign(init, { dispatcher: await agent });
    return fetch(request, init).catch((cause: unknown) => {
      throw new ThroughProxyError(proxy, cause);
    });
  };
}

/** Loaded by those who need it. */
async function agentOf(proxy: URL): Promise<Dispatcher> {
  const { ProxyAgent } = await import('undici');
  return new ProxyAgent(proxy.href);
}
