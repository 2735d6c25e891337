import { createLazyRoute, useRouteContext } from '@tanstack/react-router';
import { useState } from 'react';

import { shownTitle } from '#insight/status/title.ts';

import { PageTitle } from '../../../components/PageTitle.tsx';
import { vaultLabel } from '../../../components/vault-label.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import type { VaultPlace } from '../../../vault-address.ts';
import type { TileArea } from '../layout/view-pages.ts';
import { displayAddress, placesOnWall, wallAddress } from './address.ts';
import { Copyable } from './Copyable.tsx';
import { KioskCommands } from './KioskCommands.tsx';
import { Options, TimesAndSound } from './Options.tsx';
import { Preview } from './Preview.tsx';
import { type Setup, useSetupSearch } from './use-setup-search.ts';
import { ViewingDistance } from './ViewingDistance.tsx';

export const page = createLazyRoute('/signed-in/wall/setup')({ component: WallSetupPage });

/** From the options of a wall to the commands for the computer behind it. */
function WallSetupPage() {
  const { search, set, ignored } = useSetupSearch();
  const setup = { search, set };
  const [area, setArea] = useState<TileArea>();
  const { session } = useRouteContext({ from: '/signed-in' });
  const places = placesOnWall(session, search.vaults);
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="Set up a wall display" />
      <h1 className="px-1 text-lg font-semibold">Set up a wall display</h1>
      {ignored.length > 0 && (
        <Notice>Ignored in this URL: {ignored.map(shownTitle).join(', ')}.</Notice>
      )}
      <div className="grid gap-2 xl:grid-cols-5">
        <div data-choices className="flex min-w-0 flex-col gap-2 xl:col-span-2">
          <Options {...setup} session={session} />
        </div>
        {/* Stays in view while the options beside it scroll. */}
        <div className="min-w-0 xl:col-span-3">
          <div className="sticky top-12 flex flex-col gap-2">
            <Preview {...setup} onArea={setArea} />
            <ViewingDistance {...setup} area={area} />
          </div>
        </div>
      </div>
      <div className="grid gap-2 xl:grid-cols-5">
        <div className="min-w-0 xl:col-span-2">
          <TimesAndSound {...setup} />
        </div>
        <div className="min-w-0 xl:col-span-3">
          <Links search={search} places={places} />
        </div>
      </div>
      <KioskCommands {...setup} isDisplay={places.some(({ hasDisplay }) => hasDisplay)} />
    </div>
  );
}

type LinksProps = Pick<Setup, 'search'> & { places: readonly VaultPlace[] };

function Links({ search, places }: LinksProps) {
  const lacking = places.filter(({ hasDisplay }) => !hasDisplay);
  const wall = wallAddress(search, document.baseURI);
  return (
    <Panel title="Links">
      <div className="flex flex-col gap-4 p-3 text-sm">
        <div className="flex flex-col gap-1">
          <Copyable name="Link to this wall" text={wall} />
          <p className="text-muted text-xs">
            For a browser in which somebody is signed in
            {places.length > 1 && ', to each of these Vaults'}: it shows the jobs that this user may
            see, until the session ends.{' '}
            <a href={wall} target="_blank" rel="noreferrer" className="text-accent underline">
              Open it in a new tab
            </a>
          </p>
        </div>
        {lacking.length < places.length && (
          <div className="flex flex-col gap-1">
            <Copyable
              name="Link with automatic sign-in"
              text={displayAddress(search, document.baseURI)}
            />
            <p className="text-muted text-xs">
              For a screen that nobody touches. Replace <code>&lt;DISPLAY_TOKEN&gt;</code> with the
              server’s <code>DISPLAY_TOKEN</code>. This page does not know it: ask whoever runs
              Jobwatch. Anyone with this link can see the jobs, so treat it like a password. It
              stops working once the server has another token.
            </p>
          </div>
        )}
        {lacking.length > 0 && (
          <p className="text-muted text-xs">
            For a screen that signs itself in, the server needs an account for displays, and has
            none for {lacking.map(vaultLabel).join(', ')}. Whoever runs Jobwatch can set one up:{' '}
            <code>DISPLAY_USERNAME</code>, <code>DISPLAY_PASSWORD</code> and{' '}
            <code>DISPLAY_TOKEN</code> for the first Vault, and <code>DISPLAY_ACCOUNTS</code> for
            others.
            {lacking.length < places.length && ' Until then, sign in to it on that screen.'}
          </p>
        )}
      </div>
    </Panel>
  );
}
