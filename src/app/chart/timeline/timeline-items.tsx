import { outcomes } from '#insight/throughput.ts';
import type { TimelineMark } from '#insight/views/timeline.ts';

import { type LegendItem, outcomeItem, queuedItem, unreadItem } from '../Legend.tsx';
import type { MarkState } from '../outcomes.ts';
import { RunGlyph } from '../RunBar.tsx';

type Known = {
  /** Names the patterns of the drawing. */
  of: string;
  isPartial: boolean;
};

/** The legend of what these rows show, and of nothing else. */
export function timelineItems(
  rows: readonly { marks: readonly TimelineMark[] }[],
  { of, isPartial }: Known,
): LegendItem[] {
  const states = new Set(rows.flatMap(({ marks }) => marks.flatMap(statesOf)));
  const others = [neverRan, running, queuedItem, planned].filter(({ state }) => states.has(state));
  return [
    ...outcomes.filter((one) => states.has(one)).map((one) => outcomeItem(one, of)),
    ...others,
    ...(isPartial ? [unreadItem(of)] : []),
  ];
}

function statesOf(mark: TimelineMark): MarkState[] {
  switch (mark.kind) {
    case 'runs':
      return mark.runs.length === 1 && mark.runs[0]?.queuedMs !== undefined
        ? [mark.outcome, 'queued']
        : [mark.outcome];
    case 'other':
      return ['unknown'];
    case 'never-ran':
    case 'planned':
    case 'queued':
    case 'running':
      return [mark.kind];
  }
}

const swatch = { x: 1, y: 1, width: 14, height: 10, rx: 1 };

const neverRan: LegendItem = {
  state: 'never-ran',
  word: 'Never ran',
  swatch: <RunGlyph status="MISSED_SCHEDULE" outcome="badly" x={8} y={6} sizePx={12} />,
};
const running: LegendItem = {
  state: 'running',
  word: 'Running, outlined up to its usual end',
  swatch: <rect {...swatch} className="fill-active" />,
};
const planned: LegendItem = {
  state: 'planned',
  word: 'Planned',
  swatch: (
    <rect
      {...swatch}
      className="stroke-waiting fill-none"
      strokeWidth={1.5}
      strokeDasharray="3 2"
    />
  ),
};
