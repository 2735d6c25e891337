/**
 * Counts what failed, by keys such as an address or an account: nobody may try passwords, or the
 * links of displays, through the proxy.
 */
import { randomToken, type SharedState } from '../state/shared-state.ts';

export type Limit = {
  key: string;
  most: number;
  windowMs: number;
  /** Whether a right password makes the failures before it forgotten. */
  isCleared?: boolean;
};

type Attempt =
  | { kind: 'refused'; waitSeconds: number }
  /** It counts as failed, unless one of the two is called. */
  | {
      kind: 'begun';
      /** It did not fail, or says nothing. Without keys, for all of the limits. */
      forgive: (keys?: string[]) => Promise<void>;
      succeed: () => Promise<void>;
    };

/** Rejects with SHARED_STATE_DOWN where nobody can count. */
export type SignInLimit = (limits: Limit[]) => Promise<Attempt>;

export function createSignInLimit({ state }: { state: SharedState }): SignInLimit {
  /** An attempt counts as failed from its start, so that many at once are no way around. */
  return async function signInLimit(limits) {
    const id = randomToken();
    const counted = await Promise.all(
      limits.map(async ({ key, most, windowMs }) => ({
        key,
        waitMs: await state.admit(`limit ${key}`, { id, most, windowMs }),
      })),
    );
    const forgive = async (keys = limits.map(({ key }) => key)) => {
      await Promise.all(keys.map((key) => state.withdraw(`limit ${key}`, id)));
    };
    const waitMs = Math.max(0, ...counted.map((one) => one.waitMs));
    if (waitMs > 0) {
      await forgive(counted.filter((one) => one.waitMs === 0).map(({ key }) => key));
      return { kind: 'refused', waitSeconds: Math.ceil(waitMs / 1000) };
    }
    return {
      kind: 'begun',
      forgive,
      async succeed() {
        await forgive();
        const cleared = limits.filter(({ isCleared }) => isCleared);
        await Promise.all(cleared.map(({ key }) => state.withdraw(`limit ${key}`)));
      },
    };
  };
}
