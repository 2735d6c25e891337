/**
 * One line in the log for every Start now and every download, whatever came of it. A start that goes
 * to Vault has one before as well (`vault/start-once.ts`).
 */
import type { MiddlewareHandler } from 'hono';

import { mayHaveHappened } from '#contract/envelope.ts';
import { headers, numberIn } from '#contract/headers.ts';
import { startNow } from '#contract/jobs.ts';
import { jobLinkAbout } from '#contract/links.ts';

import type { Clock } from '../clock.ts';
import type { ProxyContext, Env } from '../context.ts';
import type { Log } from '../log.ts';

export function auditStarts({ log, clock }: { log: Log; clock: Clock }): MiddlewareHandler<Env> {
  return async function auditStarts(context, next) {
    const { endpoint, address } = context.get('permitted');
    if (endpoint !== startNow) return next();
    const began = clock.now();
    await next();
    const { id, repeatOf, outcome = 'UNEXPECTED_ERROR', kind = 'unreachable' } = context.var;
    const downtimeMinutes = numberIn(context.res.headers, headers.downtimeMinutes);
    const isUnknown = kind !== 'good' && mayHaveHappened({ kind, type: outcome, downtimeMinutes });
    log.info({
      event: 'start-now',
      id,
      repeatOf,
      ...userOf(context),
      job: address.split('/').at(-1),
      outcome: isUnknown ? 'unknown' : outcome,
      reason: outcome,
      ms: clock.now() - began,
    });
  };
}

/** Written when the last byte has gone, or it is known that none will. The link's address is left out. */
export function auditDownloads({ log, clock }: { log: Log; clock: Clock }): MiddlewareHandler<Env> {
  return async function auditDownloads(context, next) {
    const { endpoint, params } = context.get('permitted');
    const began = clock.now();
    await next();
    const { id, download, outcome = 'UNEXPECTED_ERROR' } = context.var;
    const isLeft = context.req.raw.signal.aborted;
    const none = Promise.resolve({ outcome: isLeft ? 'LEFT' : outcome, bytes: 0 });
    const { ended = none, rel } = download ?? {};
    void ended.then((end) =>
      log.info({
        event: 'download',
        part: endpoint === jobLinkAbout ? 'about' : 'file',
        id,
        ...userOf(context),
        job: params['job_id'],
        rel,
        ...end,
        ms: clock.now() - began,
      }),
    );
  };
}

function userOf(context: ProxyContext) {
  const { viewer, identity } = context.var;
  const { userId, userName, vault } = viewer ?? identity ?? {};
  return { userId, userName, vault: vault?.host };
}
