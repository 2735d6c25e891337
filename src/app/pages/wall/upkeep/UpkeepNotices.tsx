import { Chime } from '../alerts/Chime.tsx';
import type { Wall } from '../model.ts';
import type { WallSearch } from '../search.ts';
import { Renewal } from './AutoReload.tsx';
import { Awake } from './WakeLock.tsx';

type Props = { wall: Wall; zone: string; search: WallSearch; ignored: readonly string[] };

/** What keeps this display from lasting, in words; nothing at all where nothing does. */
export function Foot({ wall, zone, search: { chime, quiet, reload }, ignored }: Props) {
  return (
    <footer className="text-muted flex flex-wrap px-[0.5em]" style={{ columnGap: '1em' }}>
      {ignored.length > 0 && (
        <p className="truncate">
          Not understood in this address: <bdi>{ignored.join(', ')}</bdi>
        </p>
      )}
      <Renewal wall={wall} zone={zone} reload={reload} />
      <Awake />
      {chime === 'on' && <Chime wall={wall} zone={zone} quiet={quiet} />}
    </footer>
  );
}
