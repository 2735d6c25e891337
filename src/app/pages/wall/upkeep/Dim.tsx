import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import { useNewFailure } from '../alerts/new-failure.ts';
import type { Wall } from '../model.ts';
import { isWithin } from './daily-hours.ts';

/** For how long a new failure is worth the light. */
const litMs = 300_000;

type Props = { wall: Wall; zone: string; hours: string };

/** Darkness over a wall, in its hours of dimming and while nothing has just failed. */
export function Dim({ wall, zone, hours }: Props) {
  const failure = useNewFailure(wall);
  const isDark = useTicking(
    () =>
      isWithin(hours, vaultNow(), zone) &&
      (failure === undefined || Math.abs(deviceNow() - failure.at) > litMs),
  );
  if (!isDark) return null;
  return (
    <div
      aria-hidden
      data-dim
      className="pointer-events-none absolute inset-0"
      style={{ background: 'rgb(0 0 0 / 60%)', zIndex: 10 }}
    />
  );
}
