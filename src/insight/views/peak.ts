/** How many jobs ran at once, and when most did. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { firstPlace, type TitleRuns } from '../finished-runs.ts';
import { actualStart } from '../job-times.ts';
import { phaseOf } from '../status/statuses.ts';
import type { Span } from '../throughput.ts';

export type Peak = { count: number; at: number };

type Asked = { axis: Span; now: number; monitors: readonly Job[] };

/** When most ran at once, for the first time: of those whose start and end are known. */
export function peakOf(
  titles: readonly TitleRuns[],
  { axis: { from, to }, now, monitors }: Asked,
): Peak | undefined {
  const { starts, ends } = momentsOf(titles);
  const running = monitors
    .flatMap((job) => {
      const start = phaseOf(job.status) === 'active' ? actualStart(job) : undefined;
      return start === undefined ? [] : [Math.min(milliseconds(start), now)];
    })
    .toSorted((a, b) => a - b);
  const others = [from, ...running.filter((at) => at > from && at < to)];
  const first = firstPlace(starts.length, (place) => (starts[place] ?? to) > from);
  let peak: Peak | undefined;
  let [begun, ended, other, live] = [first, 0, 0, 0];
  const compare = (at: number) => {
    // One that ends as another starts makes room for it.
    while ((ends[ended] ?? Infinity) <= at) ended += 1;
    while ((running[live] ?? Infinity) <= at) live += 1;
    const count = begun - ended + (at > now ? 0 : live);
    if (count > (peak?.count ?? 0)) peak = { count, at };
  };
  for (let place = first; (starts[place] ?? to) < to; place += 1) {
    const at = starts[place] ?? to;
    for (; (others[other] ?? to) < at; other += 1) compare(others[other] ?? to);
    begun = place + 1;
    compare(at);
  }
  for (const at of others.slice(other)) compare(at);
  return peak;
}

type Moments = { starts: Float64Array; ends: Float64Array };

const known = new WeakMap<readonly TitleRuns[], Moments>();

/** In order. Worked out once, as the axis changes with each minute. */
function momentsOf(titles: readonly TitleRuns[]): Moments {
  const steps = preparePeak(titles);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Ahead of `peakOf`, in steps between which a page can answer its user, what it needs of all runs. */
export function* preparePeak(titles: readonly TitleRuns[]): Generator<undefined, Moments> {
  const made = known.get(titles);
  if (made !== undefined) return made;
  const all = titles.reduce((sum, { runs }) => sum + runs.length, 0);
  const [starts, ends] = [new Float64Array(all), new Float64Array(all)];
  let count = 0;
  for (const { runs } of titles) {
    for (const { startMs, ranMs } of runs) {
      if (startMs === undefined || ranMs === undefined || ranMs === 0) continue;
      starts[count] = startMs;
      ends[count] = startMs + ranMs;
      count += 1;
    }
  }
  yield;
  starts.subarray(0, count).sort();
  yield;
  ends.subarray(0, count).sort();
  const moments = { starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
  known.set(titles, moments);
  return moments;
}
