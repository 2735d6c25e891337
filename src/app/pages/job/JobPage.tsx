import { createLazyRoute, getRouteApi } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import { useState } from 'react';

import { isJobId } from '#contract/field.ts';
import type { Job } from '#contract/jobs.ts';
import { shownTitle } from '#insight/status/title.ts';

import { wordsOf } from '../../components/error-words.ts';
import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { isAskedTooSoon } from '../../queries/polling.ts';
import { LazyStartNowDialog } from '../../start/LazyStartNowDialog.tsx';
import { StartedStatus } from '../../start/StartedStatus.tsx';
import { StartNotAllowed, StartNowButton } from '../../start/StartNowButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Facts } from './Facts.tsx';
import { Links } from './Links.tsx';
import { PastRuns } from './PastRuns.tsx';
import { Tasks } from './Tasks.tsx';
import { type JobData, useJobData } from './use-job-data.ts';

const route = getRouteApi('/signed-in/jobs/$id');

export const page = createLazyRoute('/signed-in/jobs/$id')({ component: JobPage });

function JobPage() {
  const { id } = route.useParams();
  if (isJobId(id)) return <JobContent id={id} />;
  return (
    <>
      <PageTitle page="No such job" />
      <h1 className="px-1 text-lg font-semibold">No such job</h1>
      <Notice>
        “<bdi className="break-all">{id}</bdi>” can’t be the ID of a job. Check that the link is
        complete, or find the job in History.
      </Notice>
    </>
  );
}

/** One job: what happened to it, its tasks, and past runs of its title. */
function JobContent({ id }: { id: string }) {
  const zone = useZone();
  const data = useJobData(id);
  const { job, title, error, detail } = data;
  const name = title === undefined || title === null ? `Job ${id}` : shownTitle(title);
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page={name} />
      <div className="flex flex-wrap items-center gap-3 px-1">
        {/* On a phone the ID is below it, before and after the title is known. */}
        <h1 className="min-w-0 text-lg font-semibold break-words max-sm:basis-full">
          <bdi>{name}</bdi>
        </h1>
        <CopyButton text={id} label={`Copy the ID ${id}`}>
          <span className="text-muted">{id}</span>
          <Copy aria-hidden size={14} />
        </CopyButton>
        {job !== undefined && <Start key={id} job={job} data={data} zone={zone} />}
      </div>
      {title === null && (
        <Notice>Vault’s lists did not show this job, so its title is not known.</Notice>
      )}
      {error !== null && <ErrorNotice error={error} hasJob={job !== undefined} />}
      {job === undefined && (error === null || isAskedTooSoon(error)) && (
        <Skeleton rows={6} label="Loading from Vault" />
      )}
      {job !== undefined && (
        <div className="grid gap-2 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-2">
            <Facts job={job} data={data} zone={zone} />
            <Links id={id} links={detail?.links ?? []} />
            {detail !== undefined && <RawAnswers raw={detail.raw} job={job} />}
          </div>
          <div className="flex min-w-0 flex-col gap-2">
            <PastRuns job={job} data={data} zone={zone} />
            <Tasks id={id} job={job} progress={detail?.progress ?? []} zone={zone} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Only a job’s status is limited so. */
const ofStatus = {
  ASKED_RECENTLY: {
    what: 'Vault allows one status request per job every 10 seconds',
    remedy: 'Jobwatch will ask again in a few seconds.',
  },
};

function ErrorNotice({ error, hasJob }: { error: Error; hasJob: boolean }) {
  const { what, remedy } = wordsOf(error, ofStatus);
  return (
    <Notice tone={isAskedTooSoon(error) ? 'info' : 'bad'}>
      <strong>{what}.</strong> {remedy}
      {hasJob && ' Below is the latest information that Jobwatch has.'}
    </Notice>
  );
}

type StartProps = { job: Job; data: JobData; zone: string };

function Start({ job, data, zone }: StartProps) {
  const [jobToStart, setJobToStart] = useState<Job>();
  const [started, setStarted] = useState(false);
  if (!started && job.status !== 'SCHEDULED' && jobToStart === undefined) return null;
  return (
    <span className="ml-auto flex flex-wrap items-center justify-end gap-3">
      {started ? (
        <StartedStatus status={job.status} byViewer />
      ) : (
        <>
          <StartNotAllowed />
          <StartNowButton job={job} onPress={() => setJobToStart(job)} />
        </>
      )}
      {jobToStart !== undefined && (
        <LazyStartNowDialog
          job={jobToStart}
          latest={job}
          finished={data.finished}
          zone={zone}
          onStarted={() => {
            setJobToStart(undefined);
            setStarted(true);
          }}
          onClose={() => setJobToStart(undefined)}
        />
      )}
    </span>
  );
}

type RawProps = {
  /** The job's status, exactly as Vault answered. */
  raw: string;
  /** The job as Jobwatch understood all answers. */
  job: Job;
};

/** Vault's answer, to be checked against what the page shows. */
function RawAnswers({ raw, job }: RawProps) {
  return (
    <Panel title="Raw data">
      <div className="flex flex-col gap-2 p-3">
        <RawText name="Vault’s answer" text={raw} />
        <RawText name="As Jobwatch reads it" text={JSON.stringify(job, null, 2)} />
      </div>
    </Panel>
  );
}

function RawText({ name, text }: { name: string; text: string }) {
  return (
    <details>
      <summary className="cursor-pointer text-sm">{name}</summary>
      <CopyButton text={text} label={`Copy: ${name}`} />
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="bg-raised max-h-80 overflow-auto rounded p-2 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </details>
  );
}
