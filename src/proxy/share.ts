/**
 * One call per Vault, user and URL at a time, and its answer kept for a moment: ten screens of
 * one identity cost Vault what one costs. What one user may see never reaches another.
 */
import type { Endpoint } from '#contract/endpoint.ts';
import { headers } from '#contract/headers.ts';
import { jobStatus, startNow } from '#contract/jobs.ts';

import type { Clock } from './clock.ts';
import { kept } from './kept.ts';
import { isGood, type Reply } from './reply.ts';
import type { Ask, Vault, Viewer } from './vault.ts';

type Flight = { sessionId: string; background: boolean; landing: Promise<Reply> };

type Options = {
  clock: Clock;
  vault: Vault;
  /** How old an answer may be that stands in where a job may not be asked again yet. */
  standInMs?: number;
  onShared?: () => void;
};

export function share({ clock, vault, standInMs = 300_000, onShared = () => {} }: Options): Vault {
  const answers = kept({ clock });
  const flights = new Map<string, Flight>();

  return async function share(ask) {
    if (ask.endpoint.method !== 'GET') return write(ask);
    const key = identity(ask.viewer) + ask.address;
    const fresh = answers.fresh(key);
    const reply = fresh ?? (await flown(key, ask));
    if (fresh !== undefined) onShared();
    // 1 call per job id in 10 s, whoever asks (facts §6): the last answer is better than none.
    if (ask.endpoint !== jobStatus || reply.outcome !== 'API_LIMIT_EXCEEDED') return reply;
    return (
      answers.last(key) ?? { ...reply, headers: { [headers.retryAfter]: '10', ...reply.headers } }
    );
  };

  async function flown(key: string, ask: Ask): Promise<Reply> {
    const ahead = flights.get(key);
    // A live screen does not wait for a flight that itself waits for its turn.
    if (ahead === undefined || (ahead.background && !ask.background)) return takeOff(key, ask);
    onShared();
    const reply = await ahead.landing;
    const isOthersSession = ahead.sessionId !== ask.viewer.sessionId;
    // That the other's session has ended says nothing about this one.
    if (reply.outcome === 'INVALID_SESSION_ID' && isOthersSession) return flown(key, ask);
    return reply;
  }

  /** No viewer's leaving ends it: others may be waiting. */
  function takeOff(key: string, ask: Ask): Promise<Reply> {
    const { viewer, background, endpoint } = ask;
    const flight: Flight = { sessionId: viewer.sessionId, background, landing: land() };
    flights.set(key, flight);
    return flight.landing;

    async function land(): Promise<Reply> {
      try {
        const reply = await vault(ask);
        // Overtaken by a write, or by a live flight: not to be kept.
        if (isCurrent() && isGood(reply)) keep(key, endpoint, reply);
        return reply;
      } finally {
        if (isCurrent()) flights.delete(key);
      }
    }

    function isCurrent() {
      return flights.get(key) === flight;
    }
  }

  function keep(key: string, endpoint: Endpoint, reply: Reply) {
    if (endpoint.keepMs === 0) return;
    const keptMs = endpoint === jobStatus ? standInMs : endpoint.keepMs;
    answers.keep(key, reply, { freshMs: endpoint.keepMs, keptMs });
  }

  /** After a start, whatever came of it, jobs are no longer what was read before. */
  async function write(ask: Ask): Promise<Reply> {
    const reply = await vault(ask);
    if (ask.endpoint !== startNow) return reply;
    const prefix = `${identity(ask.viewer)}/services/jobs/`;
    answers.expire(prefix);
    for (const key of flights.keys()) if (key.startsWith(prefix)) flights.delete(key);
    return reply;
  }
}

/** Neither a host nor a user id holds a space. */
function identity({ vault, userId }: Viewer): string {
  return `${vault.host} ${userId} `;
}
