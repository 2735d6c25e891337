/** The failure that a wall announces. */
import { useEffect, useSyncExternalStore } from 'react';
import * as v from 'valibot';

import type { Job } from '#contract/jobs.ts';
import type { Vault } from '#contract/vault.ts';

import { changeStored, readStored } from '../../../stored.ts';
import { deviceNow } from '../../../time/clock.ts';
import type { Wall } from '../use-wall.ts';
import {
  announcedFailures,
  type AnnouncedFailures,
  newFailures,
  type SeenFailures,
  withSeen,
  startWith,
} from './announced-failures.ts';

export type NewFailure = {
  vault: Vault;
  job: Job;
  /** When it was noticed, on this device's clock. */
  at: number;
  /** How many more were noticed at the same moment. */
  others: number;
};

/**
 * The newest failure of any of the Vaults since this wall was opened, which a reload does not announce again. The same
 * object until there is a newer one, in every component.
 */
export function useNewFailure(walls: readonly Wall[]): NewFailure | undefined {
  // An effect, as it writes to the tab's storage.
  useEffect(() => {
    for (const wall of walls) {
      const { jobs, failuresWhole, polling, aheadMs } = wall;
      const vault = vaultOf(wall);
      if (vault === undefined || polling().asOf === undefined) continue;
      const seen = { failed: jobs.failed, whole: failuresWhole };
      noteFailures(vault, seen, deviceNow() + aheadMs());
    }
  }, [walls]);

  return useSyncExternalStore(subscribe, () =>
    latest !== undefined && walls.some((wall) => vaultOf(wall)?.host === latest?.vault.host)
      ? latest
      : undefined,
  );
}

function vaultOf({ session }: Wall): Vault | undefined {
  return session?.kind === 'signed-in' ? session.vault : undefined;
}

let latest: NewFailure | undefined;
const announcedByVault = new Map<string, AnnouncedFailures>();
const listeners = new Set<() => void>();

function noteFailures(vault: Vault, seen: SeenFailures, now: number): void {
  const before = announcedByVault.get(vault.host) ?? stored(vault.host);
  const found = before === undefined ? [] : newFailures(before, seen);
  const after = before === undefined ? startWith(seen, now) : withSeen(before, seen);
  announcedByVault.set(vault.host, after);
  if (after !== before) store(vault.host, after);
  const [job] = found;
  if (job === undefined) return;
  latest = { vault, job, at: deviceNow(), others: found.length - 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** In the tab's storage: a second wall in the same browser makes its own announcements. */
const placeOf = (vault: string) =>
  ({
    area: 'sessionStorage',
    key: `jobwatch.wall.announced.${vault}`,
    schema: announcedFailures,
  }) as const;

/** Undefined if there are none yet, no storage, or unreadable ones: as if the wall were opened now. */
function stored(vault: string): AnnouncedFailures | undefined {
  const { area, key, schema } = placeOf(vault);
  const read = v.safeParse(schema, readStored(area, key));
  return read.success ? read.output : undefined;
}

/** Without storage, a reload counts as a new opening. */
function store(vault: string, announced: AnnouncedFailures): void {
  changeStored(placeOf(vault), () => announced);
}
