import { type ComponentProps, useId } from 'react';

type Props = Omit<ComponentProps<'input'>, 'className' | 'id'> & { label: string; hint?: string };

/** A labelled line of text. */
export function TextField({ label, hint, ...input }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        id={id}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        className="border-edge bg-surface h-8 min-w-0 rounded border px-2 text-base"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
