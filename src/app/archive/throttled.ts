/**
 * What pages show of an archive: less often than it changes, which is ten times a second while it
 * reads. In between it stays as it was, or a page that renders for another reason would sort what has
 * been loaded by then.
 */
import type { Archive } from './archive.ts';
import type { CurrentArchive } from './current-archive.ts';

type Shown = Pick<Archive, 'state' | 'lazyJobs' | 'subscribe'>;

/** A page would otherwise render ten times a second, and sort 100,000 rows each time. */
const throttleMs = 1_000;

export function throttled(archive: Shown): Omit<CurrentArchive, 'name' | 'archive'> {
  const listeners = new Set<() => void>();
  const now = () => ({ state: archive.state(), jobs: archive.lazyJobs(), phase: phaseOf(archive) });
  let shown = now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void) | undefined;

  function notify(): void {
    clearTimeout(timer);
    timer = undefined;
    shown = now();
    for (const listener of listeners) listener();
  }

  function changed(): void {
    const phase = phaseOf(archive);
    // A complete archive changes rarely, and the page may be waiting for this change; so it may
    // be for the first rows, and for the end of loading what is kept.
    if (phase === 'complete' || phase !== shown.phase) notify();
    else timer ??= setTimeout(notify, throttleMs);
  }

  /** Without a listener nothing says when it changes. */
  function current() {
    if (listeners.size === 0) shown = now();
    return shown;
  }

  return {
    state: () => current().state,
    jobs: () => current().jobs,
    subscribe: (listener) => {
      current();
      listeners.add(listener);
      unsubscribe ??= archive.subscribe(changed);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
  };
}

function phaseOf(archive: Shown): string {
  const { activity, coverage } = archive.state();
  if (coverage.kind === 'complete') return 'complete';
  return `${coverage.kind}${activity.kind === 'opening' ? ', opening' : ''}`;
}
