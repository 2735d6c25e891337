/**
 * A job's status: one call per job in 10 s, whoever asks (docs/vault-api.md §6), so that identities
 * take turns. Nobody is shown another's answer: they wait, or see their own last one with its age,
 * or are told when to come back, and have their place kept.
 */
import { headers } from '#contract/headers.ts';
import { jobStatus } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { turns } from './job-status-slots.ts';
import { ownReply, type Reply } from './reply.ts';
import type { Ask, Vault } from './request.ts';
import type { Kept } from './response-cache.ts';
import type { Flight, Flights } from './single-flight.ts';

type Options = {
  clock: Clock;
  vault: Vault;
  answers: Kept;
  under: Flights;
  patienceMs: number;
  onShared: () => void;
};

const everyMs = jobStatus.keepMs;

/** With a call of up to 10 s behind it, still within what browsers wait. */
const longestMs = 25_000;

/** How late whoever is sent away may come back; then their turn is not kept from others. */
const lateMs = 10_000;

/** A wait that is not worth an older answer. */
const shortMs = 1_000;

type Begun = { begun: Flight; order: 'first look' | 'refresh' };

type Answered = (key: string, ask: Ask) => Promise<Reply | undefined>;

export function inTurn({ clock, vault, answers, under, patienceMs, onShared }: Options): Answered {
  const line = turns({ clock, everyMs });
  /** When the turn is due of those who were sent away. */
  const places = new Map<string, number>();

  return async function inTurn(key, ask) {
    const flight = under.find(key);
    const waitMs = flight?.isOut ? 0 : line.waitMs(nameOf(ask));
    const own = answers.standIn(key);
    if (own !== undefined && waitMs > shortMs) {
      if (flight === undefined) refresh(key, ask);
      onShared();
      return own;
    }
    const ownMs = flight === undefined ? waitMs : (places.get(key) ?? 0) - clock.now();
    if (ownMs > longestMs) {
      if (flight === undefined) keepPlace(key, ask, ownMs);
      return notYet(ownMs);
    }
    const reply = await under.fly(key, ask, (begun) =>
      turn(key, ask, { begun, order: 'first look' }),
    );
    if (reply?.outcome !== 'API_LIMIT_EXCEEDED') return reply;
    // The last answer is better than none.
    return answers.last(key) ?? { ...reply, headers: { ...again(everyMs), ...reply.headers } };
  };

  /** Once more, and no more than that, where another integration was faster. */
  async function turn(key: string, ask: Ask, { begun, order }: Begun): Promise<Reply | undefined> {
    const { left } = begun;
    const call = () => {
      begun.isOut = true;
      return vault(ask);
    };
    const reply = await line.take(nameOf(ask), { call, left, order });
    const isOver = reply?.outcome !== 'API_LIMIT_EXCEEDED' || !reply.byVault;
    if (isOver || answers.standIn(key) !== undefined || everyMs >= patienceMs) return reply;
    begun.isOut = false;
    return line.take(nameOf(ask), { call, left, order: 'again' });
  }

  /** Nobody waits for it: the next who asks will see it. */
  function refresh(key: string, ask: Ask) {
    const { leaving: _, ...unwatched } = ask;
    void under
      .fly(key, unwatched, (begun) => turn(key, ask, { begun, order: 'refresh' }))
      .catch(() => undefined);
  }

  /** Coming back they join this flight: nobody who came later goes before them. */
  function keepPlace(key: string, ask: Ask, waitMs: number) {
    const gone = new AbortController();
    const timer = setTimeout(() => gone.abort(), waitMs - longestMs + lateMs);
    places.set(key, clock.now() + waitMs);
    void under
      .fly(key, { ...ask, leaving: gone.signal }, (begun) =>
        turn(key, ask, { begun, order: 'first look' }),
      )
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
        places.delete(key);
      });
  }

  function notYet(waitMs: number): Reply {
    const message = 'Others have just asked for this job, and Vault answers one of them in 10 s.';
    const at = clock.now();
    return ownReply({ type: 'NOT_YOUR_TURN', message, at, headers: again(waitMs - longestMs) });
  }
}

/** Of all who ask for this job: an address names nobody. */
function nameOf({ viewer, address }: Ask): string {
  return `${viewer.vault.host} ${address}`;
}

function again(ms: number) {
  return { [headers.retryAfter]: String(Math.ceil(ms / 1000)) };
}
