import { describeFilter, type TitleFilter } from '../title-filter.ts';

type Props = { filter: TitleFilter };

/** Which jobs a view shows, where it does not show all. */
export function FilterNote({ filter }: Props) {
  const words = describeFilter(filter);
  if (words === '') return null;
  return (
    <div className="line-clamp-2 [overflow-wrap:anywhere]">
      <bdi>{words}</bdi>
    </div>
  );
}
