import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import { wordsOf } from '../components/error-words.ts';
import { needsReload } from '../load-chunk.ts';
import { Button } from '../ui/Button.tsx';

/**
 * A browser extension has moved nodes that React was about to remove; drawn again, all is in place.
 * Chrome's translator would, were it not kept out by `translate="no"` in index.html.
 */
function isForeignChange(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** How long after an error a page is tried again. */
export function retryMsAfter(error: unknown): number {
  return isForeignChange(error) ? 0 : 10_000;
}

/** A page that could not be shown at all. It is tried again by itself; see also `rescue.js`. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { what, remedy } = wordsOf(error instanceof Error ? error : new Error(String(error)));
  const mustReload = needsReload(error);
  const retry = () => {
    reset();
    void router.invalidate();
  };

  // Nobody may be there to press the button.
  useEffect(() => {
    const timer = setTimeout(retry, retryMsAfter(error));
    return () => clearTimeout(timer);
  });

  return (
    <main className="mx-auto max-w-lg p-6" data-failed={mustReload || undefined}>
      <h1 className="text-xl font-semibold">{what}</h1>
      <p className="text-muted py-2">{remedy} Jobwatch retries every 10 seconds.</p>
      <Button variant="primary" onClick={mustReload ? () => location.reload() : retry}>
        {mustReload ? 'Reload' : 'Try again now'}
      </Button>
    </main>
  );
}

/** For an address that leads nowhere. */
export function NotFound() {
  return (
    <main className="mx-auto max-w-lg p-6">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted py-2">
        The address may be cut off, or from another version of Jobwatch.
      </p>
      <Link to="/" className="text-accent underline">
        Go to the overview
      </Link>
    </main>
  );
}
