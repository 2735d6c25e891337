import { lookOf } from '#insight/status/statuses.ts';

import { warningWords, wordsOf } from '../components/error-words.ts';
import { useTicking } from '../components/use-ticking.ts';
import { writeWords } from '../components/write-words.ts';
import { NotSentError } from '../queries/write.ts';
import { Notice } from '../ui/Notice.tsx';
import { secondsSince, type Seen, type Start } from './use-start.ts';

/** What has become of a start so far. */
export function StartProgress({ start }: { start: Start }) {
  const seconds = useTicking(() => (start.kind === 'checking' ? secondsSince(start.sinceMs) : 0));
  switch (start.kind) {
    case 'asking':
      return null;
    case 'sending':
      return <p>Asking Vault to start it.</p>;
    case 'started':
      return (
        <>
          <p>
            Started. {start.status !== undefined && `Vault says: ${lookOf(start.status).word}.`}
          </p>
          {start.warnings.length > 0 && <Notice>{warningWords(start.warnings)}.</Notice>}
        </>
      );
    case 'checking':
      return (
        <Notice>
          <strong>
            {start.isRestarted
              ? 'Jobwatch was restarted before Vault’s answer came; checking.'
              : 'Vault has not answered; checking.'}
          </strong>{' '}
          The request was sent {seconds} s ago and will not be sent again. {seenWords[start.seen]}
          {seconds > patienceSeconds &&
            ' It most likely did not arrive: check again in a few minutes before you retry.'}
        </Notice>
      );
    case 'contradicted':
      return <Contradicted start={start} />;
    case 'refused':
      return <Refused start={start} />;
  }
}

const patienceSeconds = 60;

const seenWords: Record<Seen, string> = {
  unread: 'Vault’s lists have not been refreshed since.',
  scheduled: 'Vault still shows the job as scheduled.',
  unlisted: 'Vault does not list the job at the moment.',
};

/** It was not carried out, whatever has become of the job meanwhile. */
function Refused({ start }: { start: Extract<Start, { kind: 'refused' }> }) {
  const { what, remedy } = wordsOf(start.error, writeWords);
  const isSent = !(start.error instanceof NotSentError);
  if (start.status !== undefined) {
    return (
      <Notice tone="bad">
        <strong>Not started by this request. {what}.</strong> {!isSent && 'Nothing was sent. '}
        Vault now shows the job as {lookOf(start.status).word}, but not because of this request.
      </Notice>
    );
  }
  return (
    <Notice tone="bad">
      <strong>Not started. {what}.</strong>{' '}
      {isSent ? remedy : 'Nothing was sent: close this dialog and try again.'}
    </Notice>
  );
}

/** Vault refused it, which does not say that the job was not started. */
function Contradicted({ start }: { start: Extract<Start, { kind: 'contradicted' }> }) {
  const { what, remedy } = wordsOf(start.error, writeWords);
  return start.status === undefined ? (
    <Notice>
      <strong>Vault refused the request; checking whether the job was started before.</strong>{' '}
      {what}. {remedy} {seenWords[start.seen]}
    </Notice>
  ) : (
    <Notice>
      <strong>Vault refused the request, but shows the job as {lookOf(start.status).word}.</strong>{' '}
      It was started by an earlier copy of this request, by somebody else, or by its schedule.
      Vault’s reason: {what}.
    </Notice>
  );
}
