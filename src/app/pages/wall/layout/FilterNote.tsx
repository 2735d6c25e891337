import type { WallSearch } from '../search.ts';
import { wordsOfFilter } from '../views.ts';

type Props = { search: WallSearch };

/** Which jobs a view is about, where it is not about all. */
export function Filter({ search }: Props) {
  const words = wordsOfFilter(search);
  if (words === '') return null;
  return (
    <p className="line-clamp-2 [overflow-wrap:anywhere]">
      <bdi>{words}</bdi>
    </p>
  );
}
