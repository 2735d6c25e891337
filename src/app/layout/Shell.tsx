import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';

import { VaultError } from '#contract/envelope.ts';

import { loadChunk } from '../load-chunk.ts';
import { useLive } from '../queries/live.ts';
import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { prefetchLazyParts, SignInAgainDialog } from './lazy.ts';
import { NoticesPlace } from './PageNotices.tsx';

// They move nothing when they come, so the first rows need not wait for them.
const LiveNotices = lazy(async () => ({
  default: (await loadChunk(import('./LiveNotices.tsx'))).LiveNotices,
}));

const prefetchAfterMs = 1_500;

/** The frame around every page that shows a Vault. */
export function Shell() {
  // When the first rows are likely to be there; nothing waits for it.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const placed = useRef<HTMLDivElement>(null);
  // Not as it is attached: React would render again at once, in the task that has just put the rows on
  // screen, and run all effects of the page before.
  useEffect(() => setPlace(placed.current), []);
  useEffect(() => {
    const timer = setTimeout(() => void prefetchLazyParts(), prefetchAfterMs);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className="flex min-h-dvh flex-col print:min-h-0">
      <Header />
      <div className="flex grow flex-col gap-2 p-2">
        <main className="min-w-0">
          <NoticesPlace value={place}>
            <Outlet />
          </NoticesPlace>
        </main>
        {/* Above the rows they would move them. */}
        <div
          ref={placed}
          className="bg-page sticky bottom-0 z-10 mt-auto flex flex-col gap-px shadow-lg empty:hidden max-sm:*:py-1 max-sm:*:text-xs print:static print:shadow-none"
        >
          <Suspense fallback={null}>
            <LiveNotices />
          </Suspense>
        </div>
      </div>
      <SignInAgain />
      <Keys />
    </div>
  );
}

/** Asks to sign in again as soon as an answer says that the session has ended. */
function SignInAgain() {
  const { error } = useLive();
  if (!(error instanceof VaultError && error.kind === 'sign-in')) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgainDialog />
    </Suspense>
  );
}
