/** How regularly a title runs, and when it would run next, planned or not. */
import type { Job } from '#contract/jobs.ts';

import { nextRun, type NextRun } from '../cadence.ts';
import type { Run } from '../finished-runs.ts';

type TitleCadence = {
  next: NextRun;
  /** After which run: the planned one, or the last that started where none is planned. */
  after: Job;
};

/** Undefined where no run has started yet and none is planned. */
export function titleCadence(
  runs: readonly Run[],
  { planned, zone }: { planned: Job | undefined; zone: string },
): TitleCadence | undefined {
  const started = runs.filter(({ startMs }) => startMs !== undefined).map(({ job }) => job);
  const after = planned?.start === undefined ? latestStart(started) : planned;
  if (after === undefined) return undefined;
  const others = started.filter(({ id }) => id !== after.id);
  return { next: nextRun(after, others, [zone]), after };
}

function latestStart(started: readonly Job[]): Job | undefined {
  return started.reduce<Job | undefined>(
    (latest, job) =>
      latest === undefined || (job.start ?? '') > (latest.start ?? '') ? job : latest,
    undefined,
  );
}
