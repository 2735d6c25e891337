/** What somebody should look at, one entry for each title. */
import type { Job } from '#contract/jobs.ts';

import {
  failing,
  type Failing,
  type Known,
  recovered,
  type Recovered,
  titleKey,
} from './failing.ts';
import { type Run, runsByTitle } from './finished-runs.ts';
import type { Overview } from './overview.ts';

/** What is wrong with single jobs, in the order of how bad it is; a failing title is worse. */
export const lateKinds = ['overdue', 'stuck', 'long'] as const;
export type LateKind = (typeof lateKinds)[number];

export type TroubleKind = 'failing' | LateKind;

export type Trouble = {
  title: string;
  /** The worst of them. */
  kind: TroubleKind;
  /** The job that it is about: the newest failure, or the one that is late. */
  job: Job;
  failing: Failing | undefined;
  /** Its jobs of each kind but failing; most often one or none. */
  jobs: Record<LateKind, Job[]>;
  /** The last runs that are known, oldest first. */
  runs: readonly Run[];
};

export type Attention = {
  troubles: readonly Trouble[];
  failing: readonly Failing[];
  /** Titles that failed within a day, and run well again. */
  recovered: readonly Recovered[];
};

/** So many runs of a title are shown beside it. */
export const shownRuns = 12;

/**
 * `archived`: finished jobs beside those of the sets, for the runs of a title. The worst first, and
 * of the same kind that which is late the one that has been so longest.
 */
export function attention(
  sets: Overview,
  { archived, ...known }: Known & { archived: readonly Job[] },
): Attention {
  const failingTitles = failing(sets.ended, known);
  const byTitle = new Map<string, Omit<Trouble, 'runs'>>();
  const of = (kind: TroubleKind, job: Job) => {
    const key = titleKey(job);
    const jobs = { overdue: [], stuck: [], long: [] };
    const known = byTitle.get(key) ?? { title: job.title, kind, job, failing: undefined, jobs };
    byTitle.set(key, known);
    return known;
  };
  for (const title of failingTitles) of('failing', title.job).failing = title;
  for (const kind of lateKinds) for (const job of sets[kind]) of(kind, job).jobs[kind].push(job);
  const runs = runsOf(new Set(byTitle.keys()), [archived, sets.ended]);
  return {
    troubles: [...byTitle].map(([key, trouble]) => ({
      ...trouble,
      runs: (runs.get(key) ?? []).slice(-shownRuns),
    })),
    failing: failingTitles,
    recovered: recovered(sets.ended, known),
  };
}

/** The finished runs of some titles, oldest first; a job of several lists once, as the last one has it. */
function runsOf(
  keys: ReadonlySet<string>,
  lists: readonly (readonly Job[])[],
): ReadonlyMap<string, readonly Run[]> {
  if (keys.size === 0) return new Map();
  const jobs = new Map<string, Job>();
  for (const list of lists)
    for (const job of list) if (keys.has(titleKey(job))) jobs.set(job.id, job);
  return new Map(
    runsByTitle([...jobs.values()]).flatMap(({ title, runs }): [string, readonly Run[]][] =>
      title === '' ? runs.map((run) => [titleKey(run.job), [run]]) : [[title, runs]],
    ),
  );
}

/** Whether what was seen of a title is still all that there is: no run of it has ended since. */
export function isSeen({ job }: Trouble, seen: readonly Seen[]): boolean {
  return seen.some(({ id }) => id === job.id);
}

/** A title that somebody has looked at: it steps back until its next run ends. */
export type Seen = {
  /** The job that it was about. */
  id: string;
  note: string;
  /** Milliseconds since 1970. */
  at: number;
};
