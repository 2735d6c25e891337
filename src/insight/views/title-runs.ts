/** Finished jobs as runs of their titles, worked out in steps and again only where rows have changed. */
import type { Job } from '#contract/jobs.ts';

import { finishRuns, type Run, runOf, type TitleRuns } from '../finished-runs.ts';
import { isFiltering, type PageFilter } from '../page-filter.ts';
import { wordTest } from '../status/title-search.ts';

const known = new WeakMap<readonly Job[], readonly TitleRuns[]>();

/** What has already been worked out of this list. */
export function knownTitleRuns(finished: readonly Job[]): readonly TitleRuns[] | undefined {
  return known.get(finished);
}

/** Some milliseconds' work. */
const rowsOfStep = 10_000;

/**
 * As `runsByTitle`, in steps between which a page can answer its user: 100,000 rows take a tenth of
 * a second. A title whose rows are those of `previous`, an earlier list, is the same object as there,
 * so that what was summed up of its runs still holds.
 */
export function* titleRunsInSteps(
  finished: readonly Job[],
  previous?: readonly Job[],
): Generator<undefined, readonly TitleRuns[]> {
  const made = known.get(finished);
  if (made !== undefined) return made;
  const before = previous && known.get(previous);
  const changed = before && previous && titlesOfChanges(previous, finished);
  const runsOf = new Map<string, Run[]>();
  for (let at = 0; at < finished.length; at += 1) {
    if (at % rowsOfStep === rowsOfStep - 1) yield;
    const job = finished[at];
    if (job === undefined || changed?.has(job.title) === false) continue;
    const run = runOf(job);
    if (run === undefined) continue;
    const own = runsOf.get(job.title);
    if (own === undefined) runsOf.set(job.title, [run]);
    else own.push(run);
  }
  const titles = before?.filter(({ title }) => changed?.has(title) === false) ?? [];
  let finishedRuns = 0;
  for (const [title, runs] of runsOf) {
    titles.push({ title, runs: finishRuns(runs) });
    finishedRuns += runs.length;
    if (finishedRuns < rowsOfStep) continue;
    finishedRuns = 0;
    yield;
  }
  known.set(finished, titles);
  return titles;
}

/** Of rows that were added, left out or replaced. The archive leaves the others where they were. */
function titlesOfChanges(previous: readonly Job[], finished: readonly Job[]): ReadonlySet<string> {
  const titles = new Set<string>();
  const count = Math.max(previous.length, finished.length);
  for (let at = 0; at < count; at += 1) {
    const [job, other] = [finished[at], previous[at]];
    if (job === other) continue;
    if (job !== undefined) titles.add(job.title);
    if (other !== undefined) titles.add(other.title);
  }
  return titles;
}

/** The titles and runs that the filters of a page let through. */
export function narrowedTitles(
  titles: readonly TitleRuns[],
  filter: PageFilter,
): readonly TitleRuns[] {
  if (!isFiltering(filter)) return titles;
  const test = wordTest(filter.title);
  const fitting = titles.filter(({ title }) => test(title));
  if (filter.by === '') return fitting;
  return fitting.flatMap(({ title, runs }) => {
    const own = runs.filter(({ job }) => job.createdBy === filter.by);
    return own.length === 0 ? [] : [{ title, runs: own }];
  });
}
