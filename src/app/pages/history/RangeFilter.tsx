import { vaultNow } from '../../time/clock.ts';
import { zoneName } from '../../time/format.ts';
import { type Preset, presets, presetWords } from '../../time/presets.ts';
import { wallOf } from '../../time/range.ts';
import { Choice } from '../../ui/Choice.tsx';
import { type DateName, dates } from './search.ts';
import { useHistorySearch } from './url.ts';

const dateWords: Record<DateName, string> = {
  finished: 'Finished',
  started: 'Started',
  created: 'Created',
};

type Props = { zone: string };

/** Which date, and from when to when in the zone on screen. */
export function RangeFilter({ zone }: Props) {
  const { search, set } = useHistorySearch();
  const options = [
    ...presets.map((value) => ({ value, label: presetWords[value] })),
    { value: 'custom' as const, label: 'From … to …' },
  ];
  const choose = (range: Preset | 'custom') =>
    set(
      range === 'custom'
        ? {
            range,
            from: search.from ?? wallOf(vaultNow() - 86_400_000, zone),
            to: search.to ?? wallOf(vaultNow(), zone),
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
          <>
            <Wall label="From" value={search.from} onChange={(from) => set({ from }, true)} />
            <Wall label="To" value={search.to} onChange={(to) => set({ to }, true)} />
          </>
        )}
      </div>
    </div>
  );
}

type WallProps = {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** The platform's own picker, with wall time of the zone named above. */
function Wall({ label, value, onChange }: WallProps) {
  return (
    <input
      type="datetime-local"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      className="border-edge bg-surface h-7 rounded border px-1 text-sm"
    />
  );
}
