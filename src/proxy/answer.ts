/** Asks Vault for what is permitted and gives its answer back, untouched but for its headers. */
import type { Handler } from 'hono';

import { headers } from '#contract/headers.ts';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Asked, Env } from './context.ts';
import type { Demo } from './demo.ts';
import { refuse } from './refusal.ts';
import { etagOf, isGood, type Reply } from './reply.ts';
import type { Security } from './security.ts';
import type { Vault, Viewer } from './vault.ts';

type Options = {
  config: Config;
  clock: Clock;
  vault: Vault;
  demo: Demo | undefined;
  secure: Security;
};

export function answer({ config, clock, vault, demo, secure }: Options): Handler<Env> {
  /** A kept answer is given many times: its tag and headers are made once. */
  const made = new WeakMap<Reply, Made>();

  return async function answer(context) {
    const viewer = context.get('viewer');
    const { endpoint, address } = context.get('permitted');
    if (viewer === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    const background = context.req.header(headers.priority) === 'background';
    const ask = (as: Viewer) => vault({ endpoint, address, viewer: as, background });
    const reply = await ask(viewer);
    const isSpent = viewer.demo && reply.outcome === 'INVALID_SESSION_ID';
    if (!isSpent || endpoint.method !== 'GET' || demo === undefined) return given(context, reply);
    return given(context, await ask(await demo.renewed(viewer)));
  };

  function given(context: Asked, reply: Reply): Response {
    context.set('outcome', reply.outcome);
    context.set('isSecure', true);
    const known = made.get(reply) ?? makeFor(context, reply);
    const { etag, fixed } = known;
    if (etag === undefined)
      return new Response(reply.body, { status: reply.status, headers: fixed });
    const age = Math.max(0, Math.floor((clock.now() - reply.at) / 1000));
    const all = { ...fixed, [headers.age]: String(age) };
    const isKnown = context.req.header('if-none-match')?.includes(etag.slice(2)) === true;
    // 304 stands for the length of what the browser has.
    if (isKnown) return new Response(null, { status: 304, headers: all });
    return new Response(reply.body, { status: reply.status, headers: all });
  }

  function makeFor(context: Asked, reply: Reply): Made {
    const own = {
      ...secure,
      ...reply.headers,
      'content-length': String(reply.body.length),
      [headers.times]: config.times,
    };
    if (!isGood(reply) || context.req.method !== 'GET') {
      return { etag: undefined, fixed: { ...own, 'cache-control': 'no-store' } };
    }
    const etag = etagOf(reply.body);
    const fixed = {
      // Where Vault gives no date, one of today beside an Age would be a wrong clock.
      [headers.date]: new Date(reply.at).toUTCString(),
      ...own,
      etag,
      'cache-control': 'private, no-cache',
      vary: 'Cookie',
    };
    made.set(reply, { etag, fixed });
    return { etag, fixed };
  }
}

type Made = { etag: string | undefined; fixed: Record<string, string> };
