import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { StatusBadge } from '../../components/StatusBadge.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { UserName } from '../../components/UserName.tsx';
import { elapsedMs, hasNotRun, ranMs, waitedMs } from '../../insight/job-times.ts';
import { isOverdue } from '../../insight/overview.ts';
import { neighbours } from '../../insight/runs.ts';
import { enoughRuns, isLong, type Usual, usualByTitle } from '../../insight/usual.ts';
import { isFinished, lookOf, phaseOf } from '../../status/statuses.ts';
import { vaultNow } from '../../time/clock.ts';
import { dateTime, near, span, zoneName } from '../../time/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { KnownJob } from './use-job.ts';

type Props = { job: Job; known: KnownJob; zone: string };

/** What happened to the job, in words, and when. */
export function Facts({ job, known, zone }: Props) {
  const usual = usualByTitle(known.finished.filter(({ title }) => title === job.title)).get(
    job.title,
  );
  const { previous, next } = neighbours([...known.finished, ...known.unfinished], job);
  const waits = hasNotRun(job);
  return (
    <Panel title="What happened">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 p-3 text-sm">
        <Fact name="Status">
          <StatusBadge status={job.status} whole />{' '}
          <span className="text-muted">{lookOf(job.status).meaning}</span>
        </Fact>
        <When name="Created" at={job.created} zone={zone} />
        {job.createdBy !== undefined && (
          <Fact name="Created by">
            <UserName id={job.createdBy} />
          </Fact>
        )}
        <When name={waits ? 'Planned' : 'Started'} at={job.start} zone={zone} />
        <When name="Ended" at={job.end} zone={zone} />
        <Lasting name="Created to start" ms={waitedMs(job)} />
        {!isFinished(job.status) && <Going job={job} usual={usual} />}
        {isFinished(job.status) && !waits && <Lasting name="Ran" ms={ranMs(job)} />}
        <Fact name="Usually">
          {usual === undefined || usual.runs < enoughRuns
            ? 'not known: too few successful runs have been read'
            : `${span(usual.medianMs)}, p95 ${span(usual.p95Ms)}, from ${usual.runs} successful runs`}
        </Fact>
        <Neighbour name="Run before" job={previous} zone={zone} />
        <Neighbour name="Run after" job={next} zone={zone} />
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted whitespace-nowrap">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function When({ name, at, zone }: { name: string; at: Instant | undefined; zone: string }) {
  const distance = useTicking(() => (at === undefined ? '' : near(milliseconds(at) - vaultNow())));
  if (at === undefined) return null;
  return (
    <Fact name={name}>
      <time dateTime={at}>
        {dateTime(at, zone)} ({zoneName(zone, milliseconds(at))})
      </time>{' '}
      <span className="text-muted whitespace-nowrap">{distance}</span>
    </Fact>
  );
}

function Lasting({ name, ms }: { name: string; ms: number | undefined }) {
  return ms === undefined ? null : <Fact name={name}>{span(ms)}</Fact>;
}

/** While it lives: how late it is, or for how long it has been running. */
function Going({ job, usual }: { job: Job; usual: Usual | undefined }) {
  const words = useTicking(() => {
    const now = vaultNow();
    const elapsed = elapsedMs(job, now);
    if (isOverdue(job, now)) return `overdue by ${span(elapsed ?? 0)}`;
    if (phaseOf(job.status) === 'waiting') return '';
    if (elapsed === undefined) return 'Vault gives no start';
    if (elapsed < -2_000) return 'Vault says that it starts in the future';
    return `${span(elapsed)}${isLong(elapsed, usual) ? ', longer than usual' : ''}`;
  });
  return words === '' ? null : (
    <Fact name={words.startsWith('overdue') ? 'Late' : 'Running for'}>{words}</Fact>
  );
}

function Neighbour({ name, job, zone }: { name: string; job: Job | undefined; zone: string }) {
  if (job?.start === undefined) return null;
  return (
    <Fact name={name}>
      <Link
        to="/jobs/$id"
        params={{ id: job.id }}
        preload={false}
        className="text-accent underline"
      >
        {dateTime(job.start, zone)}
      </Link>{' '}
      <StatusBadge status={job.status} />
    </Fact>
  );
}
