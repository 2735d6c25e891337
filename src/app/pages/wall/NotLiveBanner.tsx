import { Link, useRouterState } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';

import { VaultError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';

import { wordsOf } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { deviceNow, vaultClockAheadMs } from '../../time/clock.ts';
import { clockTime, roughly } from '../../time/format.ts';
import { type Cause, trust } from './liveness.ts';
import type { Wall } from './model.ts';

type Props = { wall: Wall; zone: string };

const what: Record<Cause, string> = {
  server: 'The Jobwatch server does not answer',
  vault: 'Vault does not answer',
  maintenance: 'Vault is down for maintenance',
  'signed-out': 'Signed out of Vault',
  'no-right': 'No right to see this Vault’s jobs',
  limited: 'Vault’s limit on API calls is reached',
};

/** Where no error has come there is only silence to tell of. */
const silence = 'It has not answered what it was asked. It is asked again by itself.';

/** A clock this far off makes elapsed times and lateness doubtful. */
const farOffMs = 120_000;

/** Why what is below is not live: large enough to be read from where the tiles are. */
export function Doubt({ wall: { heard, session }, zone }: Props) {
  const tone = useTicking(() => trust(heard(), deviceNow()).tone);
  const cause = useTicking(() => trust(heard(), deviceNow()).cause ?? 'none');
  const age = useTicking(() => {
    const { asOf } = heard();
    return asOf === undefined ? 'Nothing has been heard yet.' : since(asOf, zone);
  });
  const ahead = useTicking(vaultClockAheadMs);
  const here = useRouterState({ select: ({ location }) => location.href });
  const { error } = heard();
  const why = error === undefined ? silence : reason(error);
  // Nobody stands before it, and who does can't sign its account in.
  const isDisplay = session?.kind === 'signed-in' && session.display;
  const tint = tone === 'lost' ? 'border-bad bg-bad-soft' : 'border-warning bg-warning-soft';
  const clock = aheadWords(ahead);
  return (
    <div role="status">
      {cause !== 'none' && (
        <div className={`flex items-start gap-[0.6em] border-y-4 px-[0.6em] py-[0.3em] ${tint}`}>
          <TriangleAlert aria-hidden size="2.2em" className="shrink-0" />
          <div className="min-w-0">
            <p className="text-[2em] leading-tight font-semibold">{what[cause]}</p>
            {/* It counts on: read aloud with what has happened, not each second. */}
            <p aria-live="off" className="text-[1.2em]">
              {age} {why}
            </p>
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
      {clock !== '' && <p className="bg-warning-soft px-[0.6em]">{clock}</p>}
    </div>
  );
}

/** What a display's account lacks only the server's own words tell; the rest is said large already. */
function reason(error: Error): string {
  const { what: said, remedy } = wordsOf(error);
  const isOwn = error instanceof VaultError && error.type === 'DISPLAY_SIGNED_OUT';
  return isOwn ? `${said}. ${remedy}` : remedy;
}

function since(asOf: number, zone: string): string {
  const now = deviceNow();
  const at = clockTime(instant(asOf), zone, now);
  return `What you see was so at ${at} (${zone}), ${roughly(now - asOf)} ago.`;
}

function aheadWords(ahead: number): string {
  if (Math.abs(ahead) <= farOffMs) return '';
  const side = ahead > 0 ? 'ahead of' : 'behind';
  return `Vault’s clock is ${roughly(Math.abs(ahead))} ${side} this screen’s: times are counted on Vault’s.`;
}
