import { usualWords, type Usual } from '#insight/usual.ts';

type Props = {
  usual: Usual | undefined;
  /** At the end of a table's cell. */
  end?: boolean;
};

const meaning = 'The median of past successful runs; 95% of them took no longer than the p95.';

/** How long the runs of a title usually take, and from how many that is known. */
export function Usually({ usual, end = false }: Props) {
  const { times, from } = usualWords(usual);
  return (
    <span
      title={`${times}, ${from}. ${meaning}`}
      className={`text-muted flex flex-col whitespace-nowrap ${end ? 'items-end' : ''}`}
    >
      <span className="leading-4">{times}</span>{' '}
      {/* No wider than what is above it, as narrow tables have no room for more: it wraps. */}
      <span
        className={`w-0 min-w-full text-xs leading-3 whitespace-normal ${end ? 'text-end' : ''}`}
      >
        {from}
      </span>
    </span>
  );
}
