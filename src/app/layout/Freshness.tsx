import {
  CircleDot,
  CirclePause,
  CirclePlay,
  LoaderCircle,
  TriangleAlert,
  WifiOff,
} from 'lucide-react';

import { milliseconds } from '#contract/instant.ts';

import { tickingText, useTicking } from '../components/use-ticking.ts';
import { setPreference } from '../preferences.ts';
import { type Live, useLive } from '../queries/live.ts';
import { deviceNow } from '../time/clock.ts';
import { roughly } from '../time/format.ts';
import { Button } from '../ui/Button.tsx';

type Tone = 'fresh' | 'old' | 'failing' | 'waiting';

const look: Record<Tone, { colour: string; Icon: typeof CircleDot }> = {
  fresh: { colour: 'text-well', Icon: CircleDot },
  old: { colour: 'text-warning', Icon: TriangleAlert },
  failing: { colour: 'text-bad', Icon: WifiOff },
  waiting: { colour: 'text-muted', Icon: LoaderCircle },
};

/** How old what is on screen is, where it is Vault's, and the switch that holds it. */
export function Freshness() {
  const live = useLive();
  const words = tickingText(() => freshness(live, deviceNow()).words);
  const tone = useTicking(() => freshness(live, deviceNow()).tone);
  const { colour, Icon } = look[tone];
  return (
    <div className="flex items-center gap-1">
      {live.isWatching && (
        <div
          title={live.slowdownReason}
          className={`flex items-center gap-1 text-sm whitespace-nowrap ${colour}`}
        >
          <Icon aria-hidden size={16} />
          <div>
            <div
              ref={words}
              data-freshness={tone}
              // Of one size, so that it is laid out alone: the longest is `Live, 10 min old`. A phone
              // has no room to spare.
              className={
                tone === 'fresh' ? 'tabular-nums sm:h-5 sm:w-[7.5em] sm:contain-strict' : ''
              }
            />
          </div>
        </div>
      )}
      <Button
        variant="quiet"
        aria-label={live.paused ? 'Resume refreshing' : 'Pause refreshing'}
        onClick={() => setPreference('paused', !live.paused)}
      >
        {live.paused ? <CirclePlay aria-hidden size={16} /> : <CirclePause aria-hidden size={16} />}
      </Button>
    </div>
  );
}

/** Data that has missed two polls is old; a second either way is the network's. */
export function freshness(
  { asOf, everyMs, paused, error }: Live,
  now: number,
): { tone: Tone; words: string } {
  if (asOf === undefined) {
    return error === undefined
      ? { tone: 'waiting', words: 'Loading from Vault' }
      : { tone: 'failing', words: 'No data yet' };
  }
  const age = Math.max(0, now - milliseconds(asOf));
  const words = `${roughly(age)} old`;
  if (error !== undefined) return { tone: 'failing', words: `Not refreshed, ${words}` };
  if (paused) return { tone: 'old', words: `Paused, ${words}` };
  if (age > everyMs * 2 + 2_000) return { tone: 'old', words };
  return { tone: 'fresh', words: `Live, ${words}` };
}
