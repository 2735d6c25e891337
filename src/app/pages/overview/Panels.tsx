import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { isSeen, type Seen } from '#insight/attention.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { loadChunk } from '../../load-chunk.ts';
import { dot } from '../../ui/dot.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Attention } from './Attention.tsx';
import { finishedColumns, runningColumns, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import { type Model, nothingWords, useIsOpenFor } from './model.ts';
import { ScheduledJobs, type Starting } from './ScheduledJobs.tsx';
import { withStarted } from './started-jobs.ts';

// After the first rows, which it would keep waiting.
const Strip = lazy(async () => ({ default: (await loadChunk(import('./Strip.tsx'))).Strip }));

type Props = {
  model: Model;
  zone: string;
  starting: Starting;
  seen: readonly Seen[];
  vault: string;
};

const mostScheduled = 12;
const mostFinished = 12;
/** Where only one list is slow, the other is shown after this. */
const longestWaitMs = 3_000;

/** The first rows of each list: what needs attention, runs, comes next and has just finished. */
export function Panels({ model, zone, starting, seen, vault }: Props) {
  const { sets, monitors, monitorsError, histories, historiesError, latest } = model;
  const { troubles } = model.attention;
  const seenCount = troubles.filter((trouble) => isSeen(trouble, seen)).length;
  // As the counts above do, which are marked where there may be more.
  const isWhole = model.failuresWhole && monitors?.warnings.length === 0;
  // What is above them has its size then. Where a list is long in coming, the other one is shown.
  const isLong = useIsOpenFor(longestWaitMs);
  const isSettled = !model.isAwaited || isLong;
  const live = [...sets.running, ...sets.queued, ...sets.unknown];
  const running = useOverviewColumns(runningColumns, zone);
  const finished = useOverviewColumns(finishedColumns, zone);
  const scheduled = withStarted(sets.scheduled, starting.started);
  return (
    <>
      <section
        aria-label="The last 24 hours and the next 6"
        className="border-line bg-surface h-30 rounded border px-3 py-1 sm:h-26 lg:h-22"
      >
        {histories !== undefined && monitors !== undefined && (
          <Suspense fallback={null}>
            <Strip model={model} zone={zone} />
          </Suspense>
        )}
      </section>
      <div className="grid gap-2 xl:grid-cols-5">
        <div className="flex min-w-0 flex-col gap-2 xl:col-span-3">
          <Panel
            title="Needs attention"
            aside={
              troubles.length > 0 &&
              `${troubles.length}${isWhole ? '' : '+'} ${troubles.length === 1 ? 'title' : 'titles'}${seenCount > 0 ? `${dot}${seenCount} seen` : ''}`
            }
          >
            <ListStates
              known={monitors !== undefined && histories !== undefined}
              error={monitorsError ?? historiesError}
              rows={4}
            >
              <Attention
                model={model}
                seen={seen}
                vault={vault}
                zone={zone}
                nothing={nothingWords(
                  model,
                  isWhole
                    ? 'Nothing is failing, overdue, stuck in a queue or longer than usual.'
                    : 'Nothing is overdue, stuck in a queue or longer than usual, and no failing title has been found so far.',
                  monitors,
                  histories,
                )}
              />
            </ListStates>
          </Panel>
          {isSettled && (
            <Panel title="Running and queued" aside={monitors && `${live.length}`}>
              <ListStates
                known={monitors !== undefined}
                error={monitorsError}
                empty={live.length === 0}
                nothing={nothingWords(model, 'No job is running or queued.', monitors)}
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
          )}
        </div>
        <div
          className={`flex min-w-0 flex-col gap-2 xl:col-span-2 ${isSettled ? '' : 'max-xl:hidden'}`}
        >
          <Panel
            title="Scheduled"
            aside={
              scheduled.length > mostScheduled ? (
                <>
                  Showing {mostScheduled} of {scheduled.length}
                  {dot}
                  <Link
                    to="/"
                    search={{ ...model.filter, show: 'scheduled' }}
                    className="text-accent underline"
                  >
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
              nothing={nothingWords(model, 'No job is scheduled.', monitors)}
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
          {isSettled && (
            <Panel title="Just finished">
              <ListStates
                known={histories !== undefined}
                error={historiesError}
                empty={sets.ended.length === 0}
                nothing={nothingWords(model, 'No job has finished yet.', histories)}
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
          )}
        </div>
      </div>
    </>
  );
}
