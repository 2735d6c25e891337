import type { Entry } from '../../../insight/wall-entries.ts';
import { number } from '../../../ui/number.ts';
import type { Band, Page } from './fit.ts';
import { gap } from './grid.ts';
import type { Telling } from './tile-text.ts';
import { Tile } from './Tile.tsx';

type Props = {
  page: Page;
  held: readonly Entry[];
  others: readonly Entry[];
  telling: Telling;
};

/** The tiles of one page; no other stands in the document. */
export function Bands({ page, held, others, telling }: Props) {
  return (
    <div className="flex flex-col" style={{ gap: `${gap}em` }}>
      {page.map((band) => (
        <ul
          key={band.part}
          aria-label={band.part === 'held' ? 'Needs attention' : 'Jobs'}
          className="grid shrink-0"
          style={layoutOf(band)}
        >
          {(band.part === 'held' ? held : others).slice(band.from, band.to).map((entry) => (
            <Tile key={keyOf(entry)} entry={entry} telling={telling} grid={band.grid} />
          ))}
          {band.more > 0 && (
            <li
              data-more
              className="border-bad bg-bad-soft text-bad flex items-center rounded-[0.25em] border px-[0.6em] font-semibold"
              style={{ fontSize: `${band.grid.title}em` }}
            >
              +{number(band.more)} more
            </li>
          )}
        </ul>
      ))}
    </div>
  );
}

function layoutOf({ grid, rows, height }: Band) {
  return {
    height: `${height}em`,
    gap: `${gap}em`,
    gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
  };
}

function keyOf(entry: Entry): string {
  return entry.kind === 'later' ? 'later' : entry.job.id;
}
