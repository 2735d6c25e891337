import { Link, useRouterState } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';

import { instant } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import { waitText, warningWords } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { deviceNow, onVaultClock, vaultClockAheadMs, vaultNow } from '../../time/clock.ts';
import { livenessOf } from '../../vaults/liveness.ts';
import { clockText, headlines, reasonText } from '../../vaults/reason-words.ts';
import { useLiveness } from '../../vaults/watched.ts';
import type { Wall } from './use-wall.ts';

type Props = { wall: Wall; zone: string };

const withoutError = 'The last request has not been answered. Jobwatch keeps trying.';

/** Why the jobs below are not live or not all, large enough to be read from where the tiles are read. */
export function NotLiveBanner({ wall, zone }: Props) {
  const { polling, session, warnings } = wall;
  const state = useLiveness(wall);
  const cause = useTicking(() => livenessOf(polling(), deviceNow()).cause ?? 'none');
  const age = useTicking(() => {
    const { asOf } = polling();
    return asOf === undefined ? 'No data has been received yet.' : ageText(asOf, zone);
  });
  const clockAheadMs = useTicking(vaultClockAheadMs);
  const here = useRouterState({ select: ({ location }) => location.href });
  const { error } = polling();
  const reason = error === undefined ? withoutError : reasonText(error);
  // Nobody at a display can sign its account in.
  const isDisplay = session?.kind === 'signed-in' && session.display;
  const tint = state === 'not-live' ? 'border-bad bg-bad-soft' : 'border-warning bg-warning-soft';
  const clockWarning = clockText(clockAheadMs);
  return (
    <div role="status">
      {cause !== 'none' && (
        <div className={`flex items-start gap-[0.6em] border-y-4 px-[0.6em] py-[0.3em] ${tint}`}>
          <TriangleAlert aria-hidden size="2.2em" className="shrink-0" />
          <div className="min-w-0">
            <div className="text-[2em] leading-tight font-semibold">{headlines[cause]}</div>
            {/* The age counts on: a screen reader must not read it aloud every second. */}
            <div aria-live="off" className="text-[1.2em]">
              {age} {reason}
              {waitText(error, zone)}
            </div>
            {cause === 'signed-out' && !isDisplay && (
              <Link
                to="/sign-in"
                search={{ from: here, again: 'yes' }}
                className="text-accent underline"
              >
                Sign in
              </Link>
            )}
          </div>
        </div>
      )}
      {warnings.length > 0 && (
        <div className="bg-warning-soft line-clamp-2 px-[0.6em] [overflow-wrap:anywhere]">
          {warningWords(warnings)}. What is shown may be incomplete.
        </div>
      )}
      {clockWarning !== '' && <div className="bg-warning-soft px-[0.6em]">{clockWarning}</div>}
    </div>
  );
}

function ageText(asOf: number, zone: string): string {
  const at = clockTime(instant(onVaultClock(asOf)), zone, vaultNow());
  return `What you see is from ${at} (${zone}), ${roughly(deviceNow() - asOf)} ago.`;
}
