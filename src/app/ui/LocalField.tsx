import { CalendarDateTime, parseDateTime } from '@internationalized/date';
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { Label } from 'react-aria-components/Label';

import { pressedKey } from './key-press.ts';

type Props = {
  label: string;
  /** Local time, `2026-11-24T18:00`; undefined while there is none. */
  value: string | undefined;
  invalid: boolean;
  /** Called for each part that changes the value. */
  onChange: (value: string | undefined) => void;
  /** Enter was pressed, or the field left. */
  onDone: () => void;
};

/** A date and a time to the minute, each part typed, stepped or cleared by itself. */
export function LocalField({ label, value, invalid, onChange, onDone }: Props) {
  return (
    <DateField
      value={value === undefined ? null : parseDateTime(value)}
      // Without it, an empty field would also show the era.
      placeholderValue={midnight}
      granularity="minute"
      hourCycle={24}
      shouldForceLeadingZeros
      isInvalid={invalid}
      onChange={(date) => onChange(date?.toString().slice(0, 16))}
      onBlur={onDone}
      onKeyDown={({ nativeEvent }) => {
        if (pressedKey(nativeEvent) === 'Enter') onDone();
      }}
      className="flex items-center gap-1 text-sm"
    >
      {({ state }) => (
        <>
          <Label className="text-muted text-xs">{label}</Label>
          <DateInput
            className={({ isInvalid }) =>
              `${isInvalid ? 'border-bad' : 'border-edge'} bg-surface inline-flex h-7 w-36 items-center rounded border px-1 whitespace-pre`
            }
          >
            {(segment) => (
              <DateSegment
                segment={segment}
                className={({ isFocused, isPlaceholder }) =>
                  `rounded ${isFocused ? 'bg-accent text-on-accent' : isPlaceholder ? 'text-muted' : ''}`
                }
              />
            )}
          </DateInput>
          {isHalfDone(state.segments) && (
            <span role="status" className="text-bad text-xs">
              Fill it in completely, or clear it
            </span>
          )}
        </>
      )}
    </DateField>
  );
}

const midnight = new CalendarDateTime(2026, 1, 1);

type Segment = { type: string; isPlaceholder: boolean };

function isHalfDone(segments: readonly Segment[]): boolean {
  const parts = segments.filter(({ type }) => type !== 'literal');
  const empty = parts.filter(({ isPlaceholder }) => isPlaceholder).length;
  return empty > 0 && empty < parts.length;
}
