import { useRouteContext } from '@tanstack/react-router';
import { useEffect } from 'react';

import type { Session } from '#contract/session.ts';

import { shownVault } from './vault-label.ts';

type Props = {
  page: string;
  /** How many things want attention; shown first, where a narrow tab still has room for it. */
  alarms?: number;
};

/** The title and icon of the browser's tab, for pages in the frame. */
export function PageTitle(props: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  return <TabTitle {...props} session={session} />;
}

/**
 * Alarms, which Vault, then the page: two Vaults are told apart where a tab is too narrow for more,
 * and by the icon where it has no title at all.
 */
export function TabTitle({ page, alarms = 0, session }: Props & { session: Session }) {
  const isVault = session.kind === 'signed-in';
  const vault = isVault && !session.simulated ? session.vault : undefined;
  // Later than the first rows: until then it is Jobwatch's own.
  useEffect(() => {
    void import('./favicon.ts').then(({ showFavicon }) => showFavicon({ vault, alarms }));
  }, [vault, alarms]);
  const words = [...(isVault ? [shownVault(session)] : []), page, 'Jobwatch'];
  return <title>{`${alarms > 0 ? `(${alarms}) ` : ''}${words.join(' · ')}`}</title>;
}
