import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { readSession } from '#contract/session.ts';

import { shownVault } from '../components/vault-label.ts';
import { VaultLinks } from '../components/VaultLinks.tsx';
import { query } from '../queries/query.ts';

const menuId = 'vault-menu';

/** Lies over the badge, which is drawn before it and does not move for it: it opens a menu that leads to the other Vaults. */
export function VaultSwitcher() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const [open, setOpen] = useState(false);
  const label = `${shownVault(session)}, switch to another Vault`;
  return (
    <>
      <button
        type="button"
        popoverTarget={menuId}
        aria-haspopup="true"
        aria-label={label}
        title={label}
        className="absolute inset-y-0 -right-4 left-0 rounded pr-1 text-right"
      >
        ▾
      </button>
      <nav
        id={menuId}
        popover="auto"
        aria-label="Vaults"
        onToggle={({ newState }) => setOpen(newState === 'open')}
        className="border-line bg-surface text-ink fixed top-12 m-0 w-96 max-w-full rounded border p-2 shadow-xl"
      >
        {open && <Vaults />}
      </nav>
    </>
  );
}

/** To switch signs nobody out: each Vault of this server has a session of its own. */
function Vaults() {
  const { session } = useRouteContext({ from: '/signed-in' });
  // Another tab may have signed in to one since.
  const { data: now = session } = useQuery({
    ...query(readSession, {}),
    queryKey: [readSession.path, 'for the switcher'],
    refetchOnMount: 'always',
    gcTime: 0,
  });
  const isOfSeveral = useSearch({ strict: false, select: ({ vaults = '' }) => vaults !== '' });
  return (
    <>
      <Link
        to="/"
        search={{ vaults: 'all' }}
        activeOptions={{ exact: true }}
        aria-current={isOfSeveral ? 'page' : undefined}
        className="border-line hover:bg-raised mb-1 flex justify-between border-b px-2 py-1 text-sm aria-[current=page]:font-semibold"
      >
        All Vaults
        <span>{isOfSeveral ? 'This page' : 'On one overview'}</span>
      </Link>
      <VaultLinks vaults={now.vaults} isOfOne={!isOfSeveral} />
    </>
  );
}
