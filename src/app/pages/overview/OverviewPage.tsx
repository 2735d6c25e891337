import { createLazyRoute, getRouteApi, useRouteContext } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { isSeen } from '#insight/attention.ts';
import { isOverdue } from '#insight/overview.ts';

import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { loadChunk } from '../../load-chunk.ts';
import { seenIn, useSeen } from '../../seen.ts';
import { LazyStartNowDialog } from '../../start/LazyStartNowDialog.tsx';
import { vaultNow } from '../../time/clock.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { UsualTimes } from './columns.tsx';
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

const Notices = lazy(async () => ({
  default: (await loadChunk(import('./Notices.tsx'))).Notices,
}));

const Filters = lazy(async () => ({
  default: (await loadChunk(import('./Filters.tsx'))).Filters,
}));

const AllVaults = lazy(async () => ({
  default: (await loadChunk(import('./several/AllVaults.tsx'))).AllVaults,
}));

function OverviewPage() {
  return <Suspense>{route.useSearch().vaults ? <AllVaults /> : <OwnVault />}</Suspense>;
}

/** Is anything wrong? And what is running, what comes next, what has just finished. */
function OwnVault() {
  const { show } = route.useSearch();
  const zone = useZone();
  const model = useOverview();
  const [jobToStart, setJobToStart] = useState<Job>();
  const [started, setStarted] = useState<readonly StartedJob[]>([]);
  const starting = { started, dialogOpen: jobToStart !== undefined, onStart: setJobToStart };
  const { attention } = model;
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
      <Suspense fallback={null}>
        <Notices model={model} />
      </Suspense>
      <UsualTimes value={model.usual}>
        {show === 'all' ? (
          <Panels model={model} zone={zone} starting={starting} seen={seen} vault={host} />
        ) : (
          <Suspense fallback={<Skeleton rows={8} label="Loading the list" />}>
            <FullList set={show} model={model} zone={zone} starting={starting} />
          </Suspense>
        )}
      </UsualTimes>
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
