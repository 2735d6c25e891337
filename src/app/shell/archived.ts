/** The archive of whoever is signed in. */
import type { Job } from '#contract/jobs.ts';

import type { Archive } from '../archive/archive.ts';
import type { ArchiveState } from '../archive/state.ts';

const none: ArchiveState = {
  coverage: { kind: 'none' },
  doing: { kind: 'opening' },
  error: undefined,
  calls: 0,
  rowsPerSecond: 0,
  sought: 0,
  keeps: { kind: 'kept' },
};
const noJobs: readonly Job[] = [];

export function useArchive(): {
  state: ArchiveState;
  jobs: readonly Job[];
  archive: Archive | undefined;
} {
  return { state: none, jobs: noJobs, archive: undefined };
}
