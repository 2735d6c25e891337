import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';

import { visible } from '#insight/status/title.ts';
import { withChosen } from '#insight/time/zone-names.ts';
import { zoneChoices } from '#insight/time/zone.ts';

import { shownVault } from '../components/vault-label.ts';
import { refreshChoices, setPreference, usePreference } from '../preferences.ts';
import { currentUserQuery } from '../queries/users.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useSignOut } from './use-sign-out.ts';
import { paces, themes } from './view-options.ts';

/** How often to refresh, the time zone, the theme, and the account. */
export function ViewChoices() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const { data: user } = useQuery(currentUserQuery);
  return (
    <>
      <h2 className="font-semibold">View and account</h2>
      <RefreshChoice />
      <ZoneChoice userZone={user?.zone} />
      <ThemeChoice />
      <div className="border-line flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
        <span className="min-w-0 truncate" title={session.user.userName}>
          {visible(user?.name ?? session.user.userName ?? `User ${session.user.id}`)}
        </span>
        <SignOut />
      </div>
    </>
  );
}

export function RefreshChoice() {
  return (
    <Choice
      labelled
      label="Refresh"
      value={usePreference('refresh')}
      options={refreshChoices.map((value) => ({ value, label: paces[value] }))}
      onChange={(value) => setPreference('refresh', value)}
    />
  );
}

export function ThemeChoice() {
  return (
    <Choice
      labelled
      label="Theme"
      value={usePreference('theme')}
      options={themes}
      onChange={(value) => setPreference('theme', value)}
    />
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

/** Asks first where this browser keeps finished jobs, which leave it with the viewer. */
function SignOut() {
  const { signOut, cancel, asks, isPending, failure } = useSignOut();
  const { session } = useRouteContext({ from: '/signed-in' });
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {failure !== undefined && <span role="status">{failure}</span>}
      {asks && (
        <span role="status" className="w-full">
          Sign out of {shownVault(session)}? The finished jobs that this browser keeps of it will be
          removed.
        </span>
      )}
      <Button disabled={isPending} onClick={signOut}>
        {asks ? 'Sign out and remove' : 'Sign out'}
      </Button>
      {asks && <Button onClick={cancel}>Cancel</Button>}
    </span>
  );
}
