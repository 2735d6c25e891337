/** The last runs of a title, one mark each: how it ended by shape, colour and pattern, how long by height. */
import { memo, useId } from 'react';

import type { Run } from '#insight/finished-runs.ts';
import { runWords } from '#insight/views/run-words.ts';

import { useJobAddress } from '../components/JobLink.tsx';
import { useRowsMark } from '../components/RowsLink.tsx';
import { patternFill } from './pattern.ts';
import { Patterns } from './Patterns.tsx';
import { RunBar, RunGlyph } from './RunBar.tsx';

type RowProps = {
  /** Oldest first: at most as many as there are slots. The newest one stands at the right. */
  runs: readonly Run[];
  slots: number;
  slotPx: number;
  heightPx: number;
  /** The duration that is drawn at full height; longer ones are cut. */
  topMs: number;
  /** So many of the oldest stand where others may be missing. */
  unsure: number;
  /** Whether empty slots may stand for runs that have not been read. */
  mayLack: boolean;
  zone: string;
  /** Before the words of each mark. */
  prefix?: string;
  /** Whose patterns are used. */
  of: string;
  /** Where each mark leads; `MarkArea` makes them one stop of the Tab key. */
  leadsTo?: 'rows' | 'job' | undefined;
};

/** As a part of a drawing, from its left upper corner. */
export const RunMarkRow = memo(function RunMarkRow(props: RowProps) {
  const { runs, slots, slotPx, heightPx, unsure, mayLack, zone, prefix = '', of, leadsTo } = props;
  const toRows = useRowsMark();
  const toJob = useJobAddress();
  const empty = slots - runs.length;
  const [from, to] = [mayLack ? 0 : empty, empty + unsure];
  const width = slots * slotPx;
  return (
    <g data-runs>
      {to > from && (
        <rect
          data-state="unread"
          x={from * slotPx}
          width={(to - from) * slotPx}
          height={heightPx}
          fill={patternFill(of, 'doubt')}
          fillOpacity={0.6}
        >
          <title>Not all runs of this time have been read</title>
        </rect>
      )}
      <line x2={width} y1={heightPx} y2={heightPx} className="stroke-line" />
      {runs.map((run, at) => {
        const { id } = run.job;
        const words = `${prefix}${runWords(run, zone)} (${zone})`;
        const mark = {
          'data-state': run.outcome,
          'data-at': run.overMs,
          transform: `translate(${(empty + at) * slotPx} 0)`,
        };
        const shape = runShape(run, props);
        switch (leadsTo) {
          case 'rows':
            return (
              <a key={id} {...mark} {...toRows({ ids: [id] }, { count: 1, label: words })}>
                {shape}
              </a>
            );
          case 'job':
            return (
              <a key={id} {...mark} {...toJob(id)} data-count={1} aria-label={words}>
                {shape}
              </a>
            );
          case undefined:
            return (
              <g key={id} {...mark}>
                {shape}
                <title>{words}</title>
              </g>
            );
        }
      })}
    </g>
  );
});

/** A bar with its status above it; a plain bar is one that ended well. */
function runShape(
  { job, outcome, ranMs }: Run,
  { slotPx, heightPx, topMs, of }: Pick<RowProps, 'slotPx' | 'heightPx' | 'topMs' | 'of'>,
) {
  const glyphPx = Math.min(12, slotPx);
  const most = heightPx - glyphPx - 1;
  const width = Math.max(2, Math.min(18, slotPx - (slotPx < 8 ? 1 : 2)));
  const x = (slotPx - width) / 2;
  const height =
    ranMs === undefined ? 0 : Math.max(2, Math.min(1, ranMs / Math.max(1, topMs)) * most);
  const y = heightPx - height;
  return (
    <>
      <rect data-slot width={slotPx} height={heightPx} fill="transparent" />
      {ranMs === undefined ? (
        <rect
          x={x + 0.5}
          y={heightPx - 3.5}
          width={width - 1}
          height={3}
          className="stroke-edge fill-none"
          strokeDasharray="1.5 1.5"
        />
      ) : (
        <RunBar x={x} y={y} width={width} height={height} outcome={outcome} of={of} />
      )}
      {ranMs !== undefined && ranMs > topMs && (
        <path
          d={`M${x - 1} ${y + 6}l${width + 2} -3`}
          className="stroke-surface fill-none"
          strokeWidth={2}
        />
      )}
      {outcome !== 'well' && (
        <RunGlyph
          status={job.status}
          outcome={outcome}
          x={slotPx / 2}
          y={y - glyphPx / 2 - 1}
          sizePx={glyphPx}
        />
      )}
    </>
  );
}

type Props = Omit<RowProps, 'of' | 'slotPx' | 'heightPx' | 'prefix'> & {
  /** What it shows, for those who can't see it: marks with links have words of their own. */
  label: string;
  slotPx?: number;
  heightPx?: number;
};

/** As a drawing of its own, such as in a cell of a table. */
export function RunMarks({ label, slotPx = 9, heightPx = 24, ...row }: Props) {
  const id = useId();
  return (
    <svg
      role={row.leadsTo === undefined ? 'img' : 'group'}
      aria-label={label}
      width={row.slots * slotPx}
      height={heightPx + 1}
      className="block overflow-visible"
    >
      <Patterns of={id} stepPx={5} />
      <RunMarkRow {...row} of={id} slotPx={slotPx} heightPx={heightPx} />
    </svg>
  );
}
