import { useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import type { Session } from '#contract/session.ts';

import { SignInForm } from '../../components/SignInForm.tsx';
import { VaultLinks } from '../../components/VaultLinks.tsx';
import { changeSession, sessionChannel } from '../../layout/session-change.ts';
import { addressOf, isHere, placeOf } from '../../vault-address.ts';

const route = getRouteApi('/sign-in');

export const page = createLazyRoute('/sign-in')({ component: SignInPage });

function SignInPage() {
  const { session } = route.useRouteContext();
  const { from, again } = route.useSearch();
  const before =
    session.kind === 'signed-in' && !session.display
      ? { vault: session.vault.host, userName: session.user.userName }
      : {};
  const others = session.vaults.filter((vault) => vault.isSignedIn && !isHere(vault));
  const [other] = others;
  // An overview of several Vaults doesn't need this one: it opens where there is a session.
  const elsewhere =
    again === undefined && other !== undefined && from?.startsWith('/?vaults=') === true
      ? `${addressOf(other)}${from.slice(1)}`
      : undefined;
  useEffect(() => {
    if (elsewhere !== undefined) location.replace(elsewhere);
  }, [elsewhere]);
  const cache = useQueryClient();
  const router = useRouter();
  return (
    <main className="flex flex-col items-center gap-4 p-6">
      <title>Sign in · Jobwatch</title>
      <div className="flex flex-col items-center gap-2 text-center">
        <img src="./favicon.svg" alt="" width={56} height={56} />
        <p className="text-xl font-semibold">Jobwatch</p>
        <p className="text-muted">The jobs of your Vault: what runs, what is late, what failed.</p>
      </div>
      <section className="border-line bg-surface flex w-full max-w-sm flex-col gap-4 rounded-lg border p-4">
        <h1 className="text-lg font-semibold">Sign in to Vault</h1>
        <SignInForm
          session={session}
          {...before}
          onSignedIn={async (now) => {
            if (leavesForVaultOf(now)) return;
            await changeSession(now, cache, router);
            if (again !== undefined) await router.navigate({ to: '/sign-in', search: { from } });
          }}
        />
      </section>
      {others.length > 0 && (
        <nav aria-label="Vaults you are signed in to" className="w-full max-w-sm">
          <h2 className="px-2 font-semibold">You are signed in to</h2>
          <VaultLinks vaults={others} />
        </nav>
      )}
      {session.simulated && <SimulatedAccounts />}
    </main>
  );
}

/** Who signed in to another Vault than this page's continues on a page of that one. */
function leavesForVaultOf(now: Session): boolean {
  const place = placeOf(now);
  if (place === undefined || isHere(place)) return false;
  const tabs = new BroadcastChannel(sessionChannel(addressOf(place)));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches our own origin alone
  tabs.postMessage(now);
  tabs.close();
  location.assign(addressOf(place));
  return true;
}

const accounts = [
  { userName: 'admin@vault.test', may: 'has all rights' },
  { userName: 'reader@vault.test', may: 'can’t start jobs' },
  { userName: 'nojobs@vault.test', may: 'can’t see jobs' },
];

function SimulatedAccounts() {
  return (
    <section className="text-muted flex w-full max-w-sm flex-col gap-1 text-sm">
      <h2 className="text-ink font-semibold">This Vault is simulated</h2>
      <p>
        The password of each account is <code>simulated</code>.
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        {accounts.map(({ userName, may }) => (
          <div key={userName} className="contents">
            <dt>
              <code>{userName}</code>
            </dt>
            <dd>{may}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
