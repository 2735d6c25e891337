import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { intervalWords } from '#insight/cadence.ts';
import { isOverdue } from '#insight/overview.ts';
import { rowsOf } from '#insight/rows-filter.ts';
import { dateTime, near, roughly, span, zoneName } from '#insight/time/format.ts';
import { enoughRuns, usualByTitle } from '#insight/usual.ts';
import { titleCadence } from '#insight/views/title-cadence.ts';
import { rowsBehind, soonest, stateOf, sumsOf, type TitleState } from '#insight/views/titles.ts';

import { RowsLink } from '../../components/RowsLink.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { rateWords, stateWords } from '../../components/title-state-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { UserName } from '../../components/UserName.tsx';
import { Usually } from '../../components/Usually.tsx';
import { judgedUntil } from '../../layout/Freshness.tsx';
import { useLive } from '../../queries/live.ts';
import { colours } from '../../status/colours.ts';
import { vaultNow } from '../../time/clock.ts';
import { counted, number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Failures } from './Failures.tsx';
import type { TitleData } from './use-title.ts';

type Props = { data: TitleData };

/** How the title is doing, how long it usually takes, and when it runs next. */
export function Facts({ data }: Props) {
  const { title, runs, knownFrom, now, zone, unfinished } = data;
  const state = stateOf(runs, { knownFrom, now });
  const live = unfinished?.filter(({ status }) => status !== 'SCHEDULED') ?? [];
  return (
    <Panel title="Details">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 p-3 text-sm max-sm:block">
        <Fact name="State" height="min-h-10.5 max-sm:min-h-20">
          <State state={state} data={data} />
        </Fact>
        {live.map((job) => (
          <Fact key={job.id} name="Now">
            <StatusBadge status={job.status} /> <Moment job={job} zone={zone} />
          </Fact>
        ))}
        <Fact name="Planned">
          <Planned data={data} />
        </Fact>
        <Fact name="Interval" height="min-h-10 max-sm:min-h-15">
          <Interval data={data} />
        </Fact>
        <Fact name="Usually">
          <Usually usual={usualByTitle(data.finished).get(title)} />
        </Fact>
        <Fact name="Wait in the queue" height="max-sm:min-h-10">
          <Queued data={data} />
        </Fact>
        <Fact name="Succeeded" height="min-h-10 max-sm:min-h-20">
          <Succeeded data={data} />
        </Fact>
        <Fact name="Failures" height="min-h-10">
          <Failures data={data} />
        </Fact>
        <Fact name="Created by" height="max-sm:min-h-10">
          <Creators data={data} />
        </Fact>
      </dl>
    </Panel>
  );
}

type FactProps = {
  name: string;
  /** As high as its longest words: more runs bring them, and would move what is below. */
  height?: string;
  children: ReactNode;
};

function Fact({ name, height = '', children }: FactProps) {
  return (
    <>
      {/* On a phone above what it names, which has the whole width: fewer lines, and fewer that wrap. */}
      <dt className="text-muted max-sm:text-xs">{name}</dt>
      <dd className={`min-w-0 [overflow-wrap:anywhere] ${height}`}>{children}</dd>
    </>
  );
}

function State({ state, data }: { state: TitleState; data: TitleData }) {
  const { what, runs } = stateWords(state, data);
  if (state.kind === 'no-runs') return what;
  const isBad = state.kind === 'failing' || state.kind === 'failed';
  return (
    <>
      <strong className={`font-semibold ${isBad ? colours.badly : ''}`}>{what}</strong>
      {runs !== '' && <span className="text-muted max-sm:block"> ({runs})</span>}
      <br className="max-sm:hidden" />
      Last run: <StatusBadge status={state.last.job.status} />{' '}
      <Moment job={state.last.job} zone={data.zone} />
    </>
  );
}

/** When it was to start, started or was over, whichever is known; leads to the job's page. */
function Moment({ job, zone }: { job: Job; zone: string }) {
  const at = job.end ?? job.start;
  return (
    <Link to="/jobs/$id" params={{ id: job.id }} preload={false} className="text-accent underline">
      {at === undefined
        ? job.id
        : `${job.end === undefined ? '' : 'finished '}${dateTime(at, zone)}`}
    </Link>
  );
}

function Planned({ data: { unfinished, zone, now } }: Props) {
  const planned = unfinished && soonest(unfinished);
  const until = judgedUntil(useLive());
  const words = useTicking(() => {
    if (planned?.start === undefined) return '';
    const ms = milliseconds(planned.start) - vaultNow();
    return isOverdue(planned, Math.min(vaultNow(), until))
      ? `overdue by ${roughly(-ms)}`
      : near(ms);
  });
  if (unfinished === undefined) return <span className="text-muted">not read yet</span>;
  if (planned === undefined) return 'no run is planned';
  const more = unfinished.filter(({ status }) => status === 'SCHEDULED').length - 1;
  return (
    <>
      <Moment job={planned} zone={zone} /> ({zoneName(zone, now)}){' '}
      <span className={words.startsWith('overdue') ? 'text-warning' : 'text-muted'}>{words}</span>
      {more > 0 && <span className="text-muted">, and {number(more)} more</span>}
    </>
  );
}

function Interval({ data: { runs, unfinished, zone, knownFrom } }: Props) {
  const planned = unfinished && soonest(unfinished);
  const cadence = titleCadence(runs, { planned, zone });
  if (cadence === undefined || cadence.next.kind === 'unknown')
    return (
      <span className="text-muted">
        {knownFrom === -Infinity
          ? 'no regular interval'
          : 'no regular interval in the runs read so far'}
        <br />
        so later runs can’t be predicted
      </span>
    );
  const { next, after } = cadence;
  const isPlanned = after.id === planned?.id;
  return (
    <>
      every {intervalWords(next.everyMs)}{' '}
      <span className="text-muted">judging by the last {number(next.runs)} runs</span>
      <br />
      {isPlanned ? 'Then likely' : 'The next would be due'}{' '}
      <strong>{dateTime(next.at, zone)}</strong>
      {next.or !== undefined && (
        <>
          {' '}
          or <strong>{dateTime(next.or, zone)}</strong>, as clocks change before then
        </>
      )}
    </>
  );
}

function Queued({ data: { runs } }: Props) {
  const { queued } = sumsOf(runs);
  if (queued.runs === 0) {
    return (
      <span
        className="text-muted"
        title="Vault does not say how long a job was queued. For planned runs, the time before the start includes the wait for the planned time."
      >
        – known only for jobs that somebody starts
      </span>
    );
  }
  if (queued.p50Ms === undefined || queued.p95Ms === undefined)
    return `known for ${queued.runs} of the ${enoughRuns} runs needed`;
  return (
    <>
      {span(queued.p50Ms)}, p95 {span(queued.p95Ms)}{' '}
      <span className="text-muted">
        from the {number(queued.runs)} of {number(runs.length)} runs where it is known
      </span>
    </>
  );
}

const always = { from: -Infinity, to: Infinity };

function Succeeded({ data: { title, runs, finished } }: Props) {
  // Those without any date are no runs in a range, but History has them too.
  const all = rowsOf(finished, { titles: [title] }).length;
  const inRange = sumsOf(runs);
  const { well, badly, otherwise, unknown } = inRange.counts;
  const decided = well + badly;
  const rows = rowsBehind({ title, inRange }, always, 'decided');
  return (
    <>
      {decided > 0 && (
        // A line each, so that a wider number pushes nothing into the next.
        <span className="block max-sm:min-h-10">
          {decided >= enoughRuns && <strong>{rateWords(well, decided).rate}, </strong>}
          {number(well)} of the{' '}
          <RowsLink rows={rows} count={decided} className="text-accent underline">
            {number(decided)} that succeeded or failed
          </RowsLink>
        </span>
      )}
      <RowsLink rows={{ titles: [title] }} count={all} className="text-accent underline">
        {counted(all, 'run')}
      </RowsLink>{' '}
      in all
      {otherwise > 0 && `, ${number(otherwise)} ended without a result`}
      {unknown > 0 && `, ${number(unknown)} with an unknown status`}
    </>
  );
}

const mostCreators = 5;

/** Who created its runs, the latest first. */
function Creators({ data: { runs, unfinished = [] } }: Props) {
  const jobs = [...unfinished, ...runs.map(({ job }) => job).toReversed()];
  const ids = [...new Set(jobs.flatMap(({ createdBy }) => createdBy ?? []))];
  if (ids.length === 0) return <span className="text-muted">–</span>;
  return (
    <>
      {ids.slice(0, mostCreators).map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <UserName id={id} />
        </span>
      ))}
      {ids.length > mostCreators && ` and ${number(ids.length - mostCreators)} more`}
    </>
  );
}
