import { getRouteApi, Link, useNavigate, useRouteContext } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { instant } from '#contract/instant.ts';
import { listed } from '#insight/several-overviews.ts';

import { showFavicon } from '../../../components/favicon.ts';
import { TitleContains } from '../../../components/TitleAndCreatorFilter.tsx';
import { useZone } from '../../../components/use-zone.ts';
import { preference, usePreference } from '../../../preferences.ts';
import { createVaultLists } from '../../../queries/vault-lists.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { counted } from '../../../ui/number.ts';
import type { VaultPlace } from '../../../vault-address.ts';
import { namedVaults } from '../../../vaults/use-watched-vaults.ts';
import { useIsFresh } from '../use-alarms.ts';
import { JointPanels } from './JointPanels.tsx';
import { JointVerdict } from './JointVerdict.tsx';
import { type JointModel, useJointModel } from './model.ts';
import { VaultStates } from './VaultStates.tsx';

const route = getRouteApi('/signed-in/');

/** The overview of several Vaults of this server: each says how it is, and their rows are together. */
export function AllVaults() {
  const { vaults, title } = route.useSearch();
  const names = [vaults].flat().map(String);
  const { session } = useRouteContext({ from: '/signed-in' });
  const { places, unknown } = namedVaults(session.vaults, names);
  return (
    <div className="flex flex-col gap-2">
      {unknown.length > 0 && (
        <Notice>This server has no Vault {listed(unknown)}. Its address may have changed.</Notice>
      )}
      {places.length === 0 && unknown.length === 0 && (
        <Notice tone="info">
          This server isn’t set up with a list of Vaults, so there is no overview of several.
        </Notice>
      )}
      {places.length > 0 && (
        <Vaults
          // Each Vault's hooks stay with it.
          key={places.map(({ host }) => host).join(' ')}
          places={places}
          names={names}
          title={title}
        />
      )}
    </div>
  );
}

/** As the viewer chose for each overview. */
const byViewer = {
  choice: () => ({ refresh: preference('refresh'), paused: preference('paused') }),
  inBackground: false,
};

type VaultsProps = {
  places: readonly VaultPlace[];
  /** Hosts, or `all`. */
  names: readonly string[];
  /** Words of the titles; empty for all. */
  title: string;
};

function Vaults({ places, names, title }: VaultsProps) {
  const [lists] = useState(() => places.map((place) => createVaultLists(place, byViewer)));
  const model = useJointModel(lists, title);
  const zone = useZone();
  const heading = names.includes('all') ? 'All Vaults' : counted(places.length, 'Vault');
  return (
    <>
      <Tab heading={heading} model={model} />
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1 px-1">
        <h1 className="text-lg font-semibold">{heading}</h1>
        <TitleFilter title={title} />
      </div>
      <VaultStates vaults={model.vaults} names={names} zone={zone} isFiltered={model.isFiltered} />
      <JointVerdict model={model} />
      <JointPanels model={model} zone={zone} />
      <p className="text-muted px-1 text-sm print:hidden">
        Each title leads to its job in its own Vault, where it can be started.{' '}
        <Link to="/wall" search={{ vaults: [...names] }} className="text-accent underline">
          Show these Vaults on a wall
        </Link>
      </p>
    </>
  );
}

/** Alarms first, where a narrow tab still has room for them; the icon is of no single Vault. */
function Tab({ heading, model: { attention, vaults } }: { heading: string; model: JointModel }) {
  const paused = usePreference('paused');
  const polled = vaults
    .filter(({ state }) => state === 'live' || state === 'late')
    .map(({ watched }) => watched.polling());
  const oldest = Math.min(...polled.map(({ asOf = Infinity }) => asOf));
  const isFresh = useIsFresh({
    asOf: Number.isFinite(oldest) ? instant(oldest) : undefined,
    everyMs: Math.max(0, ...polled.map(({ everyMs }) => everyMs)),
    paused,
    error: undefined,
  });
  const unseen = attention.filter(({ seen, pastAt }) => !seen && pastAt === undefined);
  const alarms = isFresh ? unseen.length : 0;
  useEffect(() => showFavicon({ vault: undefined, alarms }), [alarms]);
  return <title>{`${alarms > 0 ? `(${alarms}) ` : ''}${heading} · Overview · Jobwatch`}</title>;
}

function TitleFilter({ title }: { title: string }) {
  const navigate = useNavigate({ from: '/' });
  return (
    <search className="print:hidden">
      <TitleContains
        isInline
        title={title}
        onChange={(next) =>
          void navigate({
            to: '/',
            search: (before) => ({ ...before, title: next }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </search>
  );
}
