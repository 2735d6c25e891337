import { instant } from '#contract/instant.ts';

import { clockTime } from '../../../time/format.ts';
import { number } from '../../../ui/number.ts';
import type { Wall } from '../model.ts';
import type { WallSearch } from '../search.ts';
import type { Contents } from '../views.ts';
import { Filter } from './FilterNote.tsx';
import type { Telling } from './tile-text.ts';

type Props = {
  contents: Contents;
  /** The page from 0, among how many. */
  turn: { page: number; of: number };
  wall: Wall;
  search: WallSearch;
  telling: Telling;
};

/** Which view this is, how much there is of it, and what is not shown. */
export function Heading({ contents, turn, wall, search, telling }: Props) {
  const { now, zone, isPast } = telling;
  const { unreadable, heard } = wall;
  const isKnown = heard().asOf !== undefined;
  return (
    <header className="shrink-0">
      <div className="flex flex-wrap items-baseline gap-x-[0.7em]">
        <h2 className="text-[1.7em] leading-tight font-semibold">{contents.name}</h2>
        {isKnown && <p className="text-[1.2em]">{contents.count}</p>}
        {turn.of > 1 && (
          <p className="text-muted text-[1.2em]">
            page {turn.page + 1} of {turn.of}
          </p>
        )}
        {isPast && isKnown && (
          <p className="text-[1.2em] font-semibold">
            Last known at {clockTime(instant(now), zone, now)}
          </p>
        )}
        {unreadable > 0 && (
          <p className="text-muted">
            {unreadable === 1 ? '1 row' : `${number(unreadable)} rows`} could not be read
          </p>
        )}
      </div>
      <Filter search={search} />
    </header>
  );
}
