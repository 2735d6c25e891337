import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';

import { VaultError } from '#contract/envelope.ts';
import type { Session } from '#contract/session.ts';

import { NotSentError, signInMutation } from '../queries/write.ts';
import { Button } from '../ui/Button.tsx';
import { pressedKey } from '../ui/key-press.ts';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { isHere } from '../vault-address.ts';
import { type Words, wordsOf } from './error-words.ts';
import { vaultLabel } from './vault-label.ts';
import { writeWords } from './write-words.ts';

type Props = {
  session: Session;
  vault?: string;
  userName?: string | undefined;
  onSignedIn: (session: Session) => Promise<void>;
};

type Way = 'password' | 'session';

/** Signs in to a Vault by password, or by the id of a session that was made elsewhere. */
export function SignInForm({ session, vault, userName, onSignedIn }: Props) {
  const [way, setWay] = useState<Way>('password');
  const sent = useRef(false);
  const signingIn = useMutation({
    ...signInMutation,
    onSuccess: onSignedIn,
    onSettled: () => {
      sent.current = false;
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Each press is an attempt of five. A ref, as two may come before React has painted the first.
    if (sent.current) return;
    sent.current = true;
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' ? value : '';
    };
    signingIn.mutate(
      way === 'password'
        ? { vault: text('vault'), userName: text('userName'), password: text('password') }
        : { vault: text('vault'), sessionId: text('sessionId').trim() },
    );
  };

  const words = signingIn.error === null ? undefined : wordsOfRefusal(signingIn.error);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its fields, on their way up
    <form onSubmit={submit} onKeyDown={withoutRepeats} className="flex flex-col gap-3">
      <VaultField session={session} vault={vault} />
      {way === 'password' ? (
        <>
          <TextField
            label="User name"
            name="userName"
            autoComplete="username"
            defaultValue={userName}
            required
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </>
      ) : (
        <TextField
          label="Vault session ID"
          name="sessionId"
          type="password"
          autoComplete="off"
          hint="For those who sign in to Vault through single sign-on. It is kept by the server, not by this browser."
          required
        />
      )}
      {words !== undefined && (
        <Notice tone="bad">
          <strong>{words.what}.</strong> {words.remedy}
        </Notice>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button variant="primary" type="submit" disabled={signingIn.isPending}>
          {signingIn.isPending ? 'Signing in' : 'Sign in'}
        </Button>
        <Button
          variant="quiet"
          disabled={signingIn.isPending}
          onClick={() => {
            setWay(way === 'password' ? 'session' : 'password');
            signingIn.reset(); // what was wrong with one way says nothing about the other
          }}
        >
          {way === 'password' ? 'Use a session ID instead' : 'Use a password instead'}
        </Button>
      </div>
    </form>
  );
}

/**
 * An Enter held down would try again with each refusal, and five lock the account
 * (docs/vault-api.md §4).
 */
function withoutRepeats(event: KeyboardEvent) {
  if (event.repeat && pressedKey(event.nativeEvent) === 'Enter') event.preventDefault();
}

/** The Vault to sign in to: typed where it is simulated (a world), chosen where there are several. */
function VaultField({ session, vault }: { session: Session; vault: string | undefined }) {
  const id = useId();
  const chosen = vault ?? session.vaults.find(isHere)?.host ?? session.vaults[0]?.host ?? '';
  if (session.simulated) {
    return (
      <TextField
        label="Vault"
        name="vault"
        defaultValue={chosen}
        hint="Simulated: busy, quiet, failing, odd or huge, each followed by .vault.test"
        required
      />
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        Vault
      </label>
      <select
        id={id}
        name="vault"
        defaultValue={chosen}
        className="border-edge bg-surface h-8 rounded border px-2"
      >
        {session.vaults.map((one) => (
          <option key={one.host} value={one.host}>
            {one.name === one.host ? vaultLabel(one) : `${vaultLabel(one)}, ${one.host}`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Reading is done again by itself, and says so. A sign-in is not. */
function wordsOfRefusal(error: Error): Words {
  const words = wordsOf(error, { ...writeWords, ...refusals });
  const isPassing =
    error instanceof VaultError &&
    ['unreachable', 'slow-down'].includes(error.kind) &&
    error.downtimeMinutes === undefined;
  if (!isPassing || Object.hasOwn(refusals, error.type)) return words;
  if (error instanceof NotSentError) return { ...words, remedy: 'Nothing was sent: try again.' };
  return { ...words, remedy: 'Jobwatch does not retry a sign-in: try again in a moment.' };
}

/** Not with the words for all pages: few ever sign in, and all load those. */
const refusals: Record<string, Words> = {
  USERNAME_OR_PASSWORD_INCORRECT: {
    what: 'The user name or password is wrong',
    remedy: 'Check both. Vault locks an account after five wrong passwords.',
  },
  NO_PASSWORD_PROVIDED: { what: 'The password is missing', remedy: 'Enter it and sign in again.' },
  USER_LOCKED_OUT: {
    what: 'This account is locked',
    remedy: 'Ask a Vault admin to unlock it, or reset the password in Vault.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    what: 'Vault asks for a new password',
    remedy: 'Change it in Vault, then sign in here.',
  },
  SERVER_RESTARTED: {
    what: 'The Jobwatch server was restarted',
    remedy: 'Your sign-in may already have reached Vault. Try again.',
  },
  // Nothing is sent again by itself here, as it is where pages read.
  API_LIMIT_EXCEEDED: {
    what: 'Vault is not accepting sign-ins right now',
    remedy: 'Wait a minute, then sign in again.',
  },
  VAULT_ASKED_TO_WAIT: {
    what: 'Vault asked Jobwatch to wait',
    remedy: 'Wait a few minutes, then sign in again.',
  },
  NOT_SENT: {
    what: 'Vault asked Jobwatch to wait, so nothing was sent',
    remedy: 'Wait a few minutes, then sign in again.',
  },
  TOO_MANY_ATTEMPTS: {
    what: 'Too many attempts to sign in',
    remedy: 'Wait for up to half an hour, so that Vault does not lock the account.',
  },
};
