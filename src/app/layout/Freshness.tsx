import { instant, milliseconds } from '#contract/instant.ts';
import { roughly, timeOfDay } from '#insight/time/format.ts';

import { tickingText, useTicking } from '../components/use-ticking.ts';
import { setPreference } from '../preferences.ts';
import { type Live, useLive } from '../queries/live.ts';
import { deviceNow, onVaultClock } from '../time/clock.ts';
import { Button } from '../ui/Button.tsx';
import { Icon, icons } from '../ui/Icon.tsx';

type Tone = 'fresh' | 'old' | 'failing' | 'waiting';

const look: Record<Tone, { colour: string; icon: string }> = {
  fresh: { colour: 'text-well', icon: icons.dot },
  old: { colour: 'text-warning', icon: icons.warning },
  failing: { colour: 'text-bad', icon: icons.offline },
  waiting: { colour: 'text-muted', icon: icons.loading },
};

/** How old what is on screen is, where it is Vault's, and the switch that holds it. */
export function Freshness({ zone }: { zone: string }) {
  const live = useLive();
  const words = tickingText(() =>
    import.meta.env.SSR ? drawnWords(live, zone) : freshness(live, deviceNow()).words,
  );
  const tone = useTicking(() => freshness(live, deviceNow()).tone);
  const { colour, icon } = look[tone];
  return (
    <div className="flex items-center gap-1">
      {live.isWatching && (
        <div
          title={live.slowdownReason}
          className={`flex items-center gap-1 text-sm whitespace-nowrap ${colour}`}
        >
          <Icon path={icon} size={16} />
          <div>
            <div
              {...words}
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
        title="In all tabs of this browser"
        onClick={() => setPreference('paused', !live.paused)}
      >
        <Icon path={live.paused ? icons.play : icons.pause} size={16} />
      </Button>
    </div>
  );
}

/** An age would stand still, and be wrong, until scripts run: the moment stays true. */
function drawnWords({ asOf }: Live, zone: string): string {
  if (asOf === undefined) return '';
  return `As of ${timeOfDay(instant(onVaultClock(milliseconds(asOf))), zone)}`;
}

/** Data that has missed two polls is old; a second either way is the network's. */
export function oldAfterMs(everyMs: number): number {
  return everyMs * 2 + 2_000;
}

/**
 * The last moment, by Vault's clock, of which answers can say that a job is late: it may have moved
 * on since they got old. A pause is the viewer's own.
 */
export function judgedUntil({
  asOf,
  everyMs,
  paused,
}: Pick<Live, 'asOf' | 'everyMs' | 'paused'>): number {
  if (asOf === undefined || paused) return Infinity;
  return onVaultClock(milliseconds(asOf)) + oldAfterMs(everyMs);
}

export function freshness(
  { asOf, everyMs, paused, error }: Pick<Live, 'asOf' | 'everyMs' | 'paused' | 'error'>,
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
  if (age > oldAfterMs(everyMs)) return { tone: 'old', words };
  return { tone: 'fresh', words: `Live, ${words}` };
}
