import { instant } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { VaultBadge } from '../../../components/VaultBadge.tsx';
import { deviceNow } from '../../../time/clock.ts';
import { number } from '../../../ui/number.ts';
import { addressOf } from '../../../vault-address.ts';
import type { WatchedVault } from '../../../vaults/use-watched-vaults.ts';
import { VaultReason } from '../../../vaults/VaultReason.tsx';
import { useLiveness } from '../../../vaults/watched.ts';
import { livenessLooks } from '../layout/StatusBar.tsx';

type Props = {
  vaults: readonly WatchedVault[];
  /** How much the view shows of one, as its own wall says it. */
  countOf: (vault: WatchedVault) => string;
  zone: string;
};

/** How each Vault is: how old its data is, what it has left, and why it is not live. */
export function VaultCards({ vaults, countOf, zone }: Props) {
  return (
    <ul aria-label="Vaults" className="flex flex-wrap gap-[0.4em] px-[0.5em] pt-[0.4em]">
      {vaults.map((vault) => (
        <VaultCard key={vault.place.host} vault={vault} count={countOf(vault)} zone={zone} />
      ))}
    </ul>
  );
}

type CardProps = { vault: WatchedVault; count: string; zone: string };

function VaultCard({ vault: { place, watched, budget }, count, zone }: CardProps) {
  const { polling } = watched;
  const state = useLiveness(watched);
  const age = useTicking(() => ageText(polling().asOf));
  const { asOf } = polling();
  const { word, Icon, colour } = livenessLooks[state];
  const edge = { loading: 'border-line', live: 'border-line', late: 'border-warning' };
  return (
    <li
      data-vault={place.host}
      data-liveness={state}
      className={`bg-surface min-w-0 flex-1 basis-[10em] rounded-[0.25em] border-2 px-[0.5em] py-[0.2em] ${state === 'not-live' ? 'border-bad' : edge[state]}`}
    >
      <div className="flex flex-wrap items-center gap-x-[0.6em]">
        <a href={addressOf(place)}>
          <VaultBadge session={{ kind: 'signed-in', simulated: false, vault: place }} />
        </a>
        <span className={`inline-flex items-center gap-[0.3em] font-semibold ${colour}`}>
          <Icon aria-hidden size="1em" />
          {word}
        </span>
        {/* The age counts on: a screen reader must not read it aloud every second. */}
        <span aria-live="off" className="text-muted">
          {age}
        </span>
      </div>
      {asOf !== undefined && (
        <div>
          {state === 'not-live'
            ? `As of ${clockTime(instant(watched.now), zone, watched.now)}: ${count}`
            : count}
        </div>
      )}
      {budget !== undefined && (
        <div className="text-muted">
          API {number(budget.remaining)}/{number(budget.limit)} left
        </div>
      )}
      <VaultReason
        watched={watched}
        zone={zone}
        signIn={addressOf(place)}
        noteClassName="bg-warning-soft"
      />
    </li>
  );
}

function ageText(asOf: number | undefined): string {
  return asOf === undefined ? 'no answer yet' : `${roughly(deviceNow() - asOf)} ago`;
}
