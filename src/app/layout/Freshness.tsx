import {
  CircleDot,
  CirclePause,
  CirclePlay,
  LoaderCircle,
  TriangleAlert,
  WifiOff,
} from 'lucide-react';

import { useTicking } from '../components/use-ticking.ts';
import { setPreference } from '../preferences.ts';
import { useLive } from '../queries/live.ts';
import { deviceNow } from '../time/clock.ts';
import { Button } from '../ui/Button.tsx';
import { freshness, type Freshness as Tone } from './freshness.ts';

const look: Record<Tone['tone'], { colour: string; Icon: typeof CircleDot }> = {
  fresh: { colour: 'text-well', Icon: CircleDot },
  old: { colour: 'text-warning', Icon: TriangleAlert },
  failing: { colour: 'text-bad', Icon: WifiOff },
  waiting: { colour: 'text-muted', Icon: LoaderCircle },
};

/** How old what is on screen is, and the switch that holds it. */
export function Freshness() {
  const live = useLive();
  const words = useTicking(() => freshness(live, deviceNow()).words);
  const tone = useTicking(() => freshness(live, deviceNow()).tone);
  const { colour, Icon } = look[tone];
  return (
    <span className="flex items-center gap-1">
      <span
        title={live.stretched}
        className={`flex items-center gap-1 text-sm whitespace-nowrap ${colour}`}
      >
        <Icon aria-hidden size={16} />
        <span data-freshness={tone}>{words}</span>
      </span>
      <Button
        variant="quiet"
        aria-label={live.paused ? 'Resume refreshing' : 'Pause refreshing'}
        aria-pressed={live.paused}
        onClick={() => setPreference('paused', !live.paused)}
      >
        {live.paused ? <CirclePlay aria-hidden size={16} /> : <CirclePause aria-hidden size={16} />}
      </Button>
    </span>
  );
}
