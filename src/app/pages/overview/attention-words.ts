/**
 * Why a title needs attention, in words that change once a minute: they wrap, so they have no box of
 * one size, and words that change each second have the page laid out and painted.
 */
import { type Instant, instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Trouble } from '#insight/attention.ts';
import { elapsedMs, neverRan, overAt, plannedStart } from '#insight/job-times.ts';
import { clockTime, near, roughly, span } from '#insight/time/format.ts';
import type { Usual } from '#insight/usual.ts';

import { dot } from '../../ui/dot.ts';
import { counted } from '../../ui/number.ts';
import type { Model } from './model.ts';

const minute = 60_000;
const hour = 60 * minute;

type Situation = Pick<Model, 'usual' | 'queuedSince'> & { zone: string; now: number };

export function why(trouble: Trouble, situation: Situation): string {
  const { failing, jobs } = trouble;
  const { usual, queuedSince, zone, now } = situation;
  const words: string[] = [];
  if (failing !== undefined) {
    const { failures, since, isSure, job } = failing;
    words.push(
      `${counted(failures, 'failure')} in 24 h, ${failures === 1 ? '' : 'last '}${lastWords(job, now)}`,
    );
    if (failures > 1 && since !== undefined)
      words.push(`failing since ${clockTime(instant(since), zone, now)}`);
    if (!isSure) words.push('a later run may have succeeded');
  }
  for (const job of jobs.overdue)
    words.push(
      `overdue by ${ago(job, now)}, planned ${job.start === undefined ? '–' : clockTime(job.start, zone, now)}`,
    );
  for (const job of jobs.stuck) {
    const since = queuedSince(job);
    if (since === undefined) continue;
    const atLeast = since.kind === 'seen' ? 'at least ' : '';
    words.push(`queued for ${atLeast}${roughly(now - since.sinceMs)}`);
  }
  for (const job of jobs.long)
    words.push(runningWords(elapsedMs(job, now) ?? 0, usual.get(job.title)));
  return words.join(dot);
}

/** Within the minute in which it becomes too long, full minutes would be less than what is usual. */
function runningWords(elapsed: number, known: Usual | undefined): string {
  if (known === undefined) return `running ${span(elapsed)}`;
  const most = span(known.p95Ms);
  const fullMs = Math.floor(elapsed / minute) * minute;
  if (elapsed > known.p95Ms && fullMs <= known.p95Ms) return `running over ${most}, usually less`;
  return `running ${elapsed < hour ? roughly(elapsed) : span(elapsed)}, usually at most ${most}`;
}

function lastWords(job: Job, now: number): string {
  const planned = neverRan(job) ? plannedStart(job) : undefined;
  // A failure that "never ran" reads as if there had been none.
  if (planned !== undefined) return `didn’t start, planned ${when(planned, now)}`;
  const at = overAt(job);
  if (at === undefined) return 'end unknown';
  return job.end === undefined ? `about ${when(at, now)}, end unknown` : when(at, now);
}

/** As `near`, without seconds once it is over. */
function when(at: Instant, now: number): string {
  const ms = milliseconds(at) - now;
  return ms > -minute && ms <= 0 ? 'less than 1 min ago' : near(ms);
}

function ago({ start }: Job, now: number): string {
  return start === undefined ? '–' : roughly(now - milliseconds(start));
}
