/** Which archive is open in this tab. Apart, as the first page shown needs it without the archive's code. */
import type { Job } from '#contract/jobs.ts';

type Open = {
  name: string;
  jobs: () => readonly Job[];
  subscribe: (listener: () => void) => () => void;
};

let open: Open | undefined;
const listeners = new Set<() => void>();

/** To be called when an archive has opened, and without one when it was closed. */
export function setCurrentArchive(next: Open | undefined): void {
  if (next !== undefined && open?.name === next.name && open.jobs === next.jobs) return;
  open = next;
  for (const listener of listeners) listener();
}

export function currentArchive(): Open | undefined {
  return open;
}

export function subscribeToCurrentArchive(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
