import { Link } from '@tanstack/react-router';

import { ListStates } from '../../components/ListStates.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Attention, maxAttentionRows } from './Attention.tsx';
import { finishedColumns, runningColumns, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import { type Model, nothingWords } from './model.ts';
import { ScheduledJobs, type Starting } from './ScheduledJobs.tsx';
import { withStarted } from './started-jobs.ts';

type Props = { model: Model; zone: string; starting: Starting };

const mostScheduled = 12;
const mostFinished = 12;

/** The first rows of each list: what needs attention, runs, comes next and has just finished. */
export function Panels({ model, zone, starting }: Props) {
  const { sets, monitors, monitorsError, histories, historiesError, usual, latest } = model;
  const needAttention = sets.overdue.length + sets.long.length + sets.failed.length;
  // As the counts above do, which are marked where there may be more.
  const isWhole = model.failuresWhole && monitors?.warnings.length === 0;
  const live = [...sets.running, ...sets.queued, ...sets.unknown];
  const running = useOverviewColumns(runningColumns, { zone, usual });
  const finished = useOverviewColumns(finishedColumns, { zone, usual });
  const scheduled = withStarted(sets.scheduled, starting.started);
  return (
    <div className="grid gap-2 xl:grid-cols-5">
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-3">
        <Panel
          title="Needs attention"
          aside={
            needAttention > maxAttentionRows &&
            `Showing ${maxAttentionRows} of ${needAttention}${isWhole ? '' : '+'}`
          }
        >
          <ListStates
            known={monitors !== undefined && histories !== undefined}
            error={monitorsError ?? historiesError}
            empty={needAttention === 0}
            nothing={nothingWords(
              isWhole
                ? 'Nothing is overdue or longer than usual, and no job failed in the last 24 hours.'
                : 'Nothing is overdue or longer than usual, and no failure of the last 24 hours has been read so far.',
              monitors,
              histories,
            )}
            rows={3}
          >
            <Attention model={model} zone={zone} />
          </ListStates>
        </Panel>
        <Panel title="Running and queued" aside={monitors && `${live.length}`}>
          <ListStates
            known={monitors !== undefined}
            error={monitorsError}
            empty={live.length === 0}
            nothing={nothingWords('No job is running or queued.', monitors)}
            rows={5}
          >
            <JobTable
              label="Running and queued jobs"
              jobs={live}
              latest={latest}
              columns={running}
            />
          </ListStates>
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-2">
        <Panel
          title="Scheduled"
          aside={
            scheduled.length > mostScheduled ? (
              <>
                Showing {mostScheduled} of {scheduled.length} ·{' '}
                <Link to="/" search={{ show: 'scheduled' }} className="text-accent underline">
                  Show all
                </Link>
              </>
            ) : (
              monitors && `${sets.scheduled.length}`
            )
          }
        >
          <ListStates
            known={monitors !== undefined}
            error={monitorsError}
            empty={scheduled.length === 0}
            nothing={nothingWords('No job is scheduled.', monitors)}
            rows={8}
          >
            <ScheduledJobs
              {...starting}
              jobs={scheduled.slice(0, mostScheduled)}
              model={model}
              zone={zone}
            />
          </ListStates>
        </Panel>
        <Panel title="Just finished">
          <ListStates
            known={histories !== undefined}
            error={historiesError}
            empty={sets.ended.length === 0}
            nothing={nothingWords('No job has finished yet.', histories)}
            rows={8}
          >
            <JobTable
              label="Jobs that just finished"
              jobs={sets.ended.slice(0, mostFinished)}
              latest={latest}
              columns={finished}
            />
          </ListStates>
        </Panel>
      </div>
    </div>
  );
}
