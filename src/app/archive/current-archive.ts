/**
 * Which archive is open in this tab. Only `open-archive.ts` sets it; apart, as the first page shown
 * needs it without the archive's code.
 */
import { useSyncExternalStore } from 'react';

import type { Session } from '#contract/session.ts';

import type { LazyJobs } from '../jobs/lazy-jobs.ts';
import type { Archive } from './archive.ts';
import { archiveName } from './database-name.ts';
import type { ArchiveState } from './status.ts';

export type CurrentArchive = {
  name: string;
  archive: Archive;
  /** As the archive's own, but they change no more often than a page should render. */
  state: () => ArchiveState;
  jobs: () => LazyJobs;
  subscribe: (listener: () => void) => () => void;
};

let current: CurrentArchive | undefined;
const listeners = new Set<() => void>();

/** To be called when an archive has opened, and without one when it was closed. */
export function setCurrentArchive(next: CurrentArchive | undefined): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

export function currentArchive(): CurrentArchive | undefined {
  return current;
}

/** The open archive, if it is that of this viewer. */
export function useCurrentArchive(
  viewer: Extract<Session, { kind: 'signed-in' }> | undefined,
): CurrentArchive | undefined {
  const open = useSyncExternalStore(followCurrentArchive, currentArchive, currentArchive);
  return viewer !== undefined && open?.name === archiveName(viewer) ? open : undefined;
}

/** Calls back whenever one is opened or closed, until the returned function is called. */
export function followCurrentArchive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
