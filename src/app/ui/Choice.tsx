import { useId } from 'react';

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  /** Shows the label beside the control instead of only telling it to screen readers. */
  labelled?: boolean;
  /** A sentence below it on what it does. The label is then above, as that of a line of text. */
  hint?: string;
};

/** The platform's select: it works on every device and reads itself out. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  labelled = false,
  hint,
}: Props<T>) {
  const id = useId();
  const beside = labelled ? 'text-muted text-sm whitespace-nowrap' : 'sr-only';
  const select = (
    <span
      className={`inline-flex min-w-0 ${hint === undefined ? 'items-center gap-2' : 'flex-col items-start gap-1'}`}
    >
      <label htmlFor={id} className={hint === undefined ? beside : 'text-sm font-medium'}>
        {label}
      </label>
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="border-edge bg-surface h-7 max-w-full min-w-0 rounded border px-1 text-sm"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
  if (hint === undefined) return select;
  return (
    <div className="flex flex-col gap-1">
      {select}
      <p id={`${id}-hint`} className="text-muted text-xs">
        {hint}
      </p>
    </div>
  );
}
