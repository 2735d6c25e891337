import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouteContext, useRouter } from '@tanstack/react-router';

import { VaultError } from '#contract/envelope.ts';

import { refreshChoices, setPreference, usePreference } from '../preferences.ts';
import { currentUserQuery } from '../queries/users.ts';
import { signOutMutation } from '../queries/write.ts';
import { visible } from '../status/title.ts';
import { withChosen } from '../time/zone-names.ts';
import { zoneChoices } from '../time/zone.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { changeSession } from './session-change.ts';

const themes = [
  { value: 'system', label: 'Same as this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const paces: Record<(typeof refreshChoices)[number], string> = {
  auto: 'Automatic',
  '5': 'Every 5 s',
  '10': 'Every 10 s',
  '30': 'Every 30 s',
  '60': 'Every minute',
  '300': 'Every 5 min',
};

/** How often to refresh, the time zone, the theme, and the account. */
export function ViewChoices() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const { data: user } = useQuery(currentUserQuery);
  const theme = usePreference('theme');
  const refresh = usePreference('refresh');
  return (
    <>
      <Choice
        labelled
        label="Refresh"
        value={refresh}
        options={refreshChoices.map((value) => ({ value, label: paces[value] }))}
        onChange={(value) => setPreference('refresh', value)}
      />
      <ZoneChoice userZone={user?.zone} />
      <Choice
        labelled
        label="Theme"
        value={theme}
        options={themes}
        onChange={(value) => setPreference('theme', value)}
      />
      <div className="border-line flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
        <span className="min-w-0 truncate" title={session.user.userName}>
          {visible(user?.name ?? session.user.userName ?? `User ${session.user.id}`)}
        </span>
        <SignOut />
      </div>
    </>
  );
}

function ZoneChoice({ userZone }: { userZone: string | undefined }) {
  const zone = usePreference('zone');
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <Choice
        labelled
        label="Times in"
        value={zone}
        options={withChosen(zoneChoices(userZone), zone)}
        onChange={(value) => setPreference('zone', value)}
      />
      <Link to="/settings" className="text-accent text-sm underline">
        Other zones
      </Link>
    </div>
  );
}

function SignOut() {
  const cache = useQueryClient();
  const router = useRouter();
  const signingOut = useMutation({
    ...signOutMutation,
    onSuccess: async (now) => changeSession(now, cache, router),
  });
  return (
    <span className="flex items-center gap-2">
      {signingOut.isError && <span role="status">{failureText(signingOut.error)}</span>}
      <Button disabled={signingOut.isPending} onClick={() => signingOut.mutate()}>
        Sign out
      </Button>
    </span>
  );
}

function failureText(error: Error): string {
  const isOthers = error instanceof VaultError && error.type === 'SESSION_CHANGED';
  // Trying again would be refused again.
  return isOthers
    ? 'Not signed out: this browser is now signed in elsewhere. Reload the page'
    : 'Could not sign out; try again';
}
