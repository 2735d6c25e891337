import { lazy, memo, Suspense } from 'react';

import { loadChunk } from '../../../load-chunk.ts';
import { vaultNow } from '../../../time/clock.ts';
import { zoneName } from '../../../time/format.ts';
import { type Preset, presets, presetWords } from '../../../time/presets.ts';
import { asLocal, localOf } from '../../../time/range.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { type DateName, dates } from '../search.ts';
import { useHistorySearch } from '../use-history-search.ts';

const dateWords: Record<DateName, string> = {
  finished: 'Finished',
  over: 'Finished or missed',
  started: 'Started',
  created: 'Created',
};

// The calendar is as large as the rest of the page, and few ranges need it.
const DateRange = lazy(async () => ({
  default: (await loadChunk(import('../../../ui/DateRange.tsx'))).DateRange,
}));

type Props = { zone: string };

/** Which date, and its range in the zone on screen. */
export const RangeFilter = memo(function RangeFilter({ zone }: Props) {
  const { search, set } = useHistorySearch('date', 'range', 'from', 'to');
  const options = [
    ...presets.map((value) => ({ value, label: presetWords[value] })),
    { value: 'custom' as const, label: 'Custom range' },
  ];
  const choose = (range: Preset | 'custom') =>
    set(
      range === 'custom'
        ? {
            range,
            from: search.from ?? localOf(vaultNow() - 86_400_000, zone),
            to: search.to ?? localOf(vaultNow(), zone),
          }
        : { range, from: undefined, to: undefined },
    );
  return (
    <div className="flex flex-col gap-1">
      <span className="text-muted text-xs">Date, in {zoneName(zone, vaultNow())}</span>
      <div className="flex flex-wrap gap-1">
        <Choice
          label="Which date"
          value={search.date}
          options={dates.map((value) => ({ value, label: dateWords[value] }))}
          onChange={(date) => set({ date })}
        />
        <Choice label="Range" value={search.range} options={options} onChange={choose} />
        {search.range === 'custom' && (
          <Suspense fallback={<PickerPlaceholder />}>
            <DateRange
              from={search.from && asLocal(search.from, zone)}
              to={search.to && asLocal(search.to, zone)}
              onChange={(range) => set(range)}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
});

/** As large as the picker will be. */
function PickerPlaceholder() {
  return (
    <span role="status" aria-label="Loading the calendar" className="flex flex-wrap gap-1">
      <span className="bg-raised h-7 w-45 rounded" />
      <span className="bg-raised h-7 w-45 rounded" />
      <span className="bg-raised h-7 w-7 rounded" />
    </span>
  );
}
