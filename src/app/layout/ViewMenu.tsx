import { Suspense, useState } from 'react';

import { ViewChoices } from './lazy.ts';

export const viewMenuId = 'view-menu';

/** The platform's popover: Escape and a click beside it close it. */
export function ViewMenu() {
  const [open, setOpen] = useState(false);
  return (
    <div
      id={viewMenuId}
      popover="auto"
      role="dialog"
      aria-label="View and account"
      onToggle={({ newState }) => setOpen(newState === 'open')}
      className="border-line bg-surface text-ink fixed top-12 right-2 left-auto m-0 w-80 max-w-full flex-col gap-3 rounded border p-4 shadow-xl open:flex"
    >
      <Suspense fallback={<div className="h-36" />}>{open && <ViewChoices />}</Suspense>
    </div>
  );
}
