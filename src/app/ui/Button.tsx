import type { ComponentProps } from 'react';

type Variant = 'primary' | 'plain' | 'quiet' | 'subtle';

const look: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent border-accent hover:opacity-90',
  plain: 'bg-surface text-ink border-edge hover:bg-raised',
  // Of a row: it stands out once somebody is at it.
  subtle:
    'bg-transparent text-ink border-transparent group-hover/row:text-accent group-hover/row:border-edge group-focus-within/row:text-accent hover:bg-accent! hover:text-on-accent! hover:border-accent! focus-visible:bg-accent! focus-visible:text-on-accent!',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-raised',
};

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: Variant;
  /** Why it can't be pressed; it stays reachable by keyboard, so that the reason can be read. */
  unavailable?: string | undefined;
};

/** A thing that can be pressed, at least 24 px in each direction. */
export function Button({ variant = 'plain', unavailable, onClick, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      {...(unavailable === undefined
        ? { onClick }
        : {
            'aria-disabled': true,
            title: unavailable,
            onClick: (event) => event.preventDefault(),
          })}
      className={`inline-flex min-h-7 min-w-7 items-center justify-center gap-1 rounded border px-2 text-sm whitespace-nowrap disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${look[variant]}`}
    >
      {children}
    </button>
  );
}
