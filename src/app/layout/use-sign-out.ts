import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouteContext, useRouter } from '@tanstack/react-router';
import { useState } from 'react';

import { VaultError } from '#contract/envelope.ts';
import type { Session } from '#contract/session.ts';

import { currentArchive } from '../archive/current-archive.ts';
import { archiveName, databaseName } from '../archive/database-name.ts';
import { signOutMutation } from '../queries/write.ts';
import { changeSession } from './session-change.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

/**
 * Signs out of this page's Vault, from the menu or the palette; `failure` says in words why that did
 * not work.
 */
export function useSignOut(): {
  /** Where this browser keeps finished jobs of the viewer, the first call only asks. */
  signOut: () => void;
  cancel: () => void;
  /** What is asked: signing out removes what months of reading may have brought. */
  asks: boolean;
  isPending: boolean;
  failure: string | undefined;
} {
  const [asks, setAsks] = useState(false);
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const router = useRouter();
  const signingOut = useMutation({
    ...signOutMutation,
    onSuccess: async (now) => changeSession(now, cache, router),
  });
  const send = () => {
    if (!signingOut.isPending) signingOut.mutate();
  };
  return {
    signOut: () => {
      if (asks) send();
      else void isArchiveKept(session).then((kept) => (kept ? setAsks(true) : send()));
    },
    cancel: () => setAsks(false),
    asks,
    isPending: signingOut.isPending,
    failure: signingOut.isError ? failureText(signingOut.error) : undefined,
  };
}

/** Whichever page has read it, now or on another day. */
async function isArchiveKept(session: SignedIn): Promise<boolean> {
  try {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return names.includes(databaseName(archiveName(session)));
  } catch {
    // No storage, or an old browser that does not list it.
    return currentArchive() !== undefined;
  }
}

function failureText(error: Error): string {
  const isOthers = error instanceof VaultError && error.type === 'SESSION_CHANGED';
  // Trying again would be refused again.
  return isOthers
    ? 'Not signed out: this browser is now signed in elsewhere. Reload the page'
    : 'Could not sign out; try again';
}
