import { memo } from 'react';

import { zoneName } from '#insight/time/format.ts';

import { RangeChoice } from '../../../components/RangeChoice.tsx';
import { vaultNow } from '../../../time/clock.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { type DateName, dates } from '../search.ts';
import { useHistorySearch } from '../use-history-search.ts';

const dateWords: Record<DateName, string> = {
  finished: 'Finished',
  over: 'Finished or missed',
  started: 'Started',
  created: 'Created',
};

type Props = { zone: string };

/** Which date, and its range in the zone on screen. */
export const RangeFilter = memo(function RangeFilter({ zone }: Props) {
  const { search, set } = useHistorySearch('date', 'range', 'from', 'to');
  const { range, from, to } = search;
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
        <RangeChoice value={{ range, from, to }} onChange={(change) => set(change)} zone={zone} />
      </div>
    </div>
  );
});
