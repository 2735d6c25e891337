import { lazy, Suspense } from 'react';

import { type Instant, milliseconds } from '#contract/instant.ts';
import { presetWords } from '#insight/time/preset-words.ts';
import { type LocalRange, type Preset, presets } from '#insight/time/presets.ts';
import { asLocal, bounds, localOf } from '#insight/time/range.ts';

import { loadChunk } from '../load-chunk.ts';
import { vaultNow } from '../time/clock.ts';
import { Choice } from '../ui/Choice.tsx';

// The calendar is as large as the rest of the page, and few ranges need it.
const DateRange = lazy(async () => ({
  default: (await loadChunk(import('../ui/DateRange.tsx'))).DateRange,
}));

/** A range as an address names it: the ends of a custom one are local times or instants. */
export type NamedRange = LocalRange & { range: Preset | 'custom' };

type Props = {
  value: NamedRange;
  onChange: (range: Partial<NamedRange>) => void;
  zone: string;
};

/** A range by its name, or from and to in the zone on screen. */
export function RangeChoice({ value, onChange, zone }: Props) {
  const { range, from, to } = value;
  const options = [
    ...presets.map((name) => ({ value: name, label: presetWords[name] })),
    { value: 'custom' as const, label: 'Custom range' },
  ];
  const choose = (next: Preset | 'custom') =>
    onChange(next === 'custom' ? customFrom(value, zone) : named(next));
  return (
    <>
      <Choice label="Range" value={range} options={options} onChange={choose} />
      {range === 'custom' && (
        <Suspense fallback={<PickerPlaceholder />}>
          <DateRange
            from={from && asLocal(from, zone)}
            to={to && asLocal(to, zone)}
            onChange={onChange}
          />
        </Suspense>
      )}
    </>
  );
}

/** Begins as the range that was in use, which is then narrowed or widened. */
function customFrom({ range, from, to }: NamedRange, zone: string): NamedRange {
  const now = vaultNow();
  const used = range === 'custom' ? undefined : bounds({ kind: 'preset', name: range }, zone, now);
  const local = (at: Instant | undefined, otherwise: number) =>
    localOf(at === undefined ? otherwise : milliseconds(at), zone);
  return {
    range: 'custom',
    from: from ?? local(used?.from, now - dayMs),
    to: to ?? local(used?.to, now),
  };
}

const dayMs = 86_400_000;

/** A range that moves with the clock has no ends of its own. */
export function named(range: Preset): NamedRange {
  return { range, from: undefined, to: undefined };
}

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
