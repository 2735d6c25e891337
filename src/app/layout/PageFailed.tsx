import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import { VaultError } from '#contract/envelope.ts';

import { wordsOf } from '../components/error-words.ts';
import { Button } from '../ui/Button.tsx';

const againMs = 10_000;

/** A page that could not be shown at all. It is tried again by itself; see also `rescue.js`. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { what, remedy } = wordsOf(error instanceof Error ? error : new Error(String(error)));
  const isOutdated = error instanceof VaultError && error.type === 'PAGE_OUTDATED';
  const again = () => {
    reset();
    void router.invalidate();
  };

  // Nobody may be there to press the button.
  useEffect(() => {
    const timer = setTimeout(again, againMs);
    return () => clearTimeout(timer);
  });

  return (
    <main className="mx-auto max-w-lg p-6" data-failed={isOutdated || undefined}>
      <h1 className="text-xl font-semibold">{what}</h1>
      <p className="text-muted py-2">{remedy} This page is tried again every 10 seconds.</p>
      <Button variant="primary" onClick={isOutdated ? () => location.reload() : again}>
        {isOutdated ? 'Reload' : 'Try again now'}
      </Button>
    </main>
  );
}
