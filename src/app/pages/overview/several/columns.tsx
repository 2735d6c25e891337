/** The columns of joint lists: which Vault a row is from, and its job by that Vault's clock. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import { actualStart, plannedStart, ranMs } from '#insight/job-times.ts';
import { hasNotRun, isFinished, isQueued } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';
import { clockTime, dateTime, near, span, zoneName } from '#insight/time/format.ts';

import { IdLink, JobLink } from '../../../components/JobLink.tsx';
import { StatusBadge } from '../../../components/StatusBadge.tsx';
import { tickingText } from '../../../components/use-ticking.ts';
import { Usually } from '../../../components/Usually.tsx';
import { vaultLabel } from '../../../components/vault-label.ts';
import { VaultBadge } from '../../../components/VaultBadge.tsx';
import type { Column } from '../../../table/column.ts';
import { dot } from '../../../ui/dot.ts';
import { addressOf, isHere } from '../../../vault-address.ts';
import { Kind, SeenCell } from '../attention-columns.tsx';
import { why } from '../attention-words.ts';
import { Elapsed } from '../Elapsed.tsx';
import { type JobRow, momentOf, type TroubleRow } from './model.ts';

export function jointColumns(zone: string) {
  const vault = {
    id: 'vault',
    header: 'Vault',
    cell: (row: JobRow) => <OfVault row={row} zone={zone} />,
  };
  const status = {
    id: 'status',
    header: 'Status',
    cell: ({ job }: JobRow) => <StatusBadge status={job.status} />,
  };
  const title = {
    id: 'title',
    header: 'Title',
    wide: true,
    cell: (row: JobRow) => <JobName row={row} />,
  };
  const started: Column<JobRow> = {
    id: 'started',
    header: 'Started',
    roomy: true,
    cell: (row) => (
      <Moment
        at={actualStart(row.job)}
        words={(at, now) => clockTime(at, zone, now)}
        {...{ row, zone }}
      />
    ),
  };
  const attention: Column<TroubleRow>[] = [
    vault,
    {
      id: 'kind',
      header: 'State',
      cell: ({ trouble }) => trouble && <Kind trouble={trouble} />,
    },
    {
      ...title,
      cell: (row) => (
        <div className="flex min-w-0 flex-col">
          <JobName row={row} />
          <Why row={row} zone={zone} />
        </div>
      ),
    },
    {
      id: 'seen',
      header: 'Seen',
      end: true,
      screenOnly: true,
      cell: ({ trouble, seen, vault: { place } }) =>
        trouble && (
          // Buttons for titles of two Vaults may have the same names.
          <span role="group" aria-label={vaultLabel(place)}>
            <SeenCell trouble={trouble} seen={seen} vault={place.host} />
          </span>
        ),
    },
  ];
  const live: Column<JobRow>[] = [
    vault,
    status,
    title,
    started,
    {
      id: 'usual',
      header: 'Usually',
      end: true,
      roomy: true,
      cell: ({ usual }) => <Usually usual={usual} end />,
    },
    {
      id: 'elapsed',
      header: 'Running for',
      end: true,
      cell: (row) => <Running row={row} />,
    },
  ];
  const scheduled: Column<JobRow>[] = [
    vault,
    title,
    {
      id: 'planned',
      header: 'Planned',
      end: true,
      cell: (row) => (
        <Moment
          at={plannedStart(row.job)}
          words={(at, now) => `${near(milliseconds(at) - now)}${dot}${clockTime(at, zone, now)}`}
          {...{ row, zone }}
        />
      ),
    },
  ];
  const ended: Column<JobRow>[] = [
    vault,
    status,
    title,
    {
      id: 'finished',
      header: 'Finished',
      end: true,
      cell: (row) => (
        <Moment
          at={row.job.end}
          words={(at, now) => near(milliseconds(at) - now)}
          {...{ row, zone }}
        />
      ),
    },
  ];
  return { attention, live, scheduled, ended };
}

type Props = { row: JobRow; zone: string };

/** And of which moment it is, where that is past. */
function OfVault({ row: { vault, pastAt }, zone }: Props) {
  return (
    <span data-row-vault={vault.place.host} className="inline-flex flex-col items-start text-xs">
      <VaultBadge session={{ kind: 'signed-in', simulated: false, vault: vault.place }} />
      {pastAt !== undefined && (
        <span className="text-warning whitespace-nowrap">
          as of {clockTime(instant(pastAt), zone, pastAt)}
        </span>
      )}
    </span>
  );
}

/** Leads to the job's page in its own Vault: one of another Vault is loaded anew. */
function JobName({ row: { vault, job } }: { row: JobRow }) {
  const { id, title } = job;
  const address = `${addressOf(vault.place)}jobs/${encodeURIComponent(id)}`;
  return (
    <span className="flex min-w-0 flex-col gap-x-2 leading-4 @2xl/few:flex-row @2xl/few:items-baseline @4xl/many:flex-row @4xl/many:items-baseline">
      {isHere(vault.place) ? (
        <JobLink job={job} />
      ) : (
        <a
          href={address}
          title={shownTitle(title)}
          className="quiet-link -my-1 inline-block max-w-full min-w-0 truncate py-1 align-bottom font-medium"
        >
          <bdi>{shownTitle(title)}</bdi>
        </a>
      )}
      <span className="text-muted text-xs">
        {isHere(vault.place) ? <IdLink id={id} beside /> : id}
      </span>
    </span>
  );
}

function Why({ row, zone }: { row: TroubleRow; zone: string }) {
  const { trouble, usual, queuedSince, seen } = row;
  const words = () =>
    trouble === undefined
      ? 'no longer needs attention'
      : why(trouble, {
          usual: new Map(usual === undefined ? [] : [[trouble.title, usual]]),
          queuedSince,
          zone,
          now: momentOf(row),
        });
  return (
    <>
      <span className="text-xs" {...tickingText(words)} />
      {seen !== undefined && (
        <span className="hidden text-xs print:inline">{`Seen. ${seen.note}`}</span>
      )}
    </>
  );
}

/** How long a running job has taken, a finished one took, or a queued one has waited. */
function Running({ row }: { row: JobRow }) {
  const { job, usual } = row;
  if (isFinished(job.status)) return <>{span(ranMs(job) ?? 0)}</>;
  if (hasNotRun(job)) return <Queued row={row} />;
  return <Elapsed job={job} usual={usual} now={() => momentOf(row)} />;
}

/** How long it has been queued, where Vault gives its planned time. */
function Queued({ row }: { row: JobRow }) {
  const { status, start } = row.job;
  const words = () => {
    const queuedMs = start === undefined ? -1 : momentOf(row) - milliseconds(start);
    return queuedMs < 0 || !isQueued(status) ? 'not started' : `queued ${span(queuedMs)}`;
  };
  return <span {...tickingText(words)} className="text-muted whitespace-nowrap tabular-nums" />;
}

type MomentProps = Props & {
  at: Instant | undefined;
  words: (at: Instant, now: number) => string;
};

function Moment({ row, zone, at, words }: MomentProps) {
  if (at === undefined) return <span className="text-muted">–</span>;
  return (
    <time
      {...tickingText(() => words(at, momentOf(row)))}
      dateTime={at}
      title={`${dateTime(at, zone)} ${zoneName(zone, milliseconds(at))}`}
      className="whitespace-nowrap"
    />
  );
}
