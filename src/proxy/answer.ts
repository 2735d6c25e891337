/** Asks Vault for what is permitted and gives its answer back, untouched but for its headers. */
import type { Handler } from 'hono';

import { headers } from '#contract/headers.ts';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Asked, Env } from './context.ts';
import type { Demo } from './demo.ts';
import { refuse } from './refusal.ts';
import { etagOf, isGood, type Reply } from './reply.ts';
import type { Vault, Viewer } from './vault.ts';

type Options = { config: Config; clock: Clock; vault: Vault; demo: Demo | undefined };

export function answer({ config, clock, vault, demo }: Options): Handler<Env> {
  return async function answer(context) {
    const { viewer, permitted } = context.var;
    if (viewer === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    const background = context.req.header(headers.priority) === 'background';
    const ask = (as: Viewer) => vault({ ...permitted, viewer: as, background });
    const reply = await ask(viewer);
    const isSpent = viewer.demo && reply.outcome === 'INVALID_SESSION_ID';
    const isRead = permitted.endpoint.method === 'GET';
    if (!isSpent || !isRead || demo === undefined) return given(context, reply);
    return given(context, await ask(await demo.renewed(viewer)));
  };

  function given(context: Asked, reply: Reply): Response {
    context.set('outcome', reply.outcome);
    const own = { ...reply.headers, [headers.times]: config.times };
    if (!isGood(reply) || context.req.method !== 'GET') {
      const answered = { ...own, 'cache-control': 'no-store' };
      return new Response(reply.body, { status: reply.status, headers: answered });
    }
    const etag = tagOf(reply);
    const answered = {
      // Where Vault gives no date, one of today beside an Age would be a wrong clock.
      [headers.date]: new Date(reply.at).toUTCString(),
      ...own,
      [headers.age]: String(Math.max(0, Math.floor((clock.now() - reply.at) / 1000))),
      etag,
      'cache-control': 'private, no-cache',
      vary: 'Cookie',
    };
    if (context.req.header('if-none-match')?.includes(etag.slice(2)) !== true) {
      return new Response(reply.body, { status: reply.status, headers: answered });
    }
    return new Response(null, { status: 304, headers: answered });
  }
}

/** A kept answer is given many times and hashed once. */
const tags = new WeakMap<Reply, string>();

function tagOf(reply: Reply): string {
  const tag = tags.get(reply) ?? etagOf(reply.body);
  tags.set(reply, tag);
  return tag;
}
