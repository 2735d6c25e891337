import { createLazyRoute, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { isJobId } from '#contract/field.ts';
import type { Job } from '#contract/jobs.ts';

import { wordsOf } from '../../components/error-words.ts';
import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { StartDialog } from '../../jobs/StartDialog.tsx';
import { StartedStatus } from '../../jobs/StartedStatus.tsx';
import { StartNowButton } from '../../jobs/StartNowButton.tsx';
import { isAskedTooSoon } from '../../queries/polling.ts';
import { shownTitle } from '../../status/title.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CopyId } from './CopyId.tsx';
import { Facts } from './Facts.tsx';
import { Links } from './Links.tsx';
import { PastRuns } from './PastRuns.tsx';
import { Raw } from './Raw.tsx';
import { Tasks } from './Tasks.tsx';
import { type KnownJob, useKnownJob } from './use-job.ts';

const route = getRouteApi('/signed-in/jobs/$id');

export const page = createLazyRoute('/signed-in/jobs/$id')({ component: JobPage });

function JobPage() {
  const { id } = route.useParams();
  if (isJobId(id)) return <Told id={id} />;
  return (
    <>
      <PageTitle page="No such job" />
      <h1 className="px-1 text-lg font-semibold">No such job</h1>
      <Notice>
        “<bdi className="break-all">{id}</bdi>” can’t be the ID of a job. Look whether the link is
        whole, or find the job in History.
      </Notice>
    </>
  );
}

/** One job: what became of it, its tasks, and how its title fared before. */
function Told({ id }: { id: string }) {
  const zone = useZone();
  const known = useKnownJob(id);
  const { job, title, error, detail } = known;
  const waits = isAskedTooSoon(error);
  const name = title === undefined || title === null ? `Job ${id}` : shownTitle(title);
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page={name} />
      <div className="flex flex-wrap items-center gap-3 px-1">
        <h1 className="min-w-0 text-lg font-semibold break-words">
          <bdi>{name}</bdi>
        </h1>
        <CopyId id={id} />
        {job !== undefined && <Start key={id} job={job} known={known} zone={zone} />}
      </div>
      {title === null && <Notice>None of Vault’s lists gives a title for this job.</Notice>}
      {error !== null && <Trouble error={error} known={job !== undefined} />}
      {job === undefined && (error === null || waits) && <Skeleton rows={6} label="Asking Vault" />}
      {job !== undefined && (
        <div className="grid gap-2 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-2">
            <Facts job={job} known={known} zone={zone} />
            <Links id={id} links={detail?.links ?? []} />
            {detail !== undefined && <Raw raw={detail.raw} listed={job} />}
          </div>
          <div className="flex min-w-0 flex-col gap-2">
            <PastRuns job={job} known={known} zone={zone} />
            <Tasks id={id} job={job} progress={detail?.progress ?? []} zone={zone} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Without anything known this is the page; with something, a notice above it. */
function Trouble({ error, known }: { error: Error; known: boolean }) {
  const { what, remedy } = wordsOf(error);
  return (
    <Notice tone={isAskedTooSoon(error) ? 'info' : 'bad'}>
      <strong>{what}.</strong> {remedy}
      {known && ' What stands below is from Vault’s lists, or from before.'}
    </Notice>
  );
}

type StartProps = { job: Job; known: KnownJob; zone: string };

function Start({ job, known, zone }: StartProps) {
  const [asked, setAsked] = useState<Job>();
  const [started, setStarted] = useState(false);
  if (!started && job.status !== 'SCHEDULED' && asked === undefined) return null;
  return (
    <span className="ml-auto">
      {started ? (
        <StartedStatus status={job.status} byViewer />
      ) : (
        <StartNowButton job={job} onPress={() => setAsked(job)} />
      )}
      {asked !== undefined && (
        <StartDialog
          job={asked}
          latest={job}
          finished={known.finished}
          zone={zone}
          onStarted={() => {
            setAsked(undefined);
            setStarted(true);
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </span>
  );
}
