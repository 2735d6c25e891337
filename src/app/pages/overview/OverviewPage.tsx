import { createLazyRoute, getRouteApi, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { isSeen } from '#insight/attention.ts';
import { elapsedMs } from '#insight/job-times.ts';
import { isOverdue } from '#insight/overview.ts';

import { PageTitle } from '../../components/PageTitle.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { useZone } from '../../components/use-zone.ts';
import { loadChunk } from '../../load-chunk.ts';
import type { JobList } from '../../queries/jobs.ts';
import { seenIn, useSeen } from '../../seen.ts';
import { LazyStartNowDialog } from '../../start/LazyStartNowDialog.tsx';
import { vaultNow } from '../../time/clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { counted } from '../../ui/number.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useOverview } from './model.ts';
import { Panels } from './Panels.tsx';
import type { StartedJob } from './started-jobs.ts';
import { useAlarms } from './use-alarms.ts';
import { Verdict } from './Verdict.tsx';

// Most who open the page look at all of it.
const FullList = lazy(async () => ({
  default: (await loadChunk(import('./FullList.tsx'))).FullList,
}));

const route = getRouteApi('/signed-in/');

export const page = createLazyRoute('/signed-in/')({ component: OverviewPage });

const Filters = lazy(async () => ({
  default: (await loadChunk(import('./Filters.tsx'))).Filters,
}));

/** Is anything wrong? And what is running, what comes next, what has just finished. */
function OverviewPage() {
  const { show } = route.useSearch();
  const zone = useZone();
  const model = useOverview();
  const [jobToStart, setJobToStart] = useState<Job>();
  const [started, setStarted] = useState<readonly StartedJob[]>([]);
  const starting = { started, dialogOpen: jobToStart !== undefined, onStart: setJobToStart };
  const { sets, attention } = model;
  const [filtering, setFiltering] = useState(false);
  const isFilterOpen = filtering || model.unfiltered !== undefined;
  const { session } = useRouteContext({ from: '/signed-in' });
  const { host } = session.vault;
  const seen = seenIn(host, useSeen());
  const alarms = useAlarms(model, seen);
  const seenFailing = attention.troubles.filter(
    (trouble) => trouble.failing !== undefined && isSeen(trouble, seen),
  ).length;
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="Overview" alarms={alarms} />
      <h1 className="sr-only">Overview</h1>
      <Verdict
        model={model}
        shown={show}
        seen={seenFailing}
        zone={zone}
        onFilter={isFilterOpen ? undefined : () => setFiltering(true)}
      />
      {isFilterOpen && (
        // As tall as they will be: what is below must not move when they come.
        <Suspense fallback={<div className="h-43 sm:h-21 lg:h-12" />}>
          <Filters model={model} onClose={() => setFiltering(false)} />
        </Suspense>
      )}
      {model.monitors !== undefined && (
        <IncompleteNotice list={model.monitors} isFiltered={model.unfiltered !== undefined} />
      )}
      <FutureStartNotice running={sets.running} />
      {show === 'all' ? (
        <Panels model={model} zone={zone} starting={starting} seen={seen} vault={host} />
      ) : (
        <Suspense fallback={<Skeleton rows={8} label="Loading the list" />}>
          <FullList set={show} model={model} zone={zone} starting={starting} />
        </Suspense>
      )}
      {jobToStart !== undefined && (
        <LazyStartNowDialog
          job={jobToStart}
          latest={model.latest(jobToStart.id)}
          finished={model.finished}
          zone={zone}
          onStarted={() => {
            const wasOverdue = isOverdue(jobToStart, vaultNow());
            setStarted((before) => [...before, { ...jobToStart, wasOverdue }]);
            // The answer may come when this dialog is closed, and another one open.
            setJobToStart((open) => (open === jobToStart ? undefined : open));
          }}
          onClose={() => setJobToStart(undefined)}
        />
      )}
    </div>
  );
}

/** Says when the list is not all that Vault counts: a part must not pass for the whole. */
function IncompleteNotice({ list, isFiltered }: { list: JobList; isFiltered: boolean }) {
  const { jobs, unreadable, repeated, total } = list;
  const missing = total === undefined ? 0 : total - jobs.length - unreadable - repeated;
  if (unreadable === 0 && repeated === 0 && missing <= 0) return null;
  return (
    <Notice>
      {isFiltered ? 'Filtered from' : 'Showing'} {counted(jobs.length, 'unfinished job')}
      {total !== undefined && ` of the ${total} that Vault reports`}.
      {unreadable > 0 && ` ${unreadable} could not be read.`}
      {repeated > 0 && ` ${counted(repeated, 'was', 'were')} listed twice.`}
      {missing > 0 &&
        ` ${counted(missing, 'was', 'were')} missing from the list and will be requested again at the next refresh.`}
    </Notice>
  );
}

/** Clocks and their whole seconds differ by less. */
const clockDifferenceMs = 10_000;

/**
 * A job can't be running before it starts: its dates are then read in the wrong zone
 * (docs/vault-api.md §7).
 */
function FutureStartNotice({ running }: { running: readonly Job[] }) {
  const count = useTicking(
    () => running.filter((job) => (elapsedMs(job, vaultNow()) ?? 0) < -clockDifferenceMs).length,
  );
  if (count === 0) return null;
  return (
    <Notice>
      {counted(count, 'running job starts', 'running jobs start')} in the future: Vault’s dates may
      not be in the time zone that Jobwatch assumes (see Settings). Whoever runs the server can
      change it with VAULT_TIMES.
    </Notice>
  );
}
