import { useEffect, useRef } from 'react';

import { StatusBadge } from '../components/StatusBadge.tsx';

type Props = { status: string; byViewer: boolean };

/** What became of a job, in the place of the button that could start it. */
export function StartedStatus({ status, byViewer }: Props) {
  const element = useRef<HTMLSpanElement>(null);

  // The button that had the focus is gone: without this the keyboard would be back at the top.
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus();
  }, []);

  return (
    <span ref={element} tabIndex={-1} role="status" className="inline-flex flex-col items-end">
      <StatusBadge status={status} />
      {byViewer && <span className="text-muted text-xs">you started it</span>}
    </span>
  );
}
