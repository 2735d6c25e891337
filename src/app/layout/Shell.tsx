import { Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';

import { VaultError } from '#contract/envelope.ts';

import { useLive } from '../queries/live.ts';
import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { loadRestoreFocus, prefetchLazyParts, SignInAgainDialog } from './lazy.ts';
import { LiveNotices } from './LiveNotices.tsx';

const prefetchAfterMs = 1_500;

/** The frame around every page that shows a Vault. */
export function Shell() {
  // When the first rows are likely to be there; nothing waits for it.
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => void prefetchLazyParts(), prefetchAfterMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isOver = false;
    void loadRestoreFocus().then(
      (restoreFocus) => {
        if (!isOver) stop = restoreFocus(router);
      },
      () => {}, // without it, Back leads to the page all the same
    );
    return () => {
      isOver = true;
      stop?.();
    };
  }, [router]);

  return (
    <>
      <Header />
      <div className="mx-auto flex flex-col gap-2 p-2">
        <LiveNotices />
        <main className="min-w-0">
          <Outlet />
        </main>
      </div>
      <SignInAgain />
      <Keys />
    </>
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
