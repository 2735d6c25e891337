import { Outlet } from '@tanstack/react-router';

import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { Trouble } from './Trouble.tsx';

/** The frame around every page that shows a Vault. */
export function Shell() {
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
