/** A failure that has just been noticed: what a wall calls out. */
import { useEffect, useSyncExternalStore } from 'react';

import type { Job } from '#contract/jobs.ts';

import { deviceNow, vaultNow } from '../../../time/clock.ts';
import type { Wall } from '../model.ts';
import { announced, type Announced, news, opening, remember } from './announced-failures.ts';

export type NewFailure = {
  job: Job;
  /** When it was noticed, on this device's clock. */
  at: number;
  /** How many more were noticed at the same moment. */
  others: number;
};

/**
 * The newest failure that this wall has noticed since it was loaded: the same object until there is
 * a newer one, for all who ask. Never one that ended before the wall was opened, and none that was
 * announced before a reload.
 */
export function useNewFailure({
  session,
  sets: { failed },
  failuresWhole,
  heard,
}: Wall): NewFailure | undefined {
  const vault = session?.kind === 'signed-in' ? session.vault.host : undefined;

  // What was announced lies in the tab's storage, where a reload finds it.
  useEffect(() => {
    if (vault === undefined || heard().asOf === undefined) return;
    look(vault, { failed, whole: failuresWhole });
  }, [vault, heard, failed, failuresWhole]);

  return useSyncExternalStore(subscribe, () =>
    latest !== undefined && latest.vault === vault ? latest.failure : undefined,
  );
}

let latest: { vault: string; failure: NewFailure } | undefined;
const memories = new Map<string, Announced>();
const listeners = new Set<() => void>();

function look(vault: string, seen: Parameters<typeof news>[1]): void {
  const before = memories.get(vault) ?? stored(vault);
  const fresh = before === undefined ? [] : news(before, seen);
  const now = before === undefined ? opening(seen, vaultNow()) : remember(before, seen);
  memories.set(vault, now);
  if (now !== before) store(vault, now);
  const [job] = fresh;
  if (job === undefined) return;
  latest = { vault, failure: { job, at: deviceNow(), others: fresh.length - 1 } };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The tab's own: a second wall in the same browser announces for itself. */
const keyOf = (vault: string) => `jobwatch.wall.announced.${vault}`;

function stored(vault: string): Announced | undefined {
  try {
    return announced.parse(JSON.parse(sessionStorage.getItem(keyOf(vault)) ?? ''));
  } catch {
    return undefined; // none yet, no storage, or not ours: the wall opens now
  }
}

function store(vault: string, memory: Announced): void {
  try {
    sessionStorage.setItem(keyOf(vault), JSON.stringify(memory));
  } catch {
    // Without storage it lasts until the page is loaded anew, which then opens afresh.
  }
}
