import { useEffect } from 'react';

import { vaultNow } from '../../../time/clock.ts';
import type { Wall } from '../model.ts';
import { isWithin } from '../upkeep/daily-hours.ts';
import { chime, type Sound, useSound } from './chime.ts';
import { useNewFailure } from './new-failure.ts';

const words: Record<Exclude<Sound, 'ready'>, string> = {
  waiting: 'Sound is off until a key is pressed',
  unsupported: 'This browser can’t play the sound',
};

type Props = { wall: Wall; zone: string; quiet: string | undefined };

/** Sounds once for a new failure, outside of the quiet hours; says where that can't be heard. */
export function Chime({ wall, zone, quiet }: Props) {
  const sound = useSound();
  const failure = useNewFailure(wall);

  useEffect(() => {
    if (failure === undefined) return;
    if (quiet === undefined || !isWithin(quiet, vaultNow(), zone)) chime(failure.at);
  }, [failure, quiet, zone]);

  return sound === 'ready' ? null : <p role="status">{words[sound]}</p>;
}
