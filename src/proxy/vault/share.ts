/**
 * One call per Vault, user and URL at a time, and its answer cached for a moment: ten screens of
 * one identity cost Vault what one costs. What one user may see never reaches another, nor a
 * session of the same user that may have ended.
 */
import { currentUser } from '#contract/current-user.ts';
import { headers } from '#contract/headers.ts';
import { jobStatus, startNow } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import type { SessionStanding } from '../session/session-standing.ts';
import type { SharedState } from '../state/shared-state.ts';
import { createJobStatusLimit } from './job-status-limit.ts';
import { isFinal, isGood, ownReply, type Reply } from './reply.ts';
import { type Ask, identityKey, type Vault } from './request.ts';
import { createResponseCache } from './response-cache.ts';
import { createSharedReads } from './shared-reads.ts';
import { createSingleFlight } from './single-flight.ts';
import { createWriteNotices } from './write-notices.ts';

type Options = {
  clock: Clock;
  vault: Vault;
  standing: Pick<SessionStanding, 'of'>;
  state: SharedState;
  /** How old an answer about a job may be that is shown again while Vault may not be asked. */
  staleMs?: number;
  onShared?: () => void;
};

export function createShare({
  clock,
  vault,
  standing,
  state,
  staleMs = 300_000,
  onShared = () => {},
}: Options): Vault {
  const cache = createResponseCache({ clock });
  const sessionOf = new WeakMap<Reply, string>();
  const flights = createSingleFlight({ onReply: store, onShared });
  const limit = createJobStatusLimit({ clock, everyMs: jobStatus.keepMs });
  const notices = createWriteNotices({ state, onWritten: expire });
  const { generationOf } = notices;
  const reads = createSharedReads({ clock, state, vault, standing, generationOf, staleMs });

  return async function share(ask) {
    if (ask.endpoint.method !== 'GET') return write(ask);
    if (state.isShared) await notices.notice(ask.viewer);
    const key = identityKey(ask.viewer) + ask.address;
    const fresh = readable(ask, cache.fresh(key));
    if (fresh === undefined) return ask.endpoint === jobStatus ? limited(key, ask) : run(key, ask);
    onShared();
    return fresh;
  };

  function run(key: string, ask: Ask): Promise<Reply> {
    const callKey = flightKey(key, ask);
    return flights.run(callKey, ask, () => reads.run(ask, { key, callKey }));
  }

  /** A session that is not known to be good joins no other's call, and its own shows what it is. */
  function flightKey(key: string, { viewer: { sessionId } }: Ask): string {
    return standing.of(sessionId) === 'good' ? key : `${key} ${sessionId}`;
  }

  /** Two sessions of one user share answers only while both are known to be good. */
  function readable({ viewer: { sessionId } }: Ask, reply: Reply | undefined): Reply | undefined {
    const other = reply && sessionOf.get(reply);
    const own = standing.of(sessionId);
    const isOwn = other === sessionId && own !== 'refused';
    const areGood = own === 'good' && other !== undefined && standing.of(other) === 'good';
    return isOwn || areGood ? reply : undefined;
  }

  /** Another identity is never shown this one's answer: it sees its own last one, with its age. */
  async function limited(key: string, ask: Ask): Promise<Reply> {
    const known = (await refusalOfDoubtful(key, ask)) ?? readable(ask, cache.fresh(key));
    if (known !== undefined) return known;
    if (flights.isRunning(flightKey(key, ask))) return run(key, ask);
    // An address holds a job's id and nothing of a user.
    const job = `${ask.viewer.vault.host} ${ask.address}`;
    const waitMs = limit.waitMs(job, key);
    if (waitMs > 0) return readable(ask, cache.standIn(key)) ?? askedRecently(waitMs);
    const end = limit.begin(job, key);
    const reply = await run(key, ask).finally(end);
    if (!['API_LIMIT_EXCEEDED', 'ASKED_RECENTLY'].includes(reply.outcome)) return reply;
    // Another integration, or process, has asked for this job. The last answer is better than none.
    return (
      readable(ask, cache.last(key)) ?? {
        ...reply,
        headers: { ...retryAfter(jobStatus.keepMs), ...reply.headers },
      }
    );
  }

  /**
   * Where there is another session's answer, or will be soon, nobody asks again for 10 s: one that is
   * not known to be good shows by another call that it is.
   */
  async function refusalOfDoubtful(key: string, ask: Ask): Promise<Reply | undefined> {
    const { sessionId } = ask.viewer;
    const last = cache.last(key);
    const isOthers = last !== undefined && sessionOf.get(last) !== sessionId;
    const isAnswered = isOthers || flights.isRunning(key);
    if (!isAnswered || standing.of(sessionId) === 'good') return undefined;
    const address = currentUser.path;
    const asking = { ...ask, endpoint: currentUser, address };
    const reply = await run(identityKey(ask.viewer) + address, asking);
    return reply.outcome === 'INVALID_SESSION_ID' ? reply : undefined;
  }

  function askedRecently(waitMs: number): Reply {
    const message = 'Others have just asked for this job, and Vault answers once every 10 s.';
    const at = clock.now();
    return ownReply({ type: 'ASKED_RECENTLY', message, at, headers: retryAfter(waitMs) });
  }

  function store({ endpoint, viewer, address }: Ask, reply: Reply) {
    const { keepMs, keepRefusedMs } = endpoint;
    const freshMs = isGood(reply) ? keepMs : isFinal(reply) ? keepRefusedMs : 0;
    if (freshMs === 0) return;
    sessionOf.set(reply, viewer.sessionId);
    cache.set(identityKey(viewer) + address, reply, {
      freshMs,
      keptMs: endpoint === jobStatus ? staleMs : freshMs,
    });
  }

  /** After a start, whatever came of it, jobs are no longer what was read before. */
  async function write(ask: Ask): Promise<Reply> {
    const reply = await vault(ask);
    if (ask.endpoint === startNow) await notices.announce(ask.viewer);
    return reply;
  }

  function expire(identity: string) {
    const prefix = `${identity}/services/jobs/`;
    cache.expire(prefix);
    flights.invalidate(prefix);
  }
}

function retryAfter(ms: number) {
  return { [headers.retryAfter]: String(Math.ceil(ms / 1000)) };
}
