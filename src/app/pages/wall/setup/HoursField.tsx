import { useId } from 'react';

import { Button } from '../../../ui/Button.tsx';
import { useTyped } from '../../../url/use-draft.ts';

type Props = {
  label: string;
  hint: string;
  /** Of each time of day, in the order in which the value has them, with `-` between. */
  names: readonly string[];
  value: string | undefined;
  /** The button that empties it. */
  none: string;
  onChange: (value: string | undefined) => void;
};

/** A time of day, or from one until another; nothing is told before all of it is there. */
export function HoursField({ label, hint, names, value = '', none, onChange }: Props) {
  const id = useId();
  const [typed, type] = useTyped(value);
  const times = names.map((_, at) => typed.split('-')[at] ?? '');
  const change = (at: number, time: string) => {
    const next = times.with(at, time);
    const isAll = next.every((one) => one !== '');
    const isNone = next.every((one) => one === '');
    const told = isAll ? next.join('-') : isNone ? '' : value;
    type(isNone ? '' : next.join('-'), told);
    if (told !== value) onChange(told === '' ? undefined : told);
  };
  return (
    <fieldset aria-describedby={`${id}-hint`} className="flex flex-col gap-1">
      <legend className="pb-2 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {names.map((name, at) => (
          <label key={name} className="text-muted flex items-center gap-1 text-xs">
            {name}
            <input
              type="time"
              value={times[at]}
              onChange={({ target }) => change(at, target.value)}
              className="border-edge bg-surface text-ink h-8 rounded border px-1 text-base"
            />
          </label>
        ))}
        {typed !== '' && (
          <Button
            variant="quiet"
            onClick={() => {
              type('');
              onChange(undefined);
            }}
          >
            {none}
          </Button>
        )}
      </div>
      <p role="status" className="text-bad text-xs empty:hidden">
        {typed !== '' && times.includes('') && 'Both times are needed.'}
      </p>
      <p id={`${id}-hint`} className="text-muted text-xs">
        {hint}
      </p>
    </fieldset>
  );
}
