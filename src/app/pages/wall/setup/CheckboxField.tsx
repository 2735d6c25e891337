import { useId } from 'react';

type Props = {
  label: string;
  hint: string;
  value: 'on' | 'off';
  onChange: (value: 'on' | 'off') => void;
};

/** What is on or off. */
export function Tick({ label, hint, value, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label className="flex items-center gap-2 text-sm font-medium">
        <input
          type="checkbox"
          checked={value === 'on'}
          aria-describedby={id}
          onChange={() => onChange(value === 'on' ? 'off' : 'on')}
        />
        {label}
      </label>
      <p id={id} className="text-muted text-xs">
        {hint}
      </p>
    </div>
  );
}
