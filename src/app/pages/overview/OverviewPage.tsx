import { useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, getRouteApi, Link, useRouteContext } from '@tanstack/react-router';
import { Suspense, useState } from 'react';

import { VaultError } from '#contract/envelope.ts';
import { type Job, startNow } from '#contract/jobs.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { isOverdue, type SetName } from '../../insight/overview.ts';
import { StartNowDialog } from '../../layout/lazy.ts';
import { vaultNow } from '../../time/clock.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Attention, most } from './Attention.tsx';
import {
  elapsedColumn,
  endedColumn,
  nameColumn,
  ranColumn,
  startedColumn,
  statusColumn,
  tasksColumn,
  usualColumn,
} from './columns.tsx';
import { Future } from './FutureStartNotice.tsx';
import { Part } from './IncompleteNotice.tsx';
import { JobTable } from './JobTable.tsx';
import { type Model, useOverview } from './model.ts';
import { ScheduledJobs } from './ScheduledJobs.tsx';
import { type ForScheduled, type Started, withFollowed } from './started-jobs.ts';
import { Tiles } from './Tiles.tsx';
import { WholeSet } from './WholeSet.tsx';

const route = getRouteApi('/signed-in/');

export const page = createLazyRoute('/signed-in/')({ component: OverviewPage });

/** Is anything wrong? And what is running, what comes next, what has just ended. */
function OverviewPage() {
  const { show } = route.useSearch();
  const { session } = useRouteContext({ from: '/signed-in' });
  const zone = useZone();
  const model = useOverview();
  const [starting, setStarting] = useState<Job>();
  /** Jobs started from this page, as they were when their rows were pressed. */
  const [followed, setFollowed] = useState<readonly Started[]>([]);
  const denied = useDenied();

  const scheduled = {
    latest: model.latest,
    zone,
    session,
    denied,
    followed: new Set(followed.map(({ id }) => String(id))),
    hold: starting !== undefined,
    onStart: setStarting,
  };
  return (
    <div className="flex flex-col gap-2">
      <PageTitle
        page="Overview"
        alarms={model.sets.overdue.length + model.sets.long.length + model.sets.failed.length}
      />
      <h1 className="sr-only">Overview</h1>
      <Tiles model={model} shown={show} />
      {model.monitors !== undefined && <Part list={model.monitors} />}
      <Future running={model.sets.running} />
      {show === 'all' ? (
        <Everything model={model} zone={zone} scheduled={scheduled} followed={followed} />
      ) : (
        <WholeSet set={show} model={model} zone={zone} scheduled={scheduled} followed={followed} />
      )}
      {starting !== undefined && (
        <Suspense fallback={null}>
          <StartNowDialog
            job={starting}
            latest={model.latest(starting.id)}
            finished={model.finished}
            session={session}
            zone={zone}
            onStarted={() => {
              const wasOverdue = isOverdue(starting, vaultNow());
              setFollowed((before) => [...before, { ...starting, wasOverdue }]);
              // The answer may come when this dialog is closed, and another one open.
              setStarting((open) => (open === starting ? undefined : open));
            }}
            onClose={() => setStarting(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Vault has said that this viewer may not start jobs. */
function useDenied(): boolean {
  const cache = useQueryClient();
  return cache
    .getMutationCache()
    .findAll({ mutationKey: [startNow.path] })
    .some(({ state: { error } }) => error instanceof VaultError && error.kind === 'no-right');
}

type Props = { model: Model; zone: string; scheduled: ForScheduled; followed: readonly Started[] };

const next = 12;
const lately = 12;

function Everything({ model, zone, scheduled, followed }: Props) {
  const { sets, monitors, monitorsError, histories, historiesError, usual, latest } = model;
  const troubled = [...sets.overdue, ...sets.long, ...sets.failed];
  const live = [...sets.running, ...sets.queued, ...sets.unknown];
  const planned = withFollowed(sets.scheduled, followed);
  return (
    <div className="grid gap-2 xl:grid-cols-5">
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-3">
        <Panel
          title="Needs attention"
          aside={troubled.length > most && `${most} of ${troubled.length}; the counts lead to all`}
        >
          <ListStates
            known={monitors !== undefined && histories !== undefined}
            error={monitorsError ?? historiesError}
            empty={troubled.length === 0}
            nothing="Nothing is overdue or longer than usual, and no job failed in the last 24 hours."
            rows={3}
          >
            <Attention model={model} />
          </ListStates>
        </Panel>
        <Panel title="Running and queued" aside={monitors && `${live.length}`}>
          <ListStates
            known={monitors !== undefined}
            error={monitorsError}
            empty={live.length === 0}
            nothing="No job is running or queued."
            rows={5}
          >
            <JobTable
              label="Running and queued jobs"
              jobs={live}
              latest={latest}
              columns={[
                statusColumn,
                nameColumn,
                startedColumn(zone),
                usualColumn(usual),
                tasksColumn,
                elapsedColumn(usual),
              ]}
            />
          </ListStates>
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-2">
        <Panel
          title="Scheduled"
          aside={
            planned.length > next ? (
              <All set="scheduled" count={sets.scheduled.length} part={next} />
            ) : (
              monitors && `${sets.scheduled.length}`
            )
          }
        >
          <ListStates
            known={monitors !== undefined}
            error={monitorsError}
            empty={planned.length === 0}
            nothing="No job is scheduled."
            rows={8}
          >
            <ScheduledJobs {...scheduled} jobs={planned.slice(0, next)} />
          </ListStates>
        </Panel>
        <Panel title="Just ended">
          <ListStates
            known={histories !== undefined}
            error={historiesError}
            empty={sets.ended.length === 0}
            nothing="No job has ended yet."
            rows={8}
          >
            <JobTable
              label="Jobs that just ended"
              jobs={sets.ended.slice(0, lately)}
              latest={latest}
              columns={[statusColumn, nameColumn, ranColumn, endedColumn(zone)]}
            />
          </ListStates>
        </Panel>
      </div>
    </div>
  );
}

function All({ set, count, part }: { set: SetName; count: number; part: number }) {
  return (
    <Link to="/" search={{ show: set }} className="text-accent underline">
      {part} of {count}; show all
    </Link>
  );
}
