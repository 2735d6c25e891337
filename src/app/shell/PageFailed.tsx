import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import { Button } from '../ui/Button.tsx';
import { wordsOf } from './words.ts';

const againMs = 10_000;

/** A page that could not be shown at all. It is tried again by itself. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { what, remedy } = wordsOf(error instanceof Error ? error : new Error(String(error)));
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
    <main className="mx-auto max-w-lg p-6">
      <h1 className="text-xl font-semibold">{what}</h1>
      <p className="text-muted py-2">{remedy} This page is tried again every 10 seconds.</p>
      <Button variant="primary" onClick={again}>
        Try again now
      </Button>
    </main>
  );
}
