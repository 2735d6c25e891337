import type { Entry } from '#insight/wall-entries.ts';

import { number } from '../../../ui/number.ts';
import type { Page, Section } from './fit.ts';
import { filledRows, gap } from './grid.ts';
import type { TileContext } from './tile-text.ts';
import { Tile } from './Tile.tsx';

type Props = {
  page: Page;
  attention: readonly Entry[];
  others: readonly Entry[];
  contextOf: (entry: Entry) => TileContext;
};

/** The tiles of one page; those of other pages are not in the document. */
export function TileRows({ page, attention, others, contextOf }: Props) {
  return (
    <div className="flex flex-col" style={{ gap: `${gap}em` }}>
      {page.map((section) => {
        const { columns, spans } = filledRows(tilesOf(section), section.rows);
        return (
          <ul
            key={section.part}
            aria-label={section.part === 'attention' ? 'Needs attention' : 'Jobs'}
            className="grid shrink-0"
            style={gridStyle(section, columns)}
          >
            {(section.part === 'attention' ? attention : others)
              .slice(section.from, section.to)
              .map((entry, nth) => (
                <Tile
                  key={keyOf(entry, contextOf(entry))}
                  entry={entry}
                  context={contextOf(entry)}
                  grid={section.grid}
                  columns={spans[nth] ?? 1}
                />
              ))}
            {section.more > 0 && (
              <li
                data-more
                className="border-bad bg-bad-soft text-bad flex items-center rounded-[0.25em] border px-[0.6em] font-semibold"
                style={{
                  fontSize: `${section.grid.title}em`,
                  gridColumn: `span ${spans.at(-1) ?? 1}`,
                }}
              >
                +{number(section.more)} more
              </li>
            )}
          </ul>
        );
      })}
    </div>
  );
}

/** With the one that counts those for which there is no room. */
function tilesOf({ from, to, more }: Section): number {
  return to - from + Math.min(more, 1);
}

function gridStyle(section: Section, columns: number) {
  const { rows, height } = section;
  return {
    height: `${height}em`,
    gap: `${gap}em`,
    gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${Math.min(rows, tilesOf(section))}, minmax(0, 1fr))`,
  };
}

/** Two Vaults may have jobs of the same id. */
function keyOf(entry: Entry, { vault }: TileContext): string {
  return `${vault?.host ?? ''} ${entry.kind === 'later' ? 'later' : entry.job.id}`;
}
