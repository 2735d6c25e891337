import { instant } from '#contract/instant.ts';
import { clockTime } from '#insight/time/format.ts';

import { counted } from '../../../ui/number.ts';
import type { TitleFilter } from '../title-filter.ts';
import type { Wall } from '../use-wall.ts';
import { FilterNote } from './FilterNote.tsx';
import type { TileContext } from './tile-text.ts';

type Props = {
  name: string;
  /** How many jobs there are. */
  count: string;
  page: { index: number; count: number };
  wall: Wall;
  filter: TitleFilter;
  context: TileContext;
};

/** Which view this is, how much it shows, and what is left out. */
export function Heading({ name, count, page, wall, filter, context }: Props) {
  const { now, zone, isPast } = context;
  const { unreadable, polling, isReading } = wall;
  const hasData = polling().asOf !== undefined && !isReading;
  return (
    // Narrow, as high as with all of it: tiles are laid out below, and would be again.
    <header className="shrink-0 @max-[50em]:min-h-[3.7em]">
      <div className="flex flex-wrap items-baseline gap-x-[0.7em]">
        <h2 className="text-[1.7em] leading-tight font-semibold">{name}</h2>
        {hasData && <div className="text-[1.2em]">{count}</div>}
        {page.count > 1 && (
          <div className="text-muted text-[1.2em]">
            page {page.index + 1} of {page.count}
          </div>
        )}
        {isPast && hasData && (
          <div className="text-[1.2em] font-semibold">
            Last known at {clockTime(instant(now), zone, now)}
          </div>
        )}
        {hasData && unreadable > 0 && (
          <div className="text-muted">{counted(unreadable, 'row')} could not be read</div>
        )}
      </div>
      <FilterNote filter={filter} />
    </header>
  );
}
