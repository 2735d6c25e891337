import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useRouteContext } from '@tanstack/react-router';

import { instant } from '#contract/instant.ts';
import { dateTime, zoneName } from '#insight/time/format.ts';
import { allZones, withChosen } from '#insight/time/zone-names.ts';
import { zoneChoices } from '#insight/time/zone.ts';

import { PageTitle } from '../../components/PageTitle.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { useZone } from '../../components/use-zone.ts';
import { RefreshChoice, ThemeChoice } from '../../layout/ViewChoices.tsx';
import { setPreference, usePreference } from '../../preferences.ts';
import { currentUserQuery } from '../../queries/users.ts';
import { vaultNow } from '../../time/clock.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { BrowserNotifications } from './BrowserNotifications.tsx';
import { ServerNotifications } from './ServerNotifications.tsx';

export const page = createLazyRoute('/signed-in/settings')({ component: SettingsPage });

function SettingsPage() {
  const zone = usePreference('zone');
  const shown = useZone();
  const { data: user } = useQuery(currentUserQuery);
  const { session } = useRouteContext({ from: '/signed-in' });
  const now = useTicking(() => dateTime(instant(vaultNow()), shown));
  // The choice of UTC is `utc`; anything else may have been written by hand or by an older version.
  const chosen = zone.toLowerCase() === 'utc' ? 'utc' : zone;
  const named = allZones().map((name) => ({ value: name, label: name }));
  const zones = withChosen([...zoneChoices(user?.zone), ...named], chosen);
  return (
    <div data-choices className="mx-auto flex max-w-2xl flex-col gap-2">
      <PageTitle page="Settings" />
      <h1 className="sr-only">Settings</h1>
      <Panel title="Time">
        <div className="flex flex-col gap-2 p-3">
          <Choice
            labelled
            label="Show times in"
            value={chosen}
            options={zones}
            onChange={(value) => setPreference('zone', value)}
          />
          <p className="text-muted text-sm">
            Vault’s clock says {now} ({zoneName(shown, vaultNow())}). Its dates are read as{' '}
            {session.times === 'utc' ? 'UTC' : `times in ${session.times}`}; the server’s
            configuration sets this.
          </p>
        </div>
      </Panel>
      <Panel title="View">
        <div className="flex flex-wrap gap-x-6 gap-y-2 p-3">
          <ThemeChoice />
          <RefreshChoice />
        </div>
      </Panel>
      <Panel title="Wall display">
        <p className="p-3 text-sm">
          For a screen on the wall that shows jobs unattended.{' '}
          <Link to="/wall/setup" className="text-accent underline">
            Set up a wall display
          </Link>
        </p>
      </Panel>
      <Panel title="Vault">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 p-3 text-sm">
          <dt className="text-muted">Host</dt>
          <dd>{session.vault.host}</dd>
          <dt className="text-muted">API version</dt>
          <dd>{session.apiVersion}</dd>
          <dt className="text-muted">Signed in as</dt>
          <dd>{session.user.userName ?? `User ${session.user.id}`}</dd>
          <dt className="text-muted">Start now</dt>
          <dd>
            {session.readOnly
              ? 'Switched off on this server'
              : 'Allowed where your Vault permissions allow it'}
          </dd>
        </dl>
      </Panel>
      <BrowserNotifications zone={shown} />
      <ServerNotifications zone={shown} />
    </div>
  );
}
