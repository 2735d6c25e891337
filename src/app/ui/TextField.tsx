import { type ComponentProps, type ReactNode, useId } from 'react';

type Props = Omit<ComponentProps<'input'>, 'className' | 'id'> & {
  label: string;
  hint?: string;
  /** A button beside it. */
  action?: ReactNode;
};

/** A labelled line of text. */
export function TextField({ label, hint, action, ...input }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex min-w-0 items-center gap-2">
        <input
          {...input}
          id={id}
          {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
          className={`border-edge bg-surface h-8 min-w-0 rounded border px-2 text-base ${input.type === 'number' ? 'w-36' : 'grow'}`}
        />
        {action}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
