/** How long the runs of titles usually take, of which no more is stored than that needs. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { ranMs } from '#insight/job-times.ts';
import { enoughRuns, type Usual, usualOf } from '#insight/usual.ts';

import type { Memory } from './memory.ts';

type Took = Memory['took'];

/** A p95 of more says nothing more of how long a run takes these days. */
const mostRuns = 30;
const mostTitles = 2_000;

/** Adds the successful runs that ended since; those of a title that come out of order are left out. */
export function learned(
  before: Took,
  finished: readonly Job[],
  isWanted: (title: string) => boolean,
): Took {
  const runs = finished
    .flatMap((job) => {
      const ran = job.status === 'SUCCESS' && job.title !== '' ? ranMs(job) : undefined;
      if (ran === undefined || job.end === undefined || !isWanted(job.title)) return [];
      return [{ title: job.title, end: milliseconds(job.end), ran }];
    })
    .toSorted((a, b) => a.end - b.end);
  const took = new Map(before);
  for (const { title, end, ran } of runs) {
    const known = took.get(title) ?? { until: -Infinity, ms: [] };
    if (end > known.until) took.set(title, { until: end, ms: [...known.ms, ran].slice(-mostRuns) });
  }
  if (took.size <= mostTitles) return took;
  return new Map([...took].toSorted(([, a], [, b]) => b.until - a.until).slice(0, mostTitles));
}

export function usualOfDurations(took: Took): ReadonlyMap<string, Usual> {
  return new Map(
    [...took].flatMap(([title, { ms }]): [string, Usual][] =>
      ms.length < enoughRuns ? [] : [[title, usualOf(ms)]],
    ),
  );
}
