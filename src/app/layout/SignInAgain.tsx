import { Suspense } from 'react';

import { VaultError } from '#contract/envelope.ts';

import { useLive } from '../queries/live.ts';
import { SignInAgainDialog } from './lazy.ts';

/** Asks to sign in as soon as an answer says that the session has ended. */
export function SignInAgain() {
  const { error } = useLive();
  if (!(error instanceof VaultError && error.kind === 'sign-in')) return null;
  return (
    <Suspense fallback={null}>
      <SignInAgainDialog />
    </Suspense>
  );
}
