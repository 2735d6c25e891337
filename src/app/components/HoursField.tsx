import { useId } from 'react';

import { Button } from '../ui/Button.tsx';
import { useDraft } from '../url/use-draft.ts';

type Props = {
  label: string;
  hint: string;
  /** The labels of its times, in the order of the value, which has `-` between them. */
  names: readonly string[];
  value: string | undefined;
  /** Of the button that removes the value. */
  clearLabel: string;
  onChange: (value: string | undefined) => void;
};

/** One time of day, or from one to another; it changes only when all of them are filled in. */
export function HoursField({ label, hint, names, value = '', clearLabel, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useDraft(value);
  const times = names.map((_, index) => draft.split('-')[index] ?? '');
  const change = (index: number, time: string) => {
    const next = times.with(index, time);
    const isComplete = next.every((one) => one !== '');
    const isEmpty = next.every((one) => one === '');
    const changed = isComplete ? next.join('-') : isEmpty ? '' : value;
    setDraft(isEmpty ? '' : next.join('-'), changed);
    if (changed !== value) onChange(changed === '' ? undefined : changed);
  };
  return (
    <fieldset aria-describedby={`${id}-hint`} className="flex flex-col gap-1">
      <legend className="pb-2 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {names.map((name, index) => (
          <label key={name} className="text-muted flex items-center gap-1 text-xs">
            {name}
            <input
              type="time"
              value={times[index]}
              onChange={({ target }) => change(index, target.value)}
              className="border-edge bg-surface text-ink h-8 rounded border px-1 text-base"
            />
          </label>
        ))}
        {draft !== '' && (
          <Button
            variant="quiet"
            onClick={() => {
              setDraft('');
              onChange(undefined);
            }}
          >
            {clearLabel}
          </Button>
        )}
      </div>
      <p role="status" className="text-bad text-xs empty:hidden">
        {draft !== '' && times.includes('') && 'Enter both times.'}
      </p>
      <p id={`${id}-hint`} className="text-muted text-xs">
        {hint}
      </p>
    </fieldset>
  );
}
