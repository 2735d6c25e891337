import { instant } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { VaultBadge } from '../../../components/VaultBadge.tsx';
import { usePreference } from '../../../preferences.ts';
import { deviceNow } from '../../../time/clock.ts';
import { dotted } from '../../../ui/dot.ts';
import { Icon, icons } from '../../../ui/Icon.tsx';
import { counted, number } from '../../../ui/number.ts';
import { writeSearch } from '../../../url/search.ts';
import { addressOf } from '../../../vault-address.ts';
import type { Liveness } from '../../../vaults/liveness.ts';
import { VaultReason } from '../../../vaults/VaultReason.tsx';
import type { ShownVault } from './model.ts';

type Props = {
  vaults: readonly ShownVault[];
  /** Those of the page's address, to which who signs in comes back. */
  names: readonly string[];
  zone: string;
  /** Counts of a part would pass for those of the Vault. */
  isFiltered: boolean;
};

const looks: Record<Liveness['state'], { word: string; icon: string; colour: string }> = {
  loading: { word: 'Loading', icon: icons.loading, colour: 'text-muted' },
  live: { word: 'Live', icon: icons.dot, colour: 'text-well' },
  late: { word: 'Late', icon: icons.warning, colour: 'text-warning' },
  'not-live': { word: 'Not live', icon: icons.offline, colour: 'text-bad' },
};

/** How each Vault is: how old its data is, what it has left of its calls, and why it is not live. */
export function VaultStates({ vaults, ...rest }: Props) {
  return (
    <ul
      aria-label="Vaults"
      className="border-line bg-surface divide-line divide-y rounded border text-sm"
    >
      {vaults.map((vault) => (
        <VaultState key={vault.place.host} vault={vault} {...rest} />
      ))}
    </ul>
  );
}

type StateProps = Omit<Props, 'vaults'> & { vault: ShownVault };

function VaultState({ vault, names, zone, isFiltered }: StateProps) {
  const { place, watched, state, budget } = vault;
  const { polling } = watched;
  const age = useTicking(() => ageText(polling().asOf));
  const paused = usePreference('paused');
  const { asOf } = polling();
  const isPaused = paused && state === 'live';
  const look = isPaused
    ? { word: 'Paused', icon: icons.pause, colour: 'text-warning' }
    : looks[state];
  const from = `/${writeSearch({ vaults: names })}`;
  return (
    <li
      data-vault={place.host}
      data-liveness={state}
      className="flex flex-wrap items-center gap-x-3 px-3 py-1"
    >
      <a href={addressOf(place)} title={`The overview of ${place.host} alone`}>
        <VaultBadge session={{ kind: 'signed-in', simulated: false, vault: place }} />
      </a>
      <span className={`inline-flex items-center gap-1 font-medium ${look.colour}`}>
        <Icon path={look.icon} size={16} />
        {look.word}
        {/* The age counts on: a screen reader must not read it aloud every second. */}
        <span aria-live="off" className="text-muted font-normal">
          {age}
        </span>
      </span>
      {asOf !== undefined && state !== 'not-live' && !isFiltered && (
        <span>{countsText(vault)}</span>
      )}
      {budget !== undefined && (
        <span className="text-muted ml-auto max-sm:ml-0">
          API {number(budget.remaining)}/{number(budget.limit)} left
        </span>
      )}
      <VaultReason
        watched={watched}
        zone={zone}
        signIn={`${addressOf(place)}sign-in${writeSearch({ from, again: 'yes' })}`}
        since={asOf === undefined ? undefined : sinceText(vault, asOf, zone)}
        className="w-full empty:hidden"
        noteClassName="text-warning"
      />
    </li>
  );
}

function countsText({ attention, watched: { jobs } }: ShownVault): string {
  const troubles = attention.troubles.length;
  const running = jobs.running.length;
  return dotted([
    `${counted(troubles, 'title needs', 'titles need')} attention`,
    `${number(running)} running`,
  ]);
}

function sinceText({ watched: { aheadMs } }: ShownVault, asOf: number, zone: string): string {
  const at = asOf + aheadMs();
  return clockTime(instant(at), zone, deviceNow() + aheadMs());
}

function ageText(asOf: number | undefined): string {
  return asOf === undefined ? 'no answer yet' : `${roughly(deviceNow() - asOf)} old`;
}
