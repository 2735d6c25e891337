/** Subscribes a page to an archive, which changes more often than the page should render. */
import type { Archive } from './archive.ts';

/** While it reads, the archive changes ten times a second, and each change sorts 100,000 rows. */
const throttleMs = 1_000;

export function throttledSubscribe(archive: Archive): (listener: () => void) => () => void {
  return (listener) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const notify = () => {
      clearTimeout(timer);
      timer = undefined;
      listener();
    };
    let shown = phaseOf(archive);
    const unsubscribe = archive.subscribe(() => {
      const phase = phaseOf(archive);
      // A complete archive changes rarely, and the page may be waiting for this change; so it may
      // be for the first rows, and for the end of loading what is kept.
      if (phase === 'complete' || phase !== shown) notify();
      else timer ??= setTimeout(notify, throttleMs);
      shown = phase;
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  };
}

function phaseOf(archive: Archive): string {
  const { activity, coverage } = archive.state();
  if (coverage.kind === 'complete') return 'complete';
  return `${coverage.kind}${activity.kind === 'opening' ? ', opening' : ''}`;
}
