/**
 * Reads on behalf of the account that displays look through, for what the server itself watches:
 * by the way that a display's requests take, so that whoever asks for the same shares the answer.
 */
import { client, type Call, type CallOptions } from '#contract/client.ts';
import type { Endpoint, Input } from '#contract/endpoint.ts';
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ServiceAccount } from '../session/service-account.ts';
import type { Vault } from './request.ts';

type Options = {
  config: Pick<Config, 'times'>;
  clock: Clock;
  vault: Vault;
  account: Pick<ServiceAccount, 'viewer'>;
};

/** Only for GETs of Vault's. */
export function createDisplayCall({ config, clock, vault, account }: Options): Call {
  return async function displayCall<E extends Endpoint>(
    endpoint: E,
    input: Input<E>,
    options?: CallOptions,
  ) {
    const call = client({ send, root: () => root, now: clock.now });
    return call(endpoint, input, options);

    async function send(request: Request): Promise<Response> {
      const viewer = await account.viewer();
      const times = viewer.vault.times ?? config.times;
      const reply = await vault({
        viewer,
        endpoint,
        address: request.url.slice(root.length),
        background: request.headers.get(headers.priority) === 'background',
      });
      const age = String(Math.max(0, Math.floor((clock.now() - reply.at) / 1000)));
      return new Response(reply.body, {
        status: reply.status,
        headers: { ...reply.headers, [headers.age]: age, [headers.times]: times },
      });
    }
  };
}

/** Of no server: what stands behind it goes to Vault. */
const root = 'https://vault.invalid';
