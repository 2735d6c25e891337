/**
 * From when to when, typed part by part or picked in a calendar. Made of fields of its own and not
 * of react-aria's DateRangePicker, which holds both ends or none: a range may be open. Its Button
 * and Popover are left out as well, as they write `<style>` into the page, which our policy forbids.
 */
import { useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

import { isWall } from '../time/presets.ts';
import { DateRangeDays } from './DateRangeDays.tsx';
import { WallField } from './WallField.tsx';

/** Wall times, `2026-11-24T18:00`; undefined where the range is open. */
export type Walls = { from: string | undefined; to: string | undefined };

type Props = Walls & { onChange: (walls: Walls) => void };

/** Tells a change when it is whole: on Enter, on leaving a field, and when days were picked. */
export function DateRange({ from, to, onChange }: Props) {
  const given = `${from}/${to}`;
  // What is typed belongs to the range it began with; a new one from outside takes its place.
  const [edit, setEdit] = useState<{ of: string; walls: Walls }>();
  // Leaving a field may complete it, and then all is told before that change is rendered.
  const latest = useRef(edit);
  const walls = edit?.of === given ? edit.walls : { from, to };
  const wrong = fault(walls);

  const change = (part: Partial<Walls>) => {
    const before = latest.current?.of === given ? latest.current.walls : walls;
    latest.current = { of: given, walls: { ...before, ...part } };
    setEdit(latest.current);
  };
  const tell = () => {
    const next = latest.current?.of === given ? latest.current.walls : walls;
    if (fault(next) === undefined && `${next.from}/${next.to}` !== given) onChange(next);
  };

  return (
    <I18nProvider locale="en-GB">
      <fieldset className="flex max-w-full flex-wrap items-start gap-1">
        <legend className="sr-only">From and to</legend>
        <WallField
          label="From"
          value={walls.from}
          invalid={wrong !== undefined}
          onChange={(value) => change({ from: value })}
          onDone={tell}
        />
        <WallField
          label="To"
          value={walls.to}
          invalid={wrong !== undefined}
          onChange={(value) => change({ to: value })}
          onDone={tell}
        />
        <DateRangeDays
          walls={walls}
          onChange={(picked) => {
            change(picked);
            tell();
          }}
        />
        <p role="status" className="text-bad w-full text-xs empty:hidden">
          {wrong}
        </p>
      </fieldset>
    </I18nProvider>
  );
}

/** Why it can't be a range, in words; the one before stays until then. */
function fault({ from, to }: Walls): string | undefined {
  if ([from, to].some((wall) => wall !== undefined && !isWall(wall)))
    return 'Write the year with four digits.';
  if (from !== undefined && to !== undefined && from >= to)
    return 'From must be before To. The rows are still those of the range before.';
  return undefined;
}
