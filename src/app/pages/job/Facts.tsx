import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import {
  actualStart,
  elapsedMs,
  neverRan,
  ranMs,
  startUnknown,
  waitedMs,
} from '#insight/job-times.ts';
import { isOverdue } from '#insight/overview.ts';
import { neighbours } from '#insight/past-runs.ts';
import { isFinished, lookOf, phaseOf } from '#insight/status/statuses.ts';
import { dateTime, near, roughly, span, zoneName } from '#insight/time/format.ts';
import { isLong, type Usual, usualByTitle } from '#insight/usual.ts';

import { StatusBadge } from '../../components/StatusBadge.tsx';
import { UnreadableDate } from '../../components/UnreadableDate.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { UserName } from '../../components/UserName.tsx';
import { Usually } from '../../components/Usually.tsx';
import { type JobColumn, jobColumns } from '../../jobs/columns/columns.ts';
import { judgedUntil } from '../../layout/Freshness.tsx';
import { useLive } from '../../queries/live.ts';
import { vaultNow } from '../../time/clock.ts';
import { Panel } from '../../ui/Panel.tsx';
import type { JobData } from './use-job-data.ts';

type Props = { job: Job; data: JobData; zone: string };

/** What happened to the job, and when. */
export function Facts({ job, data, zone }: Props) {
  const usual = usualByTitle(data.finished).get(job.title);
  const { previous, next } = neighbours([...data.finished, ...data.unfinished], job);
  return (
    <Panel title="Details">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 p-3 text-sm">
        <Fact name={jobColumns.status.header}>
          <StatusBadge status={job.status} whole />{' '}
          <span className="text-muted">{lookOf(job.status).meaning}</span>
        </Fact>
        <When column={jobColumns.created} job={job} zone={zone} />
        {job.createdBy !== undefined && (
          <Fact name={jobColumns.by.header}>
            <UserName id={job.createdBy} />
          </Fact>
        )}
        <When column={jobColumns.planned} job={job} zone={zone} />
        <When column={jobColumns.started} job={job} zone={zone} />
        {neverRan(job) && <Fact name={jobColumns.started.header}>– never ran</Fact>}
        <When column={jobColumns.finished} job={job} zone={zone} />
        <Duration name={jobColumns.waited.header} ms={waitedMs(job)} />
        {!isFinished(job.status) && <Elapsed job={job} usual={usual} />}
        {isFinished(job.status) && <Duration name={jobColumns.ran.header} ms={ranMs(job)} />}
        <Fact name="Usually">
          <Usually usual={usual} />
        </Fact>
        <Neighbour name="Previous run" job={previous} zone={zone} />
        <Neighbour name="Next run" job={next} zone={zone} />
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

type WhenProps = { column: Extract<JobColumn, { kind: 'moment' }>; job: Job; zone: string };

function When({ column, job, zone }: WhenProps) {
  const at = column.value(job);
  const distance = useTicking(() => (at === undefined ? '' : near(milliseconds(at) - vaultNow())));
  const unreadable = column.unreadable(job);
  if (at === undefined && unreadable === undefined) return null;
  if (at === undefined) {
    return (
      <Fact name={column.header}>
        <UnreadableDate written={unreadable ?? ''} />
      </Fact>
    );
  }
  return (
    <Fact name={column.header}>
      <time dateTime={at}>
        {dateTime(at, zone)} ({zoneName(zone, milliseconds(at))})
      </time>{' '}
      <span className="text-muted whitespace-nowrap">{distance}</span>
    </Fact>
  );
}

function Duration({ name, ms }: { name: string; ms: number | undefined }) {
  return ms === undefined ? null : <Fact name={name}>{span(ms)}</Fact>;
}

/** Of an unfinished job: how overdue it is, or how long it has been running. */
function Elapsed({ job, usual }: { job: Job; usual: Usual | undefined }) {
  const until = judgedUntil(useLive());
  const words = useTicking(() => {
    const elapsed = elapsedMs(job, vaultNow());
    const judged = Math.min(vaultNow(), until);
    if (isOverdue(job, judged)) return `overdue by ${roughly(elapsed ?? 0)}`;
    if (phaseOf(job.status) === 'waiting') return '';
    if (elapsed === undefined) return startUnknown(job);
    if (elapsed < -2_000) return 'starts in the future, according to Vault';
    return `${span(elapsed)}${isLong(elapsedMs(job, judged), usual) ? ', longer than usual' : ''}`;
  });
  return words === '' ? null : (
    <Fact name={words.startsWith('overdue') ? 'Overdue' : 'Running for'}>{words}</Fact>
  );
}

function Neighbour({ name, job, zone }: { name: string; job: Job | undefined; zone: string }) {
  if (job?.start === undefined) {
    return (
      <Fact name={name}>
        <span className="text-muted">– none known</span>
      </Fact>
    );
  }
  return (
    <Fact name={name}>
      <Link
        to="/jobs/$id"
        params={{ id: job.id }}
        preload={false}
        className="text-accent underline"
      >
        {actualStart(job) === undefined && 'planned '}
        {dateTime(job.start, zone)}
      </Link>{' '}
      <StatusBadge status={job.status} />
    </Fact>
  );
}
