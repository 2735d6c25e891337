import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

import { VaultError } from '#contract/envelope.ts';

import { signOutMutation } from '../queries/write.ts';
import { changeSession } from './session-change.ts';

/** Signs out, from the menu or the palette; `failure` says in words why that did not work. */
export function useSignOut(): {
  signOut: () => void;
  isPending: boolean;
  failure: string | undefined;
} {
  const cache = useQueryClient();
  const router = useRouter();
  const signingOut = useMutation({
    ...signOutMutation,
    onSuccess: async (now) => changeSession(now, cache, router),
  });
  return {
    signOut: () => {
      if (!signingOut.isPending) signingOut.mutate();
    },
    isPending: signingOut.isPending,
    failure: signingOut.isError ? failureText(signingOut.error) : undefined,
  };
}

function failureText(error: Error): string {
  const isOthers = error instanceof VaultError && error.type === 'SESSION_CHANGED';
  // Trying again would be refused again.
  return isOthers
    ? 'Not signed out: this browser is now signed in elsewhere. Reload the page'
    : 'Could not sign out; try again';
}
