/** What is said where no title fails: since when, or why that is uncertain. */
import type { Fault } from '#contract/fault.ts';
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { clear, type Clear, type Known } from './failing.ts';
import { overAt } from './job-times.ts';
import type { Overview } from './overview.ts';
import { phaseOf } from './status/statuses.ts';
import { clockTime } from './time/format.ts';

/** Nothing is wrong, or why that is uncertain. */
export type Verdict = Clear | { kind: 'unsure'; why: 'reading' | 'unread' | 'unknown' };

/** What is known, and of which moment. */
type Read = Pick<Known, 'now' | 'alsoWell'> & {
  jobs: Pick<Overview, 'ended'>;
  /** Whether all failures of the last 24 hours were read. */
  failuresWhole: boolean;
  /** Whether more of them are about to come. */
  isReading: boolean;
  /** Rows that could not be read, in all lists. */
  unreadable: number;
  /** What Vault warned of in any list. */
  warnings: readonly Fault[];
};

/** An incomplete list may lack the very row that is wrong. */
export function verdictOf(read: Read): Verdict {
  const { jobs, now, alsoWell, failuresWhole, isReading, unreadable, warnings } = read;
  if (isReading) return { kind: 'unsure', why: 'reading' };
  if (!failuresWhole || unreadable > 0 || warnings.length > 0)
    return { kind: 'unsure', why: 'unread' };
  // A status that Vault adds some day may well be a bad one.
  if (jobs.ended.some((job) => phaseOf(job.status) === 'unknown' && mayHaveEndedToday(job, now))) {
    return { kind: 'unsure', why: 'unknown' };
  }
  return clear(jobs.ended, { now, alsoWell });
}

const dayMs = 86_400_000;

function mayHaveEndedToday(job: Job, now: number): boolean {
  const at = overAt(job);
  return at === undefined || milliseconds(at) > now - dayMs;
}

export const doubts = {
  reading: 'the last 24 hours are still being read',
  unread: 'not all of the last 24 hours could be read',
  unknown: 'some runs ended with a status that Jobwatch does not know',
} as const;

/** The headline is set large. */
export function verdictText(
  verdict: Verdict,
  { zone, now }: { zone: string; now: number },
): { headline: string; detail: string } {
  const at = (ms: number) => clockTime(instant(ms), zone, now);
  switch (verdict.kind) {
    case 'since':
      return { headline: `All clear since ${at(verdict.at)}`, detail: '' };
    case 'never': {
      if (verdict.at === undefined) {
        return { headline: 'All clear', detail: 'No finished runs found' };
      }
      const runs =
        verdict.runs === 1
          ? 'the only run'
          : `the newest ${verdict.runs.toLocaleString('en-GB')} runs`;
      return { headline: 'All clear', detail: `No failures in ${runs}, since ${at(verdict.at)}` };
    }
    case 'unsure':
      return { headline: `No known failures, but ${doubts[verdict.why]}`, detail: '' };
  }
}
