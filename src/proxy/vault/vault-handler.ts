/** Asks Vault for what is permitted and passes its answer on, unchanged but for its headers. */
import type { Handler } from 'hono';

import { headers } from '#contract/headers.ts';
import { viewerKey } from '#contract/session.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Env, ProxyContext } from '../context.ts';
import { refuse } from '../http/error-response.ts';
import { dataSecurity } from '../http/security.ts';
import { etagOf, isGood, type Reply } from './reply.ts';
import type { Vault } from './request.ts';

type Options = {
  config: Config;
  clock: Clock;
  vault: Vault;
};

export function vaultHandler({ config, clock, vault }: Options): Handler<Env> {
  /** A cached reply is sent many times: its tag and headers are made once. */
  const made = new WeakMap<Reply, Made>();

  return async function vaultHandler(context) {
    const viewer = context.get('viewer');
    const { endpoint, address } = context.get('permitted');
    if (viewer === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    const background = context.req.header(headers.priority) === 'background';
    const reply = await vault({ endpoint, address, viewer, background });
    return respond(context, reply);
  };

  function respond(context: ProxyContext, reply: Reply): Response {
    context.set('outcome', reply.outcome);
    context.set('kind', reply.kind);
    context.set('isSecure', true);
    const known = made.get(reply) ?? makeFor(context, reply);
    const { etag } = known;
    if (etag === undefined) {
      return new Response(reply.body, { status: reply.status, headers: known.headers });
    }
    const age = Math.max(0, Math.floor((clock.now() - reply.at) / 1000));
    if (age !== known.age) {
      known.age = age;
      known.headers = { ...known.headers, [headers.age]: String(age) };
    }
    const isKnown = context.req.header('if-none-match')?.includes(etag.slice(2)) === true;
    // 304 stands for the length of what the browser has.
    if (isKnown) return new Response(null, { status: 304, headers: known.headers });
    return new Response(reply.body, { status: reply.status, headers: known.headers });
  }

  function makeFor(context: ProxyContext, reply: Reply): Made {
    const viewer = context.get('viewer');
    const own = {
      ...dataSecurity,
      ...(viewer && { [headers.viewer]: viewerKey(viewer.vault.host, viewer.userId) }),
      ...reply.headers,
      'content-length': String(reply.body.length),
      [headers.times]: config.times,
    };
    if (!isGood(reply) || context.req.method !== 'GET') {
      return { etag: undefined, headers: { ...own, 'cache-control': 'no-store' } };
    }
    const etag = etagOf(reply.body);
    const good: Made = {
      etag,
      age: undefined,
      headers: {
        // Where Vault gives no date, today's beside an Age would be a wrong clock.
        [headers.date]: new Date(reply.at).toUTCString(),
        ...own,
        etag,
        'cache-control': 'private, no-cache',
        vary: 'Cookie',
      },
    };
    made.set(reply, good);
    return good;
  }
}

/** Headers change once a second, with the age. */
type Made = { etag: string | undefined; age?: number | undefined; headers: Record<string, string> };
