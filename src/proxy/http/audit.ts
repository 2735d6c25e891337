/** One line in the log for every Start now and every download, whatever came of it; who may write. */
import type { MiddlewareHandler } from 'hono';

import { startNow } from '#contract/jobs.ts';
import { jobLinkAbout } from '#contract/links.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Asked, Env } from '../context.ts';
import type { Log } from '../log.ts';
import { refuse } from './error-response.ts';

export function audit({ log, clock }: { log: Log; clock: Clock }): MiddlewareHandler<Env> {
  return async function audit(context, next) {
    const { endpoint, address } = context.get('permitted');
    if (endpoint !== startNow) return next();
    const began = clock.now();
    await next();
    const { id, outcome = 'UNEXPECTED_ERROR' } = context.var;
    log.info({
      event: 'start-now',
      id,
      ...namely(context),
      job: address.split('/').at(-1),
      outcome: untold.has(outcome) ? 'unknown' : outcome,
      reason: outcome,
      ms: clock.now() - began,
    });
  };
}

/** Written when the last byte has gone, or it is known that none will. Without any address. */
export function downloads({ log, clock }: { log: Log; clock: Clock }): MiddlewareHandler<Env> {
  return async function downloads(context, next) {
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
        ...namely(context),
        job: params['job_id'],
        rel,
        ...end,
        ms: clock.now() - began,
      }),
    );
  };
}

function namely(context: Asked) {
  const { viewer, identity } = context.var;
  const { userId, userName, vault } = viewer ?? identity ?? {};
  return { userId, userName, vault: vault?.host };
}

/** Nobody can say whether the job was started: the request may have arrived. */
const untold = new Set([
  'VAULT_TIMEOUT',
  'VAULT_UNREACHABLE',
  'VAULT_UNREADABLE',
  'ANSWER_TOO_LARGE',
  'UNEXPECTED_ERROR',
]);

export function readOnly({ config }: { config: Config }): MiddlewareHandler<Env> {
  return async function readOnly(context, next) {
    if (!config.readOnly || context.get('permitted').endpoint !== startNow) return next();
    return refuse(context, 'READ_ONLY', 'Jobwatch is set up to read only: no job can be started.');
  };
}
