/**
 * One call per Vault, user and URL at a time, and its answer kept for a moment: ten screens of
 * one identity cost Vault what one costs. What one user may see never reaches another.
 */
import type { Endpoint } from '#contract/endpoint.ts';
import { jobStatus, startNow } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { inTurn } from './job-status-limit.ts';
import { isGood, limited, type Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './request.ts';
import { kept } from './response-cache.ts';
import { flights } from './single-flight.ts';

type Options = {
  clock: Clock;
  vault: Vault;
  /** How old an answer may be that stands in where a job may not be asked again yet. */
  standInMs?: number;
  /** How long a viewer waits for Vault, in all. */
  patienceMs?: number;
  onShared?: () => void;
};

export function share({
  clock,
  vault,
  standInMs = 300_000,
  patienceMs = 30_000,
  onShared = () => {},
}: Options): Vault {
  const answers = kept({ clock });
  const under = flights({ onLanded: keep, onShared });
  const status = inTurn({ clock, vault, answers, under, patienceMs, onShared });

  return async function share(ask) {
    if (ask.endpoint.method !== 'GET') return write(ask);
    const key = identity(ask.viewer) + ask.address;
    const fresh = answers.fresh(key);
    if (fresh !== undefined) onShared();
    const reply = fresh ?? (await (ask.endpoint === jobStatus ? status : plain)(key, ask));
    return reply ?? limited('The one who asked has left.', { at: clock.now() });
  };

  function plain(key: string, ask: Ask): Promise<Reply | undefined> {
    return under.fly(key, ask, (flight) => {
      flight.isOut = true;
      return vault(ask);
    });
  }

  function keep(key: string, { endpoint }: Ask, reply: Reply) {
    if (isGood(reply) && endpoint.keepMs > 0) answers.keep(key, reply, timesOf(endpoint));
  }

  function timesOf(endpoint: Endpoint) {
    const freshMs = endpoint.keepMs;
    return { freshMs, keptMs: endpoint === jobStatus ? standInMs : freshMs };
  }

  /** After a start, whatever came of it, jobs are no longer what was read before. */
  async function write(ask: Ask): Promise<Reply> {
    const reply = await vault(ask);
    if (ask.endpoint !== startNow) return reply;
    const prefix = `${identity(ask.viewer)}/services/jobs/`;
    answers.expire(prefix);
    under.overtake(prefix);
    return reply;
  }
}

/** Neither a host nor a user id holds a space. */
function identity({ vault, userId }: Viewer): string {
  return `${vault.host} ${userId} `;
}
