import type { Session } from '#contract/session.ts';

import { vaultLabel } from '../../../components/vault-label.ts';
import { Choice } from '../../../ui/Choice.tsx';
import { placesOnWall } from './address.ts';
import type { Setup } from './use-setup-search.ts';

type Props = Setup & { session: Session };

/** Which Vaults the wall shows, where the server has several. */
export function VaultsField({ search, set, session }: Props) {
  const [here] = placesOnWall(session, []);
  if (here === undefined || session.vaults.length < 2) return null;
  const places = placesOnWall(session, search.vaults);
  const isAll = search.vaults.includes('all');
  const value = search.vaults.length === 0 ? 'here' : isAll ? 'all' : 'some';
  const hosts = places.map(({ host }) => host);
  const toggle = (host: string) =>
    set({
      // In the server's order, and without what no Vault is called.
      vaults: session.vaults
        .map((vault) => vault.host)
        .filter((one) => (one === host) !== hosts.includes(one)),
    });
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="sr-only">Vaults</legend>
      <Choice
        label="Vaults"
        hint="A wall of several shows their jobs in one list, the worst first, each with its Vault, and the throughput of each in numbers."
        value={value}
        options={[
          { value: 'here', label: `${vaultLabel(here)} alone` },
          { value: 'all', label: 'All of this server, later ones too' },
          { value: 'some', label: 'Some of them' },
        ]}
        onChange={(choice) =>
          set({ vaults: choice === 'here' ? [] : choice === 'all' ? ['all'] : hosts })
        }
      />
      {value === 'some' &&
        session.vaults.map(({ host, ...vault }) => (
          <label key={host} className="flex min-h-6 min-w-0 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={hosts.includes(host)}
              disabled={hosts.length === 1 && hosts.includes(host)}
              onChange={() => toggle(host)}
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {vaultLabel(vault)} <span className="text-muted">{host}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
