import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';

import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { fetchLater } from './lazy.ts';
import { SignInAgain } from './SignInAgain.tsx';
import { Trouble } from './Trouble.tsx';

const laterMs = 1_500;

/** The frame around every page that shows a Vault. */
export function Shell() {
  // When the first rows are likely to be there; nothing waits for it.
  useEffect(() => {
    const timer = setTimeout(() => void fetchLater(), laterMs);
    return () => clearTimeout(timer);
  }, []);

  return (
    <>
      <Header />
      <div className="mx-auto flex flex-col gap-2 p-2">
        <Trouble />
        <main className="min-w-0">
          <Outlet />
        </main>
      </div>
      <SignInAgain />
      <Keys />
    </>
  );
}
