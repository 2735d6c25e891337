import { useRouteContext } from '@tanstack/react-router';

type Props = {
  page: string;
  /** How many things want attention; shown first, where a narrow tab still has room for it. */
  alarms?: number;
};

/** What the browser's tab says: alarms, page, and which Vault, so that two Vaults are told apart. */
export function PageTitle({ page, alarms = 0 }: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  const vault = session.simulated ? 'Simulated Vault' : session.vault.name;
  return <title>{`${alarms > 0 ? `(${alarms}) ` : ''}${page} · ${vault} · Jobwatch`}</title>;
}
