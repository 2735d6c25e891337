import { useRouterState } from '@tanstack/react-router';

import { parseSearch } from '../../search.ts';
import { Notice } from '../../ui/Notice.tsx';
import { readSearch } from './search.ts';

type Props = { pageBeyond: boolean };

/** What of the address could not be made sense of; it was left out, the rest stands. */
export function Ignored({ pageBeyond }: Props) {
  const text = useRouterState({ select: ({ location }) => location.searchStr });
  const ignored = [
    ...readSearch(parseSearch(text)).ignored,
    ...(pageBeyond ? ['page (there are not so many)'] : []),
  ];
  if (ignored.length === 0) return null;
  return <Notice>Left out of this address, as it made no sense: {ignored.join(', ')}.</Notice>;
}
