import { zoneProblem } from '#insight/time/zone.ts';

import { Chime } from '../alerts/Chime.tsx';
import type { WallSearch } from '../search.ts';
import type { Wall } from '../use-wall.ts';
import { AutoReload } from './AutoReload.tsx';
import { WakeLock } from './WakeLock.tsx';

type Props = {
  walls: readonly Wall[];
  zone: string;
  search: WallSearch;
  /** What the URL says in vain. */
  ignored: readonly string[];
};

/** Keeps the display running, and says what stands in the way; normally it shows nothing. */
export function UpkeepNotices({ walls, zone, search, ignored }: Props) {
  const { chime, quiet, reload } = search;
  const problem = zoneProblem(search.zone ?? 'browser', undefined);
  return (
    <footer className="text-muted flex flex-wrap px-[0.5em]" style={{ columnGap: '1em' }}>
      {problem !== undefined && (
        <div className="truncate">
          {problem}: all times are in {zone}.
        </div>
      )}
      {ignored.length > 0 && (
        <div className="truncate">
          Ignored in this URL: <bdi>{ignored.join(', ')}</bdi>
        </div>
      )}
      <AutoReload walls={walls} zone={zone} reload={reload} />
      <WakeLock />
      {chime === 'on' && <Chime walls={walls} zone={zone} quiet={quiet} />}
    </footer>
  );
}
