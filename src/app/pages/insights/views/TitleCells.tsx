/** What the cells of the titles' table show. */
import { memo } from 'react';

import { milliseconds } from '#contract/instant.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';
import { clockTime, dateTime, roughly, span } from '#insight/time/format.ts';
import { runGrid } from '#insight/views/run-grid.ts';
import { lastRuns } from '#insight/views/sort-titles.ts';
import { rowsBehind, type Times, type TitleRow } from '#insight/views/titles.ts';

import { RunMarks } from '../../../chart/RunMarks.tsx';
import { RowsLink } from '../../../components/RowsLink.tsx';
import { StatusShape } from '../../../components/StatusShape.tsx';
import { rateWords, stateWords } from '../../../components/title-state-words.ts';
import { TitleLink } from '../../../components/TitleLink.tsx';
import { colours } from '../../../status/colours.ts';
import { counted, number } from '../../../ui/number.ts';
import type { Insights } from '../use-insights.ts';

type Props = { row: TitleRow; insights: Insights };

export function TitleName({ title }: { title: string }) {
  return (
    <div className="flex">
      <TitleLink title={title} />
    </div>
  );
}

/**
 * Whatever the range: what the newest ones show may have begun before it. So another range or order
 * draws none of these 400 marks again.
 */
export const LastRuns = memo(function LastRuns({ title, runs, knownFrom, zone }: RunsProps) {
  const [row] = runGrid([{ title, runs }], { range: always, knownFrom, most: lastRuns });
  if (row === undefined) return dash;
  return (
    <RunMarks
      label={`Last ${counted(row.runs.length, 'run')} of ${shownTitle(title)}`}
      {...row}
      slots={lastRuns}
      slotPx={8}
      zone={zone}
      leadsTo="rows"
    />
  );
});

const always = { from: -Infinity, to: Infinity };

type RunsProps = Pick<TitleRow, 'title' | 'runs'> & Pick<Insights, 'knownFrom' | 'zone'>;

/** The shape is that of the last run, so that a cancelled one after a failure is seen too. */
export function State({ row, insights }: Props) {
  const { state } = row;
  const { what, runs } = stateWords(state, insights);
  // Where there is no room for the column of planned runs.
  const late = row.isOverdue && (
    <span className="block @2xl:hidden">
      <Next row={row} insights={insights} />
    </span>
  );
  if (state.kind === 'no-runs') {
    return (
      <span className="text-muted">
        {what}
        {late}
      </span>
    );
  }
  const { word, phase, shape } = lookOf(state.last.job.status);
  const isBad = state.kind === 'failing' || state.kind === 'failed';
  return (
    <span
      title={`Last run: ${word}. ${what}, ${runs}`}
      className="flex min-w-28 items-center gap-1 leading-4 @5xl:min-w-44"
    >
      <span className={`shrink-0 ${colours[phase]}`}>
        <StatusShape shape={shape} size={16} />
        <span className="sr-only">Last run: {word}, </span>
      </span>
      <span>
        {/* Where there is room it breaks before the runs, and not before the time. */}
        <span
          className={`${'since' in state && state.since === 'exact' ? '@7xl:whitespace-nowrap' : ''} ${isBad ? `font-medium ${colours.badly}` : ''}`}
        >
          {what}
        </span>
        {runs !== '' && (
          <span className="text-muted hidden whitespace-nowrap @2xl:inline"> ({runs})</span>
        )}
        {late}
      </span>
    </span>
  );
}

export function Runs({ row, insights: { range }, partial }: Props & { partial: boolean }) {
  const { runs } = row.inRange;
  // What has not been read is not zero.
  if (runs === 0 && partial) return <span title="Not all of this range has been read">?</span>;
  return (
    <RowsLink
      rows={rowsBehind(row, range)}
      count={runs}
      label={`Runs: ${partial ? 'at least ' : ''}${number(runs)}`}
    >
      {partial && '≥ '}
      {number(runs)}
    </RowsLink>
  );
}

/** The rate leads to the runs that it is of, and the failures to themselves. */
export function Succeeded({ row, insights: { range } }: Props) {
  const { well, badly } = row.inRange.counts;
  const decided = well + badly;
  if (decided === 0) return dash;
  const { rate, of } = rateWords(well, decided);
  return (
    <>
      {badly > 0 && (
        <RowsLink
          rows={rowsBehind(row, range, 'badly')}
          count={badly}
          label={`Failed: ${number(badly)}`}
          className={`quiet-link block text-xs @2xl:mr-2 @2xl:inline ${colours.badly}`}
        >
          {number(badly)} failed
        </RowsLink>
      )}
      <RowsLink
        rows={rowsBehind(row, range, 'decided')}
        count={decided}
        label={`${number(well)} succeeded of ${number(decided)} that succeeded or failed`}
      >
        {rate} <span className="text-muted text-xs">{of}</span>
      </RowsLink>
    </>
  );
}

type ChangeProps = {
  /** As a share: 0.05 is five points or five per cent more. */
  of: number | undefined;
  unit: string;
  /** From what share on it stands out. */
  notable: number;
  /** Whether more is better. */
  goodIsMore?: boolean;
};

/** What got notably worse stands out by an arrow and by colour. */
export function Change({ of, unit, notable, goodIsMore = false }: ChangeProps) {
  if (of === undefined) return dash;
  const rounded = Math.round(of * 1_000) / 10;
  if (rounded === 0) return <span className="text-muted">0{unit}</span>;
  const isWorse = rounded > 0 !== goodIsMore && Math.abs(of) >= notable;
  const words = `${rounded > 0 ? '+' : '−'}${Math.abs(rounded).toFixed(1)}${unit}`;
  return (
    <span className={isWorse ? colours.badly : 'text-muted'}>
      {isWorse && <span aria-hidden>{rounded > 0 ? '▲ ' : '▼ '}</span>}
      {words}
    </span>
  );
}

export function Percentile({ of, which }: { of: Times; which: 'p50Ms' | 'p95Ms' }) {
  const ms = of[which];
  if (of.runs === 0) return dash;
  if (ms === undefined) {
    return (
      <span className="text-muted" title={`Of ${counted(of.runs, 'run')}: five are needed`}>
        too few
      </span>
    );
  }
  return <span title={`Of ${counted(of.runs, 'run')}`}>{span(ms)}</span>;
}

export function Next({ row: { next, isOverdue }, insights }: Props) {
  const { zone, now, monitors } = insights;
  if (monitors === undefined) return <span className="text-muted">not read yet</span>;
  if (next?.start === undefined) return dash;
  const exact = `Planned ${dateTime(next.start, zone)} (${zone})`;
  if (isOverdue) {
    return (
      <span className="text-warning font-medium" title={exact}>
        overdue by {roughly(now - milliseconds(next.start))}
      </span>
    );
  }
  return (
    <time dateTime={next.start} title={exact}>
      {clockTime(next.start, zone, now)}
    </time>
  );
}

const dash = <span className="text-muted">–</span>;
