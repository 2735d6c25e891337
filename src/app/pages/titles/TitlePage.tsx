import { createLazyRoute, Link } from '@tanstack/react-router';
import { useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { shownTitle } from '#insight/status/title.ts';
import { soonest } from '#insight/views/titles.ts';

import { PageTitle } from '../../components/PageTitle.tsx';
import { LazyStartNowDialog } from '../../start/LazyStartNowDialog.tsx';
import { StartedStatus } from '../../start/StartedStatus.tsx';
import { StartNotAllowed, StartNowButton } from '../../start/StartNowButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Compare } from './Compare.tsx';
import { Facts } from './Facts.tsx';
import { Runs } from './Runs.tsx';
import { type TitleData, useTitle, useTitleSearch } from './use-title.ts';

export const page = createLazyRoute('/signed-in/titles')({ component: TitlePage });

function TitlePage() {
  const { search } = useTitleSearch();
  if (search.title !== undefined) return <TitleContent key={search.title} title={search.title} />;
  return (
    <>
      <PageTitle page="No title chosen" />
      <h1 className="px-1 text-lg font-semibold">No title chosen</h1>
      <Notice>
        This link names no title. Choose one in{' '}
        <Link to="/insights" className="text-accent underline">
          Insights
        </Link>
        .
      </Notice>
    </>
  );
}

/** One title: how it is doing, what it has planned, and its runs. */
function TitleContent({ title }: { title: string }) {
  const data = useTitle(title);
  const name = shownTitle(title);
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page={name} />
      {/* As high without its button as with it, which comes later. */}
      <div className="flex min-h-8 flex-wrap items-center gap-3 px-1">
        <h1 className="min-w-0 text-lg font-semibold [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
        </h1>
        <Start data={data} />
      </div>
      {/* It stays when all is read, so that nothing below moves up. */}
      <Notice tone={data.knownFrom === -Infinity ? 'info' : 'warning'}>
        <p className="max-sm:min-h-15">
          {/* Other words take the place of these: what follows them isn't pushed along the line. */}
          <span key={data.coverage}>
            {data.coverage}.
            {data.knownFrom !== -Infinity &&
              ' Older runs of this title may be missing, and its first one may not be the first.'}
          </span>
        </p>
      </Notice>
      {data.isOpening ? (
        <Skeleton rows={20} label="Loading from Vault" />
      ) : (
        <div className="grid gap-2 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-2">
            <Facts data={data} />
            <Compare data={data} />
          </div>
          <Runs data={data} />
        </div>
      )}
    </div>
  );
}

/** Starts the soonest planned job; what was started stays named here. */
function Start({ data }: { data: TitleData }) {
  const [jobToStart, setJobToStart] = useState<Job>();
  const [started, setStarted] = useState<Job>();
  const unfinished = data.unfinished ?? [];
  const planned = soonest(unfinished);
  const latest = (id: string) =>
    [...unfinished, ...data.runs.map(({ job }) => job)].find((job) => job.id === id);
  if (started === undefined && planned === undefined && jobToStart === undefined) return null;
  return (
    <span className="ml-auto flex items-center gap-3">
      {started !== undefined && (
        <StartedStatus status={(latest(started.id) ?? started).status} byViewer />
      )}
      {planned !== undefined && planned.id !== started?.id && (
        <>
          <StartNotAllowed />
          <StartNowButton job={planned} onPress={() => setJobToStart(planned)} />
        </>
      )}
      {jobToStart !== undefined && (
        <LazyStartNowDialog
          job={jobToStart}
          latest={latest(jobToStart.id)}
          finished={data.finished}
          zone={data.zone}
          onStarted={() => {
            setStarted(jobToStart);
            setJobToStart(undefined);
          }}
          onClose={() => setJobToStart(undefined)}
        />
      )}
    </span>
  );
}
