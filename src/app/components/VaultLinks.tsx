import { addressOf, isHere, type VaultPlace } from '../vault-address.ts';
import { VaultBadge } from './VaultBadge.tsx';

type Props = {
  vaults: readonly VaultPlace[];
  /** Whether the page they are on shows its own Vault alone. */
  isOfOne?: boolean;
};

/**
 * Leads to each Vault's own overview, as a job or a filter of one means nothing at another. Links
 * of the browser: the page is loaded anew, so that nothing of one Vault is left at the next.
 */
export function VaultLinks({ vaults, isOfOne = true }: Props) {
  const isShown = (vault: VaultPlace) => isOfOne && isHere(vault);
  return (
    <ul className="flex flex-col">
      {vaults.map((vault) => (
        <li key={vault.host}>
          <a
            href={addressOf(vault)}
            aria-current={isShown(vault) ? 'page' : undefined}
            className="hover:bg-raised flex flex-wrap items-center gap-x-2 rounded px-2 py-1 text-sm aria-[current=page]:font-semibold"
          >
            <VaultBadge session={{ kind: 'signed-in', simulated: false, vault }} />
            <span className="ml-auto">
              {isShown(vault) ? 'This page' : vault.isSignedIn ? 'Signed in' : 'Sign in'}
            </span>
            <span className="text-muted w-full truncate text-xs">{vault.host}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
