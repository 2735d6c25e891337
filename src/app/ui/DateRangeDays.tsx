import { type CalendarDate, parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useContext, useId, useRef, useState } from 'react';
import { Heading } from 'react-aria-components/Heading';
import {
  CalendarCell,
  CalendarGrid,
  RangeCalendar,
  RangeCalendarStateContext,
} from 'react-aria-components/RangeCalendar';

import type { LocalRange } from '#insight/time/presets.ts';

type Props = { value: LocalRange; onChange: (value: LocalRange) => void };

/** A button that opens a month in which a first and a last day are picked. */
export function DateRangeDays({ value: { from, to }, onChange }: Props) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label="Pick days in a calendar"
        className="border-edge bg-surface hover:bg-raised inline-flex h-7 w-7 items-center justify-center rounded border"
      >
        <CalendarDays aria-hidden size={14} />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Days"
        onToggle={({ newState }) => setOpen(newState === 'open')}
        className="border-line bg-surface text-ink m-auto rounded border p-3 shadow-xl"
      >
        {open && (
          <RangeCalendar
            aria-label="Days"
            autoFocus
            // One day alone is no range yet: leaving then changes nothing.
            commitBehavior="reset"
            value={range(from, to)}
            onChange={({ start, end }) => {
              onChange(
                picked(
                  { start: parseDate(start.toString()), end: parseDate(end.toString()) },
                  { from, to },
                ),
              );
              popover.current?.hidePopover();
            }}
          >
            <header className="flex items-center justify-between pb-2 text-sm font-semibold">
              <MonthButton label="Previous month" by={-1}>
                <ChevronLeft aria-hidden size={16} />
              </MonthButton>
              <Heading />
              <MonthButton label="Next month" by={1}>
                <ChevronRight aria-hidden size={16} />
              </MonthButton>
            </header>
            <CalendarGrid className="text-sm" weekdayStyle="short">
              {(date) => (
                <CalendarCell
                  date={date}
                  className={({ isOutsideMonth, isSelected, isSelectionStart, isSelectionEnd }) =>
                    `flex h-9 w-9 items-center justify-center rounded ${isOutsideMonth ? 'invisible' : ''} ${isSelectionStart || isSelectionEnd ? 'bg-accent text-on-accent' : isSelected ? 'bg-raised' : 'hover:bg-raised'}`
                  }
                />
              )}
            </CalendarGrid>
          </RangeCalendar>
        )}
      </div>
    </>
  );
}

type Days = { start: CalendarDate; end: CalendarDate };

/** The days of a range. Its end does not belong to it: up to 00:00 is up to the end of the day before. */
function range(from: string | undefined, to: string | undefined): Days | null {
  if (from === undefined || to === undefined || from >= to) return null;
  const end = parseDate(to.slice(0, 10));
  return {
    start: parseDate(from.slice(0, 10)),
    end: isMidnight(to.slice(11)) ? end.subtract({ days: 1 }) : end,
  };
}

/**
 * From the first day's 00:00 to the 00:00 after the last, which is all of them however long a day
 * is. Other times of day stay, unless they leave nothing, or are the same at both ends: then they are
 * only when somebody chose a custom range. A range up to 23:59 was meant for the whole day.
 */
function picked({ start, end }: Days, { from, to }: LocalRange): LocalRange {
  const [first, last] = [from?.slice(11) ?? '00:00', to?.slice(11) ?? '00:00'];
  const next = `${end.add({ days: 1 }).toString()}T00:00`;
  const timed = {
    from: `${start.toString()}T${first}`,
    to: isMidnight(last) || last === '23:59' ? next : `${end.toString()}T${last}`,
  };
  if (first !== last && timed.from < timed.to) return timed;
  return { from: `${start.toString()}T00:00`, to: next };
}

function isMidnight(time: string): boolean {
  return time === '00:00' || time === '00:00:00';
}

type MonthButtonProps = { label: string; by: 1 | -1; children: ReactNode };

/** react-aria's own button would write `<style>` into the page. */
function MonthButton({ label, by, children }: MonthButtonProps) {
  const state = useContext(RangeCalendarStateContext);
  return (
    <button
      type="button"
      aria-label={label}
      onClick={() => (by === 1 ? state?.focusNextPage() : state?.focusPreviousPage())}
      className="hover:bg-raised inline-flex h-7 w-7 items-center justify-center rounded"
    >
      {children}
    </button>
  );
}
