import { Link, useRouteContext } from '@tanstack/react-router';
import { Suspense, useState } from 'react';

import { useZone } from '../components/use-zone.ts';
import { VaultBadge } from '../components/VaultBadge.tsx';
import { useLive } from '../queries/live.ts';
import { Button } from '../ui/Button.tsx';
import { Icon, icons } from '../ui/Icon.tsx';
import { number } from '../ui/number.ts';
import { Freshness } from './Freshness.tsx';
import { loadHelp, VaultSwitcher, ViewChoices } from './lazy.ts';
import { pages } from './navigation.ts';
import { useOverlay } from './use-overlay.tsx';

const viewMenuId = 'view-menu';

/** One line: the Vault, the pages, how fresh the data is, the budget left, the zone, the account. */
export function Header() {
  const { budget } = useLive();
  const zone = useZone();
  const { session } = useRouteContext({ from: '/signed-in' });
  return (
    <header
      data-app
      className="border-line bg-surface sticky top-0 z-20 flex min-h-12 flex-wrap items-center gap-x-4 border-b px-3"
    >
      <span className="relative text-sm">
        <VaultBadge session={session} />
        {session.vaults.length > 1 && (
          <Suspense>{!import.meta.env.SSR && <VaultSwitcher />}</Suspense>
        )}
      </span>
      <nav aria-label="Pages" className="flex gap-1 max-sm:order-last">
        {pages
          .filter(({ inHeader }) => inHeader)
          .map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ includeSearch: false, exact: true }}
              className="hover:bg-raised aria-[current=page]:bg-raised rounded px-2 py-1 text-sm aria-[current=page]:font-semibold max-sm:px-1"
            >
              {label}
            </Link>
          ))}
      </nav>
      {/* On a phone in a line of its own, which it would need as soon as it has more to say. */}
      <div className="ml-auto max-sm:order-last max-sm:flex max-sm:w-full max-sm:justify-end">
        <Freshness zone={zone} />
      </div>
      <div className="flex items-center gap-2 max-sm:ml-auto">
        {budget !== undefined && (
          <span
            title="API calls left in the current 5-minute window, for all users and integrations of this Vault"
            className="text-muted hidden text-sm xl:inline"
          >
            API {number(budget.remaining)}/{number(budget.limit)} left
          </span>
        )}
        <button
          type="button"
          popoverTarget={viewMenuId}
          title="View and account"
          className="border-edge hover:bg-raised inline-flex h-7 items-center gap-1 rounded border px-2 text-sm"
        >
          <Icon path={icons.sliders} size={16} />
          <span className="hidden md:inline">Times in {zone}</span>
          <span className="sr-only">View and account</span>
        </button>
        <ViewMenu />
        <HelpButton />
      </div>
    </header>
  );
}

/** Where no key is at hand, or nobody knows which. */
function HelpButton() {
  const { overlay, show } = useOverlay();
  return (
    <>
      <Button aria-label="Help" onClick={() => show(loadHelp)}>
        ?
      </Button>
      {overlay}
    </>
  );
}

/** The platform's popover: Escape and a click beside it close it. */
function ViewMenu() {
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
