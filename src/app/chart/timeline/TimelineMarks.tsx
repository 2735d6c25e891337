/** What one title did on an axis of time: the marks of a row of the timeline. */
import { memo } from 'react';

import type { Span } from '#insight/throughput.ts';
import type { LiveMark } from '#insight/views/live-marks.ts';
import type { LiveBar, RunMark } from '#insight/views/run-lanes.ts';
import type { NeverRanMark, TimelineMark } from '#insight/views/timeline.ts';

import { useJobAddress } from '../../components/JobLink.tsx';
import { useRowsMark } from '../../components/RowsLink.tsx';
import { RunBar, RunGlyph } from '../RunBar.tsx';
import { markWords } from './mark-words.ts';

type Props = {
  title: string;
  marks: readonly TimelineMark[];
  axis: Span;
  widthPx: number;
  heightPx: number;
  now: number;
  zone: string;
  /** Names the patterns of the drawing. */
  of: string;
};

const barPx = 16;
const leastPx = 5;
/** Where there is less room before now. */
const shortPx = 2;

/** A memo: the page renders with each answer of Vault, and most rows stay as they are. */
export const TimelineMarks = memo(function TimelineMarks(props: Props) {
  const { title, marks, axis, widthPx, heightPx, zone, now } = props;
  const toRows = useRowsMark();
  const toJob = useJobAddress();
  const pxPerMs = widthPx / (axis.to - axis.from);
  const x = (at: number) => Math.max(0, Math.min(widthPx, (at - axis.from) * pxPerMs));
  const all = Math.min(barPx, heightPx - 6);
  const top = (heightPx - all) / 2;
  const place = (bar: RunMark | LiveBar): Place => {
    const { from, to, lane, lanes } = bar;
    const isRun = bar.kind === 'runs';
    const right = Math.max(x(isRun ? bar.drawnTo : to), x(from) + leastPx);
    // However short, what is over did not go on later than now, and what runs ends there.
    const end = to <= now ? Math.min(right, x(now)) : Math.min(right, widthPx);
    const left = Math.min(x(from), end - (isRun ? shortPx : leastPx));
    return {
      x: left,
      y: top + (lane * all) / lanes,
      width: end - left,
      height: all / lanes - (lanes > 1 ? 1 : 0),
    };
  };
  return marks.map((mark) => {
    const words = markWords(title, mark, zone);
    switch (mark.kind) {
      case 'runs': {
        const link = toRows(mark.rows, { count: mark.runs.length, label: words });
        const shape = runsShape(mark, { place: place(mark), of: props.of });
        const key = `${mark.from} ${mark.runs[0]?.job.id}`;
        const state = { 'data-state': mark.outcome, 'data-at': mark.from };
        const queued = queuedShape(mark, { place: place(mark), x });
        return queued === undefined ? (
          <a key={key} {...link} {...state}>
            {shape}
          </a>
        ) : (
          <a key={key} {...link}>
            {queued}
            <g {...state}>{shape}</g>
          </a>
        );
      }
      case 'never-ran':
        return (
          <a
            key={`never ${mark.runs[0]?.job.id}`}
            {...toRows(mark.rows, { count: mark.runs.length, label: words })}
            data-state="never-ran"
            data-at={mark.from}
          >
            {neverRanShape(mark, { x: x(mark.from), y: heightPx / 2 })}
          </a>
        );
      case 'running':
      case 'queued':
      case 'planned':
      case 'other':
        return (
          <a
            key={mark.job.id}
            {...toJob(mark.job.id)}
            data-mark
            data-state={mark.kind === 'other' ? 'unknown' : mark.kind}
            data-at={mark.from}
            aria-label={words}
          >
            <LiveShape
              mark={mark}
              place={place(mark)}
              likelyTo={mark.likelyTo && x(mark.likelyTo)}
            />
          </a>
        );
    }
  });
});

type Place = { x: number; y: number; width: number; height: number };

/** What its only run waited before it, where that is known. */
function queuedShape({ runs }: RunMark, { place, x }: { place: Place; x: (at: number) => number }) {
  const [first] = runs;
  const queuedMs = runs.length === 1 ? first?.queuedMs : undefined;
  const queuedX = x((first?.startMs ?? 0) - (queuedMs ?? 0));
  if (queuedMs === undefined || place.x <= queuedX) return undefined;
  return (
    <rect
      data-state="queued"
      {...place}
      x={queuedX}
      width={place.x - queuedX}
      className="fill-waiting"
      fillOpacity={0.35}
    />
  );
}

function runsShape({ runs, outcome }: RunMark, { place, of }: { place: Place; of: string }) {
  const count = String(runs.length);
  const hasRoom = runs.length > 1 && place.width >= count.length * 7 + 4 && place.height > 10;
  return (
    <>
      <RunBar {...place} outcome={outcome} of={of} />
      {hasRoom && (
        <text
          x={place.x + place.width / 2}
          y={place.y + place.height / 2 + 4}
          textAnchor="middle"
          fontSize={11}
          fontWeight={600}
          className="fill-ink stroke-surface pointer-events-none [paint-order:stroke]"
          strokeWidth={3}
        >
          {count}
        </text>
      )}
    </>
  );
}

/** The shape of its status alone, as it took no time. */
function neverRanShape({ runs }: NeverRanMark, { x, y }: { x: number; y: number }) {
  const worst = runs.find(({ outcome }) => outcome === 'badly') ?? runs[0];
  if (worst === undefined) return null;
  return (
    <>
      <circle cx={x} cy={y} r={9} className="fill-surface" fillOpacity={0.85} />
      <RunGlyph status={worst.job.status} outcome={worst.outcome} x={x} y={y} sizePx={14} />
      {runs.length > 1 && (
        <text x={x + 8} y={y - 4} fontSize={10} fontWeight={600} className="fill-ink">
          {runs.length}
        </text>
      )}
    </>
  );
}

type LiveProps = { mark: LiveMark; place: Place; likelyTo: number | undefined };

/** What runs is solid up to now; what may come is an outline. */
function LiveShape({ mark: { kind }, place, likelyTo }: LiveProps) {
  const { x, y, width, height } = place;
  const outline = { fill: 'transparent', strokeWidth: 1.5, strokeDasharray: '3 2', rx: 1 };
  switch (kind) {
    case 'planned':
      return <rect {...place} {...outline} className="stroke-waiting" />;
    case 'queued':
      return <rect {...place} rx={1} className="fill-waiting stroke-waiting" fillOpacity={0.35} />;
    case 'other':
      return <rect {...place} rx={1} className="fill-unknown" />;
    case 'running':
      return (
        <>
          <rect {...place} rx={1} className="fill-active" />
          {likelyTo !== undefined && likelyTo > x + width && (
            <rect
              {...outline}
              {...{ x: x + width, y, width: likelyTo - x - width, height }}
              className="stroke-active"
            />
          )}
        </>
      );
  }
}
