import { waitText } from '../components/error-words.ts';
import { useTicking } from '../components/use-ticking.ts';
import { deviceNow } from '../time/clock.ts';
import { livenessOf } from './liveness.ts';
import { clockText, headlines, partText, reasonText } from './reason-words.ts';
import type { Watched } from './watched.ts';

type Props = {
  watched: Watched;
  zone: string;
  /** Where to sign in; a display can't. */
  signIn: string;
  /** Since when there has been no answer, in words. */
  since?: string | undefined;
  className?: string;
  noteClassName: string;
};

/** Why a watched Vault is not live, and what makes its rows less than they seem; nothing where all is well. */
export function VaultReason({ watched, zone, signIn, since, className, noteClassName }: Props) {
  const { polling, session, aheadMs } = watched;
  const cause = useTicking(() => livenessOf(polling(), deviceNow()).cause ?? 'none');
  const clockWarning = useTicking(() => clockText(aheadMs()));
  const { error } = polling();
  const isDisplay = session?.kind === 'signed-in' && session.display;
  const notes = [...partText(watched), ...(clockWarning === '' ? [] : [clockWarning])];
  return (
    <div role="status" className={`[overflow-wrap:anywhere] ${className ?? ''}`}>
      {cause !== 'none' && (
        <p>
          <b className="font-semibold">{headlines[cause]}.</b>{' '}
          {since !== undefined && `No answer since ${since}. `}
          {error !== undefined && reasonText(error)}
          {waitText(error, zone)}
          {cause === 'signed-out' && !isDisplay && (
            <>
              {' '}
              <a href={signIn} className="text-accent underline">
                Sign in
              </a>
            </>
          )}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className={noteClassName}>
          {note}
        </p>
      ))}
    </div>
  );
}
