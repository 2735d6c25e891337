/**
 * The archive of the signed-in user, for pages that need more than Vault's newest jobs. The first
 * such page opens it, so that a user who only watches does not read the whole history.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';

import { type LazyJobs, noJobs } from '../jobs/lazy-jobs.ts';
import type { Archive } from './archive.ts';
import { useCurrentArchive } from './current-archive.ts';
import { openArchive } from './open-archive.ts';
import type { ArchiveState } from './status.ts';

export type Archived = {
  /** Undefined until it is open. */
  archive: Archive | undefined;
  state: ArchiveState;
  /** In no order; the same object until something changes. */
  jobs: LazyJobs;
};

export function useArchive(): Archived {
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();

  // The archive lives outside of React, while the page is open.
  useEffect(() => {
    void openArchive(session, cache);
  }, [session, cache]);

  // If it is open already, the first render must have its rows: Back restores the scroll position
  // only if everything above it has the same height as before.
  const open = useCurrentArchive(session);
  const subscribe = open?.subscribe ?? subscribeToNothing;
  const state = open?.state ?? (() => stateBeforeOpening);
  const jobs = open?.jobs ?? (() => noJobs);
  return {
    archive: open?.archive,
    state: useSyncExternalStore(subscribe, state, state),
    jobs: useSyncExternalStore(subscribe, jobs, jobs),
  };
}

const subscribeToNothing = () => () => {};
export const stateBeforeOpening: ArchiveState = {
  coverage: { kind: 'none' },
  activity: { kind: 'opening' },
  hasStoredHistory: false,
  error: undefined,
  calls: 0,
  leftMs: undefined,
  warnings: [],
  departed: 0,
  persistence: { kind: 'persistent' },
};
