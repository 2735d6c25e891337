import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { readSession, type Session, viewerKey } from '#contract/session.ts';
import { intervalWords, nextRun } from '#insight/cadence.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';
import { dateTime, near, zoneName } from '#insight/time/format.ts';

import type { Words } from '../components/error-words.ts';
import { IdLink } from '../components/JobLink.tsx';
import { useTicking } from '../components/use-ticking.ts';
import { VaultBadge } from '../components/VaultBadge.tsx';
import { query } from '../queries/query.ts';
import { vaultNow } from '../time/clock.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { StartProgress } from './StartProgress.tsx';
import { useStart } from './use-start.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

type Props = {
  job: Job;
  /** The job as Vault shows it by now. */
  latest: Job | undefined;
  finished: readonly Job[];
  session: SignedIn;
  zone: string;
  onStarted: () => void;
  onClose: () => void;
};

/** Asks once more, says what it will cost, sends one request, and tells what became of it. */
export function StartNowDialog({
  job,
  latest,
  finished,
  session,
  zone,
  onStarted,
  onClose,
}: Props) {
  const { start, send } = useStart({ job, latest, vault: session.vault.host, onStarted });
  const body = useRef<HTMLDivElement>(null);
  const change = useSessionChange(session);
  const gone = start.kind === 'asking' && latest !== undefined && latest.status !== 'SCHEDULED';
  // Known to have started only by reading back: from here on its row follows it all the same.
  const close = start.kind === 'started' ? onStarted : onClose;
  return (
    <Dialog title="Start this job now?" onClose={close} first={body}>
      {/* Focus starts on the text: a key still held from opening the dialog presses nothing. */}
      <div ref={body} tabIndex={-1} className="flex flex-col gap-3 pt-3 text-sm outline-none">
        <dl className="grid grid-cols-4 gap-x-3 gap-y-1">
          <Fact name="Job">
            <bdi className="font-semibold break-words">{shownTitle(job.title)}</bdi>
          </Fact>
          <Fact name="ID">
            <IdLink id={job.id} />
          </Fact>
          <Fact name="Vault">
            <VaultBadge session={session} /> ({session.vault.host})
          </Fact>
          <Fact name="Planned run">
            <Planned job={job} zone={zone} />
          </Fact>
          <Fact name="Next run">
            <Next job={job} finished={finished} zones={[zone, session.times]} />
          </Fact>
        </dl>
        <div aria-live="polite">
          {change !== undefined && start.kind === 'asking' && (
            <Notice tone="bad">
              <strong>{change.what}</strong> {change.remedy}
            </Notice>
          )}
          {gone ? (
            <Notice>It is no longer scheduled: {lookOf(latest.status).word}.</Notice>
          ) : (
            <StartProgress start={start} />
          )}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{start.kind === 'asking' ? 'Cancel' : 'Close'}</Button>
          {(start.kind === 'asking' || start.kind === 'sending') && (
            <Button
              variant="primary"
              disabled={gone || change !== undefined || start.kind === 'sending'}
              onClick={send}
            >
              {start.kind === 'sending' ? 'Starting' : 'Start now'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/**
 * What the server says of the session now, in words, where it is no longer the one that the page
 * shows: another tab may have signed in to another Vault since.
 */
function useSessionChange(shown: SignedIn): Words | undefined {
  const { data: now } = useQuery({
    ...query(readSession, {}),
    queryKey: [readSession.path, 'for a start'],
    refetchOnMount: 'always',
    gcTime: 0,
  });
  if (now === undefined) return undefined;
  if (now.kind === 'signed-out')
    return { what: 'This browser has been signed out.', remedy: 'Reload the page.' };
  if (viewerKey(now.vault.host, now.user.id) === viewerKey(shown.vault.host, shown.user.id)) {
    return undefined;
  }
  const who = now.user.userName === undefined ? '' : ` as ${now.user.userName}`;
  return {
    what: `This browser is now signed in to ${now.vault.name}${who}.`,
    remedy: 'Reload the page to continue there.',
  };
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="col-span-3 min-w-0">{children}</dd>
    </>
  );
}

/** Start now takes the place of this interval's run (docs/vault-api.md §2). */
function Planned({ job: { start }, zone }: { job: Job; zone: string }) {
  const distance = useTicking(() =>
    start === undefined ? '' : near(milliseconds(start) - vaultNow()),
  );
  if (start === undefined)
    return 'The run planned for this interval will not happen. Vault does not say when.';
  return (
    <>
      The run planned for <strong>{dateTime(start, zone)}</strong> (
      {zoneName(zone, milliseconds(start))}, {distance}) will not happen.
    </>
  );
}

function runsOf({ title }: Job, finished: readonly Job[]): number {
  return title === '' ? 0 : finished.filter((run) => run.title === title).length;
}

type NextProps = Pick<Props, 'job' | 'finished'> & { zones: [shown: string, vault: string] };

function Next({ job, finished, zones }: NextProps) {
  const next = nextRun(job, finished, zones);
  const [zone] = zones;
  if (next.kind === 'unknown')
    return `The latest runs (${runsOf(job, finished)} read so far) show no regular interval, so the next run is not known.`;
  return (
    <>
      Likely <strong>{dateTime(next.at, zone)}</strong>
      {next.or !== undefined && (
        <>
          {' '}
          or <strong>{dateTime(next.or, zone)}</strong>
        </>
      )}
      , as its last {next.runs} runs came every {intervalWords(next.everyMs)}.
      {next.or !== undefined &&
        ' Clocks change before then, and these runs do not show in which time zone Vault plans them.'}
    </>
  );
}
