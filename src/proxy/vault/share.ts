/**
 * One call per Vault, user and URL at a time, and its answer cached for a moment: ten screens of
 * one identity cost Vault what one costs. What one user may see never reaches another.
 */
import { headers } from '#contract/headers.ts';
import { jobStatus, startNow } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { createJobStatusLimit } from './job-status-limit.ts';
import { isFinal, isGood, ownReply, type Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './request.ts';
import { createResponseCache } from './response-cache.ts';
import { createSingleFlight } from './single-flight.ts';

type Options = {
  clock: Clock;
  vault: Vault;
  /** How old an answer about a job may be that is shown again while Vault may not be asked. */
  staleMs?: number;
  onShared?: () => void;
};

export function createShare({
  clock,
  vault,
  staleMs = 300_000,
  onShared = () => {},
}: Options): Vault {
  const cache = createResponseCache({ clock });
  const flights = createSingleFlight({ onReply: store, onShared });
  const limit = createJobStatusLimit({ clock, everyMs: jobStatus.keepMs });

  return async function share(ask) {
    if (ask.endpoint.method !== 'GET') return write(ask);
    const key = identity(ask.viewer) + ask.address;
    const fresh = cache.fresh(key);
    if (fresh === undefined) return ask.endpoint === jobStatus ? limited(key, ask) : run(key, ask);
    onShared();
    return fresh;
  };

  function run(key: string, ask: Ask): Promise<Reply> {
    return flights.run(key, ask, () => vault(ask));
  }

  /** Another identity is never shown this one's answer: it sees its own last one, with its age. */
  async function limited(key: string, ask: Ask): Promise<Reply> {
    if (flights.isRunning(key)) return run(key, ask);
    // An address holds a job's id and nothing of a user.
    const job = `${ask.viewer.vault.host} ${ask.address}`;
    const waitMs = limit.waitMs(job, key);
    if (waitMs > 0) return cache.standIn(key) ?? askedRecently(waitMs);
    const end = limit.begin(job, key);
    const reply = await run(key, ask).finally(end);
    if (reply.outcome !== 'API_LIMIT_EXCEEDED') return reply;
    // Another integration has asked for this job. The last answer is better than none.
    return (
      cache.last(key) ?? {
        ...reply,
        headers: { ...retryAfter(jobStatus.keepMs), ...reply.headers },
      }
    );
  }

  function askedRecently(waitMs: number): Reply {
    const message = 'Others have just asked for this job, and Vault answers one call in 10 s.';
    const at = clock.now();
    return ownReply({ type: 'ASKED_RECENTLY', message, at, headers: retryAfter(waitMs) });
  }

  function store(key: string, { endpoint }: Ask, reply: Reply) {
    const { keepMs, keepRefusedMs } = endpoint;
    const freshMs = isGood(reply) ? keepMs : isFinal(reply) ? keepRefusedMs : 0;
    if (freshMs === 0) return;
    cache.set(key, reply, { freshMs, keptMs: endpoint === jobStatus ? staleMs : freshMs });
  }

  /** After a start, whatever came of it, jobs are no longer what was read before. */
  async function write(ask: Ask): Promise<Reply> {
    const reply = await vault(ask);
    if (ask.endpoint !== startNow) return reply;
    const prefix = `${identity(ask.viewer)}/services/jobs/`;
    cache.expire(prefix);
    flights.invalidate(prefix);
    return reply;
  }
}

/** Neither a host nor a user id holds a space. */
function identity({ vault, userId }: Viewer): string {
  return `${vault.host} ${userId} `;
}

function retryAfter(ms: number) {
  return { [headers.retryAfter]: String(Math.ceil(ms / 1000)) };
}
