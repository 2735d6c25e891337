import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';

import { wordsOf } from '../../components/error-words.ts';

const againMs = 10_000;

/** A wall that broke down. It is drawn again by itself, and soon loaded anew: see `rescue.js`. */
export function WallFailed({ error, reset }: ErrorComponentProps) {
  const { what } = wordsOf(error instanceof Error ? error : new Error(String(error)));

  // Nobody is there to press a button.
  useEffect(() => {
    const timer = setTimeout(reset, againMs);
    return () => clearTimeout(timer);
  });

  return (
    <main
      data-failed
      className="bg-page text-ink fixed inset-0 p-6"
      style={{ fontSize: '5vmin', lineHeight: 1.4 }}
    >
      <h1 className="font-semibold">{what}</h1>
      <p>Nothing here is told of any job. This display tries again by itself.</p>
    </main>
  );
}
