/** The archive as React sees it. */
import { useSyncExternalStore } from 'react';

import type { Job } from '#contract/jobs.ts';

import type { Archive } from './archive.ts';
import type { ArchiveState } from './state.ts';

export function useArchiveState({ subscribe, state }: Archive): ArchiveState {
  return useSyncExternalStore(subscribe, state);
}

/** All known rows, in no order; another array whenever any changed, ten times a second at most. */
export function useArchivedJobs({ subscribe, jobs }: Archive): readonly Job[] {
  return useSyncExternalStore(subscribe, jobs);
}
