/** One rule of notifications: of which titles, and of what. */
import { useId } from 'react';

import { historyStatuses } from '#contract/status.ts';
import { lookOf } from '#insight/status/statuses.ts';

import { type LateKind, lateKinds, type Rule } from '../../notifications/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

type Props = {
  name: string;
  rule: Rule;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
};

export function NotificationRule({ name, rule, onChange, onRemove }: Props) {
  const { title, late, statuses } = rule;
  const isOfNothing = late.length === 0 && statuses.length === 0;
  return (
    <fieldset className="border-line flex min-w-0 flex-col gap-2 rounded border p-2">
      <legend className="px-1 text-sm font-medium">{name}</legend>
      <TextField
        label="Title contains"
        value={title}
        hint="All of these words, in any order. Leave it empty for every job."
        maxLength={200}
        onChange={({ target }) => onChange({ ...rule, title: target.value })}
      />
      <Checkboxes
        legend="A job is"
        options={lateKinds.map((kind) => [kind, kindWords[kind]])}
        chosen={late}
        onChange={(chosen) => onChange({ ...rule, late: chosen })}
      />
      <Checkboxes
        legend="A job gets the status"
        options={offeredStatuses.map((status) => [status, lookOf(status).word])}
        chosen={statuses}
        onChange={(chosen) => onChange({ ...rule, statuses: chosen })}
      />
      <p role="status" className="text-bad text-xs empty:hidden">
        {isOfNothing && 'Choose at least one, or this rule does nothing.'}
      </p>
      <div>
        <Button variant="quiet" aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </fieldset>
  );
}

const kindWords: Record<LateKind, string> = {
  overdue: 'Overdue',
  stuck: 'Stuck in the queue',
  long: 'Running longer than usual',
};

/** Not those of waiting, which all jobs have and keep for as long as a day. */
const offeredStatuses = ['RUNNING', ...historyStatuses.map((status) => status.toUpperCase())];

type CheckboxesProps<T extends string> = {
  legend: string;
  options: readonly (readonly [value: T, label: string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

function Checkboxes<T extends string>({ legend, options, chosen, onChange }: CheckboxesProps<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="text-muted text-xs">
        {legend}
      </p>
      <div className="flex flex-wrap gap-x-4">
        {options.map(([value, label]) => (
          <label key={value} className="flex min-h-7 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) => {
                const others = chosen.filter((one) => one !== value);
                onChange(target.checked ? [...others, value] : others);
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </div>
  );
}
