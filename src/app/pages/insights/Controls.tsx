import { useMemo } from 'react';

import type { Job } from '#contract/jobs.ts';
import { zoneName } from '#insight/time/format.ts';
import { presetWords } from '#insight/time/preset-words.ts';
import type { Preset } from '#insight/time/presets.ts';

import { named, RangeChoice } from '../../components/RangeChoice.tsx';
import { TitleAndCreatorFilter } from '../../components/TitleAndCreatorFilter.tsx';
import { useZone } from '../../components/use-zone.ts';
import { vaultNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { defaults } from './search.ts';
import { useInsightsSearch } from './use-insights.ts';

/** The ranges that are asked for most, one press away. */
const quick = [
  ['last-24h', '24 h'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['last-night', 'Last night'],
] as const satisfies (readonly [Preset, string])[];

type Props = { jobs: readonly Job[] };

/** One range, one zone and the same filters for the whole page. */
export function Controls({ jobs }: Props) {
  const { search, set } = useInsightsSearch();
  const zone = useZone();
  const creators = useMemo(() => creatorsOf(jobs), [jobs]);
  const { range: chosen, from, to } = search;
  const isNarrowed =
    search.title !== '' || search.by !== '' || search.range !== defaults.range || !search.compare;
  return (
    // The range has a line of its own, so that nothing moves when a custom one brings its ends.
    <search className="flex min-h-26 flex-wrap content-start items-end gap-x-4 gap-y-2 print:hidden">
      <div className="flex basis-full flex-col gap-1">
        <span className="text-muted text-xs">Range, in {zoneName(zone, vaultNow())}</span>
        <div className="flex flex-wrap gap-1">
          {quick.map(([range, label]) => (
            <Button
              key={range}
              variant={chosen === range ? 'primary' : 'plain'}
              aria-pressed={chosen === range}
              aria-label={presetWords[range]}
              onClick={() => set(named(range))}
            >
              {label}
            </Button>
          ))}
          <RangeChoice
            value={{ range: chosen, from, to }}
            onChange={(change) => set(change)}
            zone={zone}
          />
        </div>
      </div>
      <TitleAndCreatorFilter filter={search} creators={creators} onChange={set} />
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <label className="flex h-7 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={search.compare}
            onChange={({ target }) => set({ compare: target.checked })}
          />
          Compare with the period before
        </label>
        {/* Its place is kept, or the views would move as it comes and goes. */}
        <span className={isNarrowed ? '' : 'invisible'}>
          <Button
            variant="quiet"
            onClick={() => {
              const { range, title, by, compare } = defaults;
              set({ range, from: undefined, to: undefined, title, by, compare });
            }}
          >
            Clear filters
          </Button>
        </span>
      </div>
    </search>
  );
}

/** Most frequent first. */
function creatorsOf(jobs: readonly Job[]): [id: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { createdBy } of jobs) {
    if (createdBy !== undefined) counts.set(createdBy, (counts.get(createdBy) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
