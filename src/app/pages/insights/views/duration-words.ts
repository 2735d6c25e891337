/** What the chart of durations says of its runs, in words and in its table. */
import { instant } from '#contract/instant.ts';
import { clockTime, span } from '#insight/time/format.ts';
import { enoughRuns } from '#insight/usual.ts';
import type { Durations } from '#insight/views/durations.ts';

import type { ViewTable } from '../../../chart/ViewPanel.tsx';
import { dotted } from '../../../ui/dot.ts';
import { counted, number } from '../../../ui/number.ts';

export function noteOf(sums: Durations): string {
  const { runs, usual, successful, long, short, clipped, topMs, untimed, queued } = sums;
  if (runs === 0) return '';
  return dotted([
    counted(runs, 'run'),
    usual === undefined
      ? `too few that succeeded for a median: ${successful} of ${enoughRuns}`
      : `median ${span(usual.medianMs)}, p95 ${span(usual.p95Ms)} of ${number(successful)} that succeeded`,
    long > 0 && `▲ ${number(long)} longer than usual`,
    short > 0 && `▼ ${number(short)} shorter than usual`,
    clipped > 0 && `${number(clipped)} cut off at ${span(topMs)}`,
    untimed > 0 && `× ${number(untimed)} without a duration`,
    queued > 0 ? `queue wait of ${number(queued)} is grey` : 'queue wait unknown',
  ]);
}

type Shown = { zone: string; now: number };

/** A row for each bar: most are single runs, and thousands of rows would help nobody. */
export function tableOf(sums: Durations, { zone, now }: Shown): ViewTable {
  const time = (at: number) => ({ value: at, text: clockTime(instant(at), zone, now) });
  return {
    name: 'durations',
    columns: [
      { key: 'from', header: 'From', kind: 'zoned' },
      { key: 'to', header: 'To', kind: 'zoned' },
      { key: 'runs', header: 'Runs', kind: 'number' },
      { key: 'failed', header: 'Failed', kind: 'number' },
      { key: 'median_s', header: 'Median duration (s)', kind: 'seconds' },
      { key: 'queued_s', header: 'Median time in queue (s)', kind: 'seconds' },
      { key: 'long', header: 'Longer than usual', kind: 'number' },
      { key: 'short', header: 'Shorter than usual', kind: 'number' },
    ],
    rows: sums.marks.toReversed().map(({ from, to, runs, rows, ...mark }) => ({
      key: String(from),
      cells: [
        time(from),
        time(to),
        { value: runs.length, rows },
        { value: runs.filter(({ outcome }) => outcome === 'badly').length },
        secondsCell(mark.ranMs),
        secondsCell(mark.queuedMs),
        { value: mark.long },
        { value: mark.short },
      ],
    })),
  };
}

function secondsCell(ms: number | undefined) {
  return ms === undefined ? { value: undefined } : { value: ms / 1_000, text: span(ms) };
}
