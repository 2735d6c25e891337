import type { ReactNode } from 'react';

type Props = { children: ReactNode };

/** What stands where rows would, when there are none. */
export function Empty({ children }: Props) {
  return <div className="text-muted px-3 py-4 text-sm">{children}</div>;
}
