import { useMemo } from 'react';

import { successRate } from '#insight/summary.ts';
import { outcomes, sum } from '#insight/throughput.ts';

import { looks } from '../../../chart/outcomes.ts';
import { useTicking } from '../../../components/use-ticking.ts';
import { VaultBadge } from '../../../components/VaultBadge.tsx';
import { deviceNow } from '../../../time/clock.ts';
import { number } from '../../../ui/number.ts';
import type { WatchedVault } from '../../../vaults/use-watched-vaults.ts';
import {
  countsByHour,
  coverageText,
  headingOf,
  messageInPlaceOfChart,
  oldUntilOf,
} from '../throughput-words.ts';
import type { TitleFilter } from '../title-filter.ts';

type Props = { vaults: readonly WatchedVault[]; filter: TitleFilter; zone: string };

/**
 * How much each Vault finished in the last 24 hours. There is no sum: each is known up to a moment
 * of its own, and some may not be known at all.
 */
export function VaultThroughputs({ vaults, filter, zone }: Props) {
  return (
    <ul aria-label="Finished jobs of each Vault" className="flex flex-col gap-[0.6em]">
      {vaults.map((vault) => (
        <VaultThroughput key={vault.place.host} vault={vault} filter={filter} zone={zone} />
      ))}
    </ul>
  );
}

type Area = { width: number; height: number };

export function throughputPages(vaults: number, area: Area): number {
  return Math.ceil(vaults / perPage(area));
}

export function throughputsOfPage<V>(vaults: readonly V[], page: number, area: Area): V[] {
  return vaults.slice(page * perPage(area), (page + 1) * perPage(area));
}

/** Rather too few than one that is cut off. Lengths are in em; a letter is about half of one. */
function perPage({ width, height }: Area): number {
  const figures = Math.ceil(70 / width) * 1.8;
  const coverage = Math.ceil(85 / width) * 1.3;
  return Math.max(1, Math.floor(height / (figures + coverage + 0.6)));
}

type RowProps = { vault: WatchedVault; filter: TitleFilter; zone: string };

function VaultThroughput({ vault, filter, zone }: RowProps) {
  const { place, watched, day: read } = vault;
  const { data: day, error } = read;
  const { counts } = useMemo(() => countsByHour(day, filter, zone), [day, filter, zone]);
  const oldUntil = useTicking(() => oldUntilOf(day, deviceNow() + watched.aheadMs(), zone));
  // Why nothing of a Vault can be read, its card says.
  const failure = error ?? watched.polling().error ?? null;
  const message = messageInPlaceOfChart(day, failure, sum(counts));
  const rate = successRate(counts);
  return (
    <li data-throughput={place.host}>
      <div className="flex flex-wrap items-baseline gap-x-[1em] text-[1.2em]">
        <VaultBadge session={{ kind: 'signed-in', simulated: false, vault: place }} isLarge />
        <h3 className="font-semibold">{headingOf(day, { zone, oldUntil })}</h3>
        {message !== undefined && <span>{message}</span>}
        {message === undefined &&
          outcomes
            .filter((outcome) => outcome !== 'unknown' || counts.unknown > 0)
            .map((outcome) => (
              <span key={outcome}>
                <b className="font-semibold">{number(counts[outcome])}</b> {looks[outcome].word}
              </span>
            ))}
        {message === undefined && rate !== undefined && (
          <span>
            <b className="font-semibold">{(rate * 100).toFixed(1)}%</b> success rate
          </span>
        )}
      </div>
      {day !== undefined && <div className="text-muted">{coverageText(day, zone, false)}</div>}
    </li>
  );
}
