/** The overview's columns: those of a job, with times as distances, and what moves while it runs. */
import { createContext, memo, useContext, useMemo } from 'react';

import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { actualStart, neverRan, plannedStart } from '#insight/job-times.ts';
import { hasNotRun, isFinished, isQueued } from '#insight/status/statuses.ts';
import { clockTime, dateTime, near, span, zoneName } from '#insight/time/format.ts';
import { isSameUsual, type Usual } from '#insight/usual.ts';

import { IdLink, JobLink } from '../../components/JobLink.tsx';
import { UnreadableDate } from '../../components/UnreadableDate.tsx';
import { steady, tickingText } from '../../components/use-ticking.ts';
import { Usually } from '../../components/Usually.tsx';
import { columnFor } from '../../jobs/columns/cells.tsx';
import { jobColumns } from '../../jobs/columns/columns.ts';
import { useUserName } from '../../queries/users.ts';
import type { Column } from '../../table/column.ts';
import { vaultNow } from '../../time/clock.ts';
import { dot } from '../../ui/dot.ts';
import { Elapsed } from './Elapsed.tsx';
import { RowIsLookedAt } from './JobTable.tsx';
import { TaskProgress } from './TaskProgress.tsx';

type ColumnId =
  | 'status'
  | 'title'
  | 'planned'
  | 'started'
  | 'finished'
  | 'ran'
  | 'usual'
  | 'tasks'
  | 'elapsed';

export function overviewColumns(ids: readonly ColumnId[], zone: string): Column<Job>[] {
  return ids.map((id) => columnOf(id, zone));
}

/** The same array until what they show changes, or every row would be drawn again. */
export function useOverviewColumns(ids: readonly ColumnId[], zone: string) {
  return useMemo(() => overviewColumns(ids, zone), [ids, zone]);
}

/**
 * How long the runs of each title usually take. Each job that ends changes that of its title: a
 * column that had them would be another one, and have all rows drawn again.
 */
export const UsualTimes = createContext<ReadonlyMap<string, Usual>>(new Map());

export const runningColumns = [
  'status',
  'title',
  'started',
  'usual',
  'tasks',
  'elapsed',
] as const satisfies ColumnId[];

export const finishedColumns = ['status', 'title', 'ran', 'finished'] as const satisfies ColumnId[];

const dash = <span className="text-muted">–</span>;

function columnOf(id: ColumnId, zone: string): Column<Job> {
  switch (id) {
    case 'status':
      return columnFor(id, zone);
    case 'ran': {
      const { cell, ...ran } = columnFor(id, zone);
      // On one line: its column is as narrow as its words let it be.
      const oneLine = (job: Job) => <span className="whitespace-nowrap">{cell(job)}</span>;
      return { ...ran, roomy: true, cell: oneLine };
    }
    case 'title':
      return { ...columnFor(id, zone), wide: true, cell: (job) => <JobName job={job} /> };
    case 'planned':
      return { ...columnFor(id, zone), cell: (job) => <Planned job={job} zone={zone} /> };
    case 'started':
      return {
        ...columnFor(id, zone),
        roomy: true,
        cell: (job) => (
          <Clock
            at={actualStart(job)}
            unreadable={jobColumns.started.unreadable(job)}
            zone={zone}
          />
        ),
      };
    case 'finished':
      return { ...columnFor(id, zone), cell: (job) => <Finished job={job} zone={zone} /> };
    case 'usual':
      return {
        id,
        header: 'Usually',
        end: true,
        roomy: true,
        cell: ({ title }) => <UsualOf title={title} />,
      };
    case 'tasks':
      return {
        id,
        header: 'Tasks',
        end: true,
        roomy: true,
        screenOnly: true,
        cell: (job) => (hasNotRun(job) ? dash : <TaskProgress job={job} />),
      };
    case 'elapsed':
      return {
        id,
        header: 'Running for',
        end: true,
        cell: (job) => {
          // It may have finished while its row was frozen.
          if (isFinished(job.status)) return columnOf('ran', zone).cell(job);
          if (hasNotRun(job)) return <Queued job={job} />;
          return <ElapsedOf job={job} />;
        },
      };
  }
}

function UsualOf({ title }: { title: string }) {
  return <SameUsually usual={useContext(UsualTimes).get(title)} end />;
}

function ElapsedOf({ job }: { job: Job }) {
  return <SameElapsed job={job} usual={useContext(UsualTimes).get(job.title)} />;
}

/** Memos, as fifty rows ask whenever a job has ended, and for one or two the times are others. */
const SameUsually = memo(Usually, (a, b) => a.end === b.end && isSameUsual(a.usual, b.usual));
const SameElapsed = memo(Elapsed, (a, b) => a.job === b.job && isSameUsual(a.usual, b.usual));

/** How long it has been queued, where Vault gives its planned time. */
function Queued({ job: { status, start } }: { job: Job }) {
  if (start === undefined || !isQueued(status))
    return <span className="text-muted">not started</span>;
  const words = () => {
    const queuedMs = vaultNow() - milliseconds(start);
    return queuedMs < 0 ? 'not started' : `queued ${span(queuedMs)}`;
  };
  return (
    <span
      {...tickingText(words)}
      className={`${steady} text-muted ml-auto block w-[9em] text-right`}
    />
  );
}

/** A job's title, with its id and creator beside it or, where there is no room, below it. */
function JobName({ job }: { job: Job }) {
  return (
    <div className="flex min-w-0 flex-col gap-x-2 leading-4 @2xl/few:flex-row @2xl/few:items-baseline @4xl/many:flex-row @4xl/many:items-baseline">
      <JobLink job={job} />
      <span className="text-muted flex min-w-0 gap-x-2 text-xs leading-4">
        <IdLink id={job.id} beside />
        {job.createdBy !== undefined && <Creator id={job.createdBy} />}
      </span>
    </div>
  );
}

function Creator({ id }: { id: string }) {
  const name = useUserName(id);
  return (
    <bdi title={`Created by ${name}`} className="min-w-0 truncate">
      {name}
    </bdi>
  );
}

type Props = { job: Job; zone: string };

/** When it is due: how far off, and the time itself. */
function Planned({ job, zone }: Props) {
  const at = plannedStart(job);
  const words = (now: number) =>
    at === undefined ? '' : `${near(milliseconds(at) - now)}${dot}${clockTime(at, zone, now)}`;
  const unreadable = jobColumns.planned.unreadable(job);
  // `in 59 min · 15:03`; with a date or more units it has no box, and changes once a minute.
  const box = 'w-40 max-sm:ml-0 max-sm:text-left';
  return <Moment {...{ at, unreadable, zone, words, box }} mostLetters={17} />;
}

function Clock({ at, unreadable, zone }: Omit<MomentProps, 'words'>) {
  const words = (now: number) => (at === undefined ? '' : clockTime(at, zone, now));
  return <Moment at={at} unreadable={unreadable} zone={zone} words={words} />;
}

/** Without an end there is none to show: of what never ran, its plan stands beside the dash. */
function Finished({ job, zone }: Props) {
  const at = job.end;
  const planned = at === undefined && neverRan(job) ? plannedStart(job) : undefined;
  const words = (now: number) => (at === undefined ? '' : near(milliseconds(at) - now));
  return (
    <>
      <Moment at={at} unreadable={job.unreadable?.end} zone={zone} words={words} box="w-[8em]" />
      {planned !== undefined && (
        <span className="text-muted">
          {' '}
          planned <Clock at={planned} zone={zone} />
        </span>
      )}
    </>
  );
}

type MomentProps = {
  at: Instant | undefined;
  /** What Vault wrote in its place, where that can't be read. */
  unreadable?: string | undefined;
  zone: string;
  /** The width of a block of its own, for words that tick each second, and how many letters fit in. */
  box?: string;
  mostLetters?: number;
  /** The words shown; the exact instant appears on hover, and while its row has the focus. */
  words: (now: number) => string;
};

/**
 * A moment in words, with its exact instant and zone behind it once somebody looks at its row:
 * hidden ones were a sixth of a table's elements.
 */
function Moment({ at, unreadable, zone, words, box, mostLetters }: MomentProps) {
  const isLookedAt = useContext(RowIsLookedAt);
  if (at === undefined && unreadable !== undefined) return <UnreadableDate written={unreadable} />;
  if (at === undefined) return <span className="text-muted">–</span>;
  const text = tickingText(() => words(vaultNow()), mostLetters);
  const boxed = box === undefined ? '' : `${steady} ml-auto block ${box}`;
  if (!isLookedAt)
    return <time key="text" {...text} dateTime={at} className={`whitespace-nowrap ${boxed}`} />;
  return (
    <time
      key="with exact"
      dateTime={at}
      className={`group/moment relative whitespace-nowrap ${box === undefined ? '' : 'block'}`}
    >
      <span {...text} className={boxed} />
      <span
        role="tooltip"
        className="border-line bg-raised text-ink pointer-events-none absolute top-full right-0 z-10 hidden rounded border px-2 py-1 text-xs shadow-lg group-hover/moment:block group-has-focus-visible/row:block"
      >
        {dateTime(at, zone)} {zoneName(zone, Date.parse(at))}
      </span>
    </time>
  );
}
