/**
 * A name that the shared state has for as long as it has lost nothing. With another name, what was
 * sent before is not known any more.
 */
import type { Clock } from '../clock.ts';
import { randomToken, type SharedState, sharedStateDown } from './shared-state.ts';

export type Epoch = {
  /** Of what is known of earlier writes; where the state can't be reached, its last known name. */
  id: () => Promise<string>;
  /** The same, but rejects with SHARED_STATE_DOWN. */
  current: () => Promise<string>;
  /**
   * Rejects for as long after a loss as something may be under way of which nobody knows any more.
   */
  assertNothingForgotten: () => Promise<void>;
};

const key = 'epoch';
const keepMs = 365 * 86_400_000;

type Options = { state: SharedState; clock: Clock; longestMs: number };

/** `longestMs`: how long something can be under way. */
export function createEpoch({ state, clock, longestMs }: Options): Epoch {
  let last: string | undefined;
  let lostAt = -Infinity;
  const unreached = randomToken();

  async function current(): Promise<string> {
    const stored = await state.get(key);
    if (stored === undefined) {
      await state.setIfAbsent(key, randomToken(), keepMs);
      return current();
    }
    if (last !== undefined && last !== stored.value) lostAt = clock.now() - stored.ageMs;
    last = stored.value;
    return stored.value;
  }

  // A loss shows only to those who knew the name before.
  state.onReconnected(() => void current().catch(() => undefined));

  return {
    id: () => current().catch(() => last ?? unreached),
    current,
    async assertNothingForgotten() {
      await current();
      const leftMs = lostAt + longestMs - clock.now();
      if (leftMs <= 0) return;
      const message = 'The store that the Jobwatch servers share has just lost what it held.';
      throw sharedStateDown(message, Math.ceil(leftMs / 1000));
    },
  };
}
