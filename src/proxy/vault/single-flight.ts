/** Calls under way, each shared by all who ask for the same in the meantime. */
import type { Reply } from './reply.ts';
import type { Ask } from './request.ts';

export type Flight = {
  /** Vault has been asked; until then it stands in line. */
  isOut: boolean;
  /** Aborted once all who waited have left. */
  left: AbortSignal;
};

/** Undefined where it came to nothing, as everybody had left. */
type Flown = (flight: Flight) => Promise<Reply | undefined>;

type Known = Flight & {
  sessionId: string;
  background: boolean;
  board: (leaving: AbortSignal | undefined) => void;
  landing: Promise<Reply | undefined>;
};

export type Flights = {
  /** Joins the flight under this key, or lets one take off. Undefined to those who left. */
  fly: (key: string, ask: Ask, call: Flown) => Promise<Reply | undefined>;
  find: (key: string) => Flight | undefined;
  /** What Vault was asked under this prefix is out of date before it has come. */
  overtake: (prefix: string) => void;
};

type Options = {
  /** Of a flight that nothing has overtaken. */
  onLanded: (key: string, ask: Ask, reply: Reply) => void;
  onShared: () => void;
};

export function flights({ onLanded, onShared }: Options): Flights {
  const known = new Map<string, Known>();

  async function fly(key: string, ask: Ask, call: Flown): Promise<Reply | undefined> {
    const ahead = known.get(key);
    // A live screen does not wait for a flight that itself waits for its turn.
    const isFirst = ahead === undefined || (ahead.background && !ask.background);
    const flight = isFirst ? takeOff(key, ask, call) : ahead;
    if (!isFirst) onShared();
    flight.board(ask.leaving);
    const reply = await flight.landing;
    if (reply === undefined) return ask.leaving?.aborted ? undefined : fly(key, ask, call);
    const isOthersSession = flight.sessionId !== ask.viewer.sessionId;
    // That the other's session has ended says nothing about this one.
    if (reply.outcome === 'INVALID_SESSION_ID' && isOthersSession) return fly(key, ask, call);
    return reply;
  }

  function takeOff(key: string, ask: Ask, call: Flown): Known {
    const stop = new AbortController();
    const flight: Flight = { isOut: false, left: stop.signal };
    let waiting = 0;
    const begun: Known = Object.assign(flight, {
      sessionId: ask.viewer.sessionId,
      background: ask.background,
      landing: land(),
      board(leaving: AbortSignal | undefined) {
        waiting += 1;
        const leave = () => {
          waiting -= 1;
          if (waiting === 0) stop.abort();
        };
        if (leaving?.aborted) leave();
        else leaving?.addEventListener('abort', leave, { once: true });
      },
    });
    known.set(key, begun);
    return begun;

    async function land(): Promise<Reply | undefined> {
      try {
        const reply = await call(flight);
        if (reply !== undefined && known.get(key) === flight) onLanded(key, ask, reply);
        return reply;
      } finally {
        if (known.get(key) === flight) known.delete(key);
      }
    }
  }

  return {
    fly,
    find: (key) => known.get(key),
    overtake(prefix) {
      for (const [key, { isOut }] of known) if (isOut && key.startsWith(prefix)) known.delete(key);
    },
  };
}
