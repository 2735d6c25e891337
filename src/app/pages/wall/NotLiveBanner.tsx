import { Link, useRouterState } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';

import { VaultError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import { waitText, warningWords, wordsOf } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { deviceNow, onVaultClock, vaultClockAheadMs, vaultNow } from '../../time/clock.ts';
import { type Cause, livenessOf } from './liveness.ts';
import { useLiveness, type Wall } from './use-wall.ts';

type Props = { wall: Wall; zone: string };

export const headlines: Record<Cause, string> = {
  server: 'The Jobwatch server is not responding',
  vault: 'Vault is not responding',
  maintenance: 'Vault is down for maintenance',
  'signed-out': 'Signed out of Vault',
  'no-right': 'No permission to see this Vault’s jobs',
  limited: 'Vault’s limit on API calls is reached',
};

const withoutError = 'The last request has not been answered. Jobwatch keeps trying.';

/** A clock this far off makes running times and lateness doubtful. */
const clockWarningMs = 120_000;

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

/** The headline says what happened, but not what a display's account lacks: that the server says. */
export function reasonText(error: Error): string {
  const { what, remedy } = wordsOf(error);
  const isDisplayError = error instanceof VaultError && error.type === 'DISPLAY_SIGNED_OUT';
  return isDisplayError ? `${what}. ${remedy}` : remedy;
}

function ageText(asOf: number, zone: string): string {
  const at = clockTime(instant(onVaultClock(asOf)), zone, vaultNow());
  return `What you see is from ${at} (${zone}), ${roughly(deviceNow() - asOf)} ago.`;
}

export function clockText(aheadMs: number): string {
  if (Math.abs(aheadMs) <= clockWarningMs) return '';
  const side = aheadMs > 0 ? 'ahead of' : 'behind';
  return `Vault’s clock is ${roughly(Math.abs(aheadMs))} ${side} this device’s clock. Times follow Vault’s.`;
}
