import { getRouteApi, Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';
import { failedRows } from '#insight/overview.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { RowsLink, RowsNarrowed } from '../../components/RowsLink.tsx';
import { ExportButton } from '../../export/ExportButton.tsx';
import { StartNotAllowed } from '../../start/StartNowButton.tsx';
import { dot } from '../../ui/dot.ts';
import { Panel } from '../../ui/Panel.tsx';
import { finishedColumns, runningColumns, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import { readSort, sortedJobs } from './list-sort.ts';
import { type ListName, listOf, type Model, nothingWords } from './model.ts';
import { type Starting, useScheduledColumns } from './ScheduledJobs.tsx';
import { SortChoice, useSorting } from './SortHeads.tsx';
import { type StartedJob, withStarted } from './started-jobs.ts';
import { isOfFinished, useListExport } from './use-list-export.ts';

const route = getRouteApi('/signed-in/');

const titles: Record<ListName, string> = {
  failing: 'Failing titles, each with its last failure',
  recovered: 'Titles that failed in the last 24 hours and recovered, each with its last failure',
  running: 'Running',
  queued: 'Queued',
  scheduled: 'Scheduled',
  overdue: 'Overdue: due more than 2 minutes ago, and not started',
  long: 'Longer than usual: over a minute, and longer than 95% of past successful runs',
  stuck: 'Queued too long: longer than 95% of its known waits, or 15 minutes where none are known',
  failed: 'Failed in the last 24 hours',
  unknown: 'Unknown status',
};

const nothing: Record<ListName, string> = {
  failing: 'No title is failing.',
  recovered: 'No title failed in the last 24 hours and recovered.',
  running: 'No job is running.',
  queued: 'No job is queued.',
  scheduled: 'No job is scheduled.',
  overdue: 'No job is overdue.',
  long: 'No job is running longer than usual.',
  stuck: 'No job has been queued for too long.',
  failed: 'No job failed in the last 24 hours.',
  unknown: 'No job has an unknown status.',
};

type Props = { set: ListName; model: Model; zone: string; starting: Starting };

/** One of the overview's lists in full: as many rows as its count says. */
export function FullList({ set, model, zone, starting }: Props) {
  const { sort: written } = route.useSearch();
  const isScheduled = set === 'scheduled' || set === 'overdue';
  const listColumns = useOverviewColumns(columnsOf(set), zone);
  const scheduledColumns = useScheduledColumns({ ...starting, zone });
  const columns = isScheduled ? scheduledColumns : listColumns;
  const sort = readSort(written, columns);
  const sorting = useSorting(sort);
  const jobs = listOf(set, model);
  const unsorted = rowsOf(set, model, starting.started);
  const rows = sort === undefined ? unsorted : sortedJobs(unsorted, sort);
  const source = useListExport({ set, title: titles[set], rows, columns }, model, zone);
  const list = isOfFinished(set) ? 'histories' : 'monitors';
  const error = isOfFinished(set) ? model.historiesError : model.monitorsError;
  const started = rows.length - jobs.length;
  return (
    <Panel
      title={titles[set]}
      aside={
        <>
          {started > 0 && `${jobs.length} ${set}, and ${started} that you started${dot}`}
          <Link to="/" search={model.filter} className="text-accent py-0.5 underline">
            Back to the overview
          </Link>
        </>
      }
    >
      <ListStates
        known={model[list] !== undefined}
        error={error}
        empty={rows.length === 0}
        nothing={nothingWords(model, nothing[set], model[list])}
        rows={8}
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-1 text-sm print:hidden">
          <SortChoice sort={sort} columns={columns} />
          {isScheduled && rows.length > 0 && <StartNotAllowed />}
          <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
            {isOfFinished(set) && <InHistory set={set} model={model} jobs={jobs} />}
            <ExportButton what="rows" source={source} />
          </span>
        </div>
        <JobTable
          label={isScheduled ? 'Scheduled jobs' : titles[set]}
          jobs={rows}
          latest={model.latest}
          columns={columns}
          freeze={isScheduled && starting.dialogOpen}
          sorting={sorting}
        />
      </ListStates>
    </Panel>
  );
}

type InHistoryProps = { set: ListName; model: Model; jobs: readonly Job[] };

/** An address with more IDs is longer than some servers take. */
const mostIds = 200;

/** The same rows in History, where they can be filtered further and compared. */
function InHistory({ set, model, jobs }: InHistoryProps) {
  const rows = set === 'failed' ? failedRows(model.now) : { ids: jobs.map(({ id }) => id) };
  if ((rows.ids?.length ?? 0) > mostIds) return null;
  return (
    <RowsNarrowed value={model.filter}>
      <RowsLink
        rows={rows}
        count={jobs.length}
        className="text-accent inline-flex min-h-6 items-center underline"
      >
        Open in History
      </RowsLink>
    </RowsNarrowed>
  );
}

/** Jobs just started stay where they were among those still scheduled. */
function rowsOf(set: ListName, model: Model, started: readonly StartedJob[]): Job[] {
  const { sets } = model;
  if (set === 'scheduled') return withStarted(sets.scheduled, started);
  if (set !== 'overdue') return listOf(set, model);
  const wereOverdue = started.filter(({ wasOverdue }) => wasOverdue);
  return withStarted(sets.overdue, wereOverdue);
}

function columnsOf(set: ListName) {
  if (isOfFinished(set)) return finishedColumns;
  if (set === 'queued' || set === 'stuck') return queuedColumns;
  if (set === 'unknown') return unknownColumns;
  return runningColumns;
}

const queuedColumns = ['status', 'title', 'planned'] as const;
const unknownColumns = ['status', 'title', 'started'] as const;
