/** When this page loaded itself anew, so that what a reload does not cure never makes a loop. */
import * as z from '#contract/zod.ts';

import type { Reason } from './reload-reason.ts';

const entry = z.object({
  at: z.number(),
  /** From then until the next one of its kind may come. */
  waitMs: z.number(),
});

export const ledger = z.record(z.string(), entry);
export type Ledger = z.output<typeof ledger>;

const minute = 60_000;
const longestMs = 1_440 * minute;

/** One kind of wait for all that is somehow wrong with this page: each may cause the others. */
const kinds: Record<Reason, { kind: string; leastMs: number }> = {
  build: { kind: 'build', leastMs: 10 * minute },
  daily: { kind: 'daily', leastMs: 120 * minute },
  memory: { kind: 'trouble', leastMs: 30 * minute },
  stale: { kind: 'trouble', leastMs: 30 * minute },
};

export function mayReload(past: Ledger, reason: Reason, now: number): boolean {
  const last = past[kinds[reason].kind];
  // A clock that was set back must not bar it until it has caught up.
  return last === undefined || Math.abs(now - last.at) >= last.waitMs;
}

/** One that comes soon after the last did not help: the next has to wait for twice as long. */
export function withReload(past: Ledger, reason: Reason, now: number): Ledger {
  const { kind, leastMs } = kinds[reason];
  const last = past[kind];
  const isSoon = last !== undefined && Math.abs(now - last.at) < last.waitMs * 4;
  const waitMs = isSoon ? Math.min(last.waitMs * 2, longestMs) : leastMs;
  return { ...past, [kind]: { at: now, waitMs } };
}
