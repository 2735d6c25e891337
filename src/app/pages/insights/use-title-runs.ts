import { useEffect, useRef, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { runsByTitle, type TitleRuns } from '#insight/finished-runs.ts';
import { preparePeak } from '#insight/views/peak.ts';
import { prepareTimeline } from '#insight/views/timeline.ts';
import { knownTitleRuns, titleRunsInSteps } from '#insight/views/title-runs.ts';

/** Fewer are worked out at once: nobody would notice the delay. */
const manyRows = 5_000;

/**
 * The archive's jobs as runs of their titles: undefined until they are worked out for the first time,
 * and those of a moment ago until newer ones are.
 */
export function useTitleRuns(jobs: readonly Job[]): readonly TitleRuns[] | undefined {
  const known = isFew(jobs) ? runsByTitle(jobs) : knownTitleRuns(jobs);
  const [latest, setLatest] = useState({ jobs, titles: known });
  if (known !== undefined && known !== latest.titles) setLatest({ jobs, titles: known });
  const isWorking = useRef(false);
  useEffect(() => {
    // Rows come faster than they are worked out while the history is read: each result is shown.
    if (known !== undefined || isWorking.current) return;
    isWorking.current = true;
    void inTasks(stepsOf(jobs, latest.jobs)).then((titles) => {
      isWorking.current = false;
      setLatest({ jobs, titles });
    });
  }, [jobs, known, latest]);
  return known ?? latest.titles;
}

/** Whether the runs of these jobs are worked out, and not only those of a moment ago. */
export function areRunsKnown(jobs: readonly Job[]): boolean {
  return isFew(jobs) || knownTitleRuns(jobs) !== undefined;
}

const isFew = (jobs: readonly Job[]) => jobs.length < manyRows;

/** With what the timeline needs of all runs: to draw it for the first time is work enough. */
function* stepsOf(jobs: readonly Job[], previous: readonly Job[]) {
  const titles = yield* titleRunsInSteps(jobs, previous);
  yield* prepareTimeline(titles);
  yield* preparePeak(titles);
  return titles;
}

/** Runs each step in a task by itself, so that what the user does meanwhile is not held up. */
async function inTasks<T>(steps: Iterator<undefined, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await nextTask();
  }
}

/** Sooner than by a timer, which browsers delay by 4 ms and more. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
