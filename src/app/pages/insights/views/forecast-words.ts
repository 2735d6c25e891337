/** What is said of the coming runs, in words and in their table. */
import { instant } from '#contract/instant.ts';
import { shownTitle } from '#insight/status/title.ts';
import { clockTime } from '#insight/time/format.ts';
import type { ComingKind, ComingRun, ComingSlot, Forecast } from '#insight/views/forecast.ts';

import type { ViewTable } from '../../../chart/ViewPanel.tsx';
import { dotted } from '../../../ui/dot.ts';
import { counted, number } from '../../../ui/number.ts';

export const kindWords: Record<ComingKind, string> = {
  running: 'Running',
  queued: 'Queued',
  planned: 'Planned',
  likely: 'Expected from past runs',
};

type Shown = { zone: string; now: number };

export function noteOf({ slots, undated, untimed }: Forecast, shown: Shown): string {
  const most = slots.reduce((a, b) => (b.atOnce > a.atOnce ? b : a), noSlot);
  return dotted([
    most.atOnce > 0 &&
      `at most ${number(most.atOnce)} at once, ${clockTime(instant(most.from), shown.zone, shown.now)}`,
    'estimated from usual durations',
    untimed > 0 && `${number(untimed)} without a usual duration count only at their start`,
    undated > 0 && `${counted(undated, 'job')} scheduled without a time left out`,
  ]);
}

const noSlot: ComingSlot = { from: 0, to: 0, runs: [], atOnce: 0 };

export function slotName({ from, to, runs, atOnce }: ComingSlot, { zone, now }: Shown): string {
  const time = `${clockTime(instant(from), zone, now)} to ${clockTime(instant(to), zone, to)}`;
  const words = `${time}: ${counted(runs.length, 'run')}`;
  return atOnce > 1 ? `${words}, ${number(atOnce)} at once` : words;
}

export function tableOf(coming: Forecast | undefined, { zone, now }: Shown): ViewTable {
  return {
    name: 'next-24-hours',
    columns: [
      { key: 'from', header: 'From', kind: 'zoned' },
      { key: 'runs', header: 'Runs', kind: 'number' },
      { key: 'at_once', header: 'At once', kind: 'number' },
      { key: 'running', header: 'Running', kind: 'number' },
      { key: 'queued', header: 'Queued', kind: 'number' },
      { key: 'planned', header: 'Planned', kind: 'number' },
      { key: 'likely', header: 'Likely', kind: 'number' },
      { key: 'titles', header: 'Titles', kind: 'text' },
    ],
    rows: (coming?.slots ?? []).map(({ from, runs, atOnce }) => ({
      key: String(from),
      cells: [
        { value: from, text: clockTime(instant(from), zone, now) },
        { value: runs.length },
        { value: atOnce },
        countCell(runs, 'running'),
        countCell(runs, 'queued'),
        countCell(runs, 'planned'),
        countCell(runs, 'likely'),
        { value: [...new Set(runs.map(({ job }) => shownTitle(job.title)))].join(', ') },
      ],
    })),
  };
}

function countCell(runs: readonly ComingRun[], kind: ComingKind) {
  return { value: runs.filter((run) => run.kind === kind).length };
}
