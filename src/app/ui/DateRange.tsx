/**
 * From when to when, typed part by part or picked in a calendar. It doesn't use react-aria's
 * DateRangePicker, which requires both ends or none, while a range may be open; nor its Button and
 * Popover, which write `<style>` into the page, which our content security policy forbids.
 */
import { useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

import { isLocalDateTime, type LocalRange } from '#insight/time/presets.ts';

import { DateRangeDays } from './DateRangeDays.tsx';
import { LocalField } from './LocalField.tsx';

type Props = LocalRange & { onChange: (range: LocalRange) => void };

/** Reports a change when it is complete: on Enter, on leaving a field, and when days are picked. */
export function DateRange({ from, to, onChange }: Props) {
  const current = `${from}/${to}`;
  // What is typed belongs to the range it began with; a new range from outside replaces it.
  const [edit, setEdit] = useState<{ of: string; range: LocalRange }>();
  // Leaving a field may complete it, and then `report` runs before that change is rendered.
  const latest = useRef(edit);
  const range = edit?.of === current ? edit.range : { from, to };
  const problem = problemOf(range);

  const change = (part: Partial<LocalRange>) => {
    const before = latest.current?.of === current ? latest.current.range : range;
    latest.current = { of: current, range: { ...before, ...part } };
    setEdit(latest.current);
  };
  const report = () => {
    const next = latest.current?.of === current ? latest.current.range : range;
    if (problemOf(next) === undefined && `${next.from}/${next.to}` !== current) onChange(next);
  };

  return (
    <I18nProvider locale="en-GB">
      <fieldset className="flex max-w-full flex-wrap items-start gap-1">
        <legend className="sr-only">From and to</legend>
        <LocalField
          label="From"
          value={range.from}
          invalid={problem !== undefined}
          onChange={(value) => change({ from: value })}
          onDone={report}
        />
        <LocalField
          label="To"
          value={range.to}
          invalid={problem !== undefined}
          onChange={(value) => change({ to: value })}
          onDone={report}
        />
        <DateRangeDays
          value={range}
          onChange={(picked) => {
            change(picked);
            report();
          }}
        />
        <p role="status" className="text-bad w-full text-xs empty:hidden">
          {problem}
        </p>
      </fieldset>
    </I18nProvider>
  );
}

/** Why this is no valid range, in words; until it is one, the previous range stays. */
function problemOf({ from, to }: LocalRange): string | undefined {
  if ([from, to].some((local) => local !== undefined && !isLocalDateTime(local)))
    return 'Enter a four-digit year.';
  if (from !== undefined && to !== undefined && from >= to)
    return 'From must be before To. The rows are still those of the previous range.';
  return undefined;
}
