import { shownTitle } from '../../status/title.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useHistorySearch } from './use-history-search.ts';

type Props = { pageBeyond: boolean };

/** What of the address could not be made sense of; it was left out, the rest stands. */
export function Ignored({ pageBeyond }: Props) {
  const { search } = useHistorySearch();
  const ignored = [...search.ignored, ...(pageBeyond ? ['page (there are not so many)'] : [])];
  if (ignored.length === 0) return null;
  return (
    <Notice>
      Left out of this address, as it made no sense: {ignored.map(shownTitle).join(', ')}.
    </Notice>
  );
}
