/** When this page has reloaded itself, so that a reload that does not help never becomes a loop. */
import * as v from 'valibot';

import { anyRecord, changeStored, number, readStored, recordOf } from '../../../stored.ts';
import type { ReloadReason } from './reload-reason.ts';

/** By kind of reason: the last reload, and how long the next one has to wait after it. */
const schema = recordOf(v.object({ at: number, waitMs: number }));
export type ReloadLog = v.InferOutput<typeof schema>;

const minute = 60_000;
const maxWaitMs = 1_440 * minute;

/** Too much memory and stale data share one wait, as either may cause the other. */
const kinds: Record<ReloadReason, { kind: string; minWaitMs: number }> = {
  build: { kind: 'build', minWaitMs: 10 * minute },
  daily: { kind: 'daily', minWaitMs: 120 * minute },
  memory: { kind: 'trouble', minWaitMs: 30 * minute },
  stale: { kind: 'trouble', minWaitMs: 30 * minute },
};

export function mayReload(log: ReloadLog, reason: ReloadReason, now: number): boolean {
  const last = log[kinds[reason].kind];
  // `abs`, as after the clock was set back the last reload lies in the future.
  return last === undefined || Math.abs(now - last.at) >= last.waitMs;
}

/** A reload soon after the last one shows that this did not help: the wait doubles. */
export function withReload(log: ReloadLog, reason: ReloadReason, now: number): ReloadLog {
  const { kind, minWaitMs } = kinds[reason];
  const last = log[kind];
  const isSoon = last !== undefined && Math.abs(now - last.at) < last.waitMs * 4;
  const waitMs = isSoon ? Math.min(last.waitMs * 2, maxWaitMs) : minWaitMs;
  return { ...log, [kind]: { at: now, waitMs } };
}

const key = 'jobwatch.wall.reloads';

/** From the tab's storage; empty where there is none. */
export function storedReloadLog(): ReloadLog {
  return v.parse(schema, readStored('sessionStorage', key));
}

/** Whether that succeeded. */
export function storeReloadLog(log: ReloadLog): boolean {
  return changeStored({ area: 'sessionStorage', key, schema: anyRecord }, () => log);
}
