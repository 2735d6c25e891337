import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext, useRouter } from '@tanstack/react-router';

import { SignInForm } from '../components/SignInForm.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { changeSession } from './session-change.ts';

/** Over the page when the session has ended: filters, scroll and what was half typed stay. */
export function SignInAgainDialog() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const router = useRouter();
  return (
    <Dialog title="Your Vault session has ended">
      <p className="text-muted py-2 text-sm">Sign in again; the page behind stays as it is.</p>
      <SignInForm
        session={session}
        vault={session.vault.host}
        userName={session.user.userName}
        onSignedIn={async (now) => changeSession(now, cache, router)}
      />
    </Dialog>
  );
}
