import { useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, getRouteApi, useRouter } from '@tanstack/react-router';

import { SignInForm } from '../../components/SignInForm.tsx';
import { changeSession } from '../../layout/session-change.ts';

const route = getRouteApi('/sign-in');

export const page = createLazyRoute('/sign-in')({ component: SignInPage });

function SignInPage() {
  const { session } = route.useRouteContext();
  const { from, again } = route.useSearch();
  const before =
    session.kind === 'signed-in' && !session.display
      ? { vault: session.vault.host, userName: session.user.userName }
      : {};
  const cache = useQueryClient();
  const router = useRouter();
  return (
    <main className="mx-auto flex max-w-sm flex-col gap-4 p-4 pt-16">
      <title>Sign in · Jobwatch</title>
      <h1 className="text-xl font-semibold">Sign in to Vault</h1>
      <SignInForm
        session={session}
        {...before}
        onSignedIn={async (now) => {
          await changeSession(now, cache, router);
          if (again !== undefined) await router.navigate({ to: '/sign-in', search: { from } });
        }}
      />
      {session.simulated && (
        <p className="text-muted text-sm">
          This is a simulated Vault. Sign in as <code>admin@vault.test</code> (all rights),{' '}
          <code>reader@vault.test</code> (can’t start jobs) or <code>nojobs@vault.test</code> (can’t
          see jobs); the password is <code>simulated</code>.
        </p>
      )}
    </main>
  );
}
