/** What is said of a trouble, without the title: whether that may leave the server is a rule. */
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { NoticeKind } from '#contract/notifications.ts';

import { neverRan, overAt } from './job-times.ts';
import { isFinished, lookOf, phaseOf } from './status/statuses.ts';
import { visible } from './status/title.ts';
import { clockTime, span, zoneName } from './time/format.ts';
import type { Usual } from './usual.ts';

/** With the date, as a message may arrive days later. Milliseconds since 1970. */
export function moment(at: number, zone: string): string {
  return `${clockTime(instant(at), zone, 0)} ${zoneName(zone, at)}`;
}

type Began = {
  /** Of a title that fails: since when it has been failing, about. */
  since: number;
  zone: string;
  /** Its newest failure, or the job that is late. */
  job: Job;
  usual?: Usual | undefined;
  /** It may have been waiting for longer. */
  isLeast?: boolean;
};

export function beganText(
  kind: Exclude<NoticeKind, 'unreachable'>,
  { since, zone, job, usual, isLeast = false }: Began,
): string {
  const at = moment(since, zone);
  switch (kind) {
    case 'failing':
      return `is failing: ${failedText(job, zone)}${hadFailedBefore(job, since) ? ` It has been failing since ${at}.` : ''}`;
    case 'overdue':
      return `is overdue: it was planned for ${at} and has not started.`;
    case 'stuck':
      return `is stuck in the queue: it has been waiting since ${at}${isLeast ? ' or longer' : ''}.`;
    case 'long': {
      const most =
        usual === undefined ? '' : `, and 95% of its runs take at most ${span(usual.p95Ms)}`;
      return `has been running for longer than usual: it started at ${at}${most}.`;
    }
  }
}

/** Not when it was over, which of a run without an end is only known roughly. */
function failedText(job: Job, zone: string): string {
  const { status, start, end } = job;
  const word = statusWord(status);
  if (end !== undefined) {
    return `a run ended with “${word}” at ${moment(milliseconds(end), zone)}.`;
  }
  return neverRan(job) && start !== undefined
    ? `a run that was planned for ${moment(milliseconds(start), zone)} has the status “${word}”.`
    : `a run has the status “${word}”, and no end is known of it.`;
}

function hadFailedBefore(job: Job, since: number): boolean {
  const over = overAt(job);
  return over !== undefined && since < milliseconds(over);
}

/** Of a title that failed: the run that ended well. */
export function wellText({ end }: Job, since: number, zone: string): string {
  const at = end === undefined ? '' : ` at ${moment(milliseconds(end), zone)}`;
  return `runs well again: a run succeeded${at}. It had been failing since ${moment(since, zone)}.`;
}

/** Of a job without an end, when it was over is only known roughly. */
export function endedWithText({ status, end }: Job, zone: string): string {
  const at = end === undefined ? '' : ` at ${moment(milliseconds(end), zone)}`;
  return `ended with “${statusWord(status)}”${at}.`;
}

export function hasStartedText({ status }: Job, at: number, zone: string): string {
  return `has the status “${statusWord(status)}” and started at ${moment(at, zone)}.`;
}

/** What has become of a job that was late; undefined where no list that was read has it. */
export type Fate = Job | undefined;

const late: Record<'overdue' | 'stuck' | 'long', string> = {
  overdue: 'is no longer overdue',
  stuck: 'is no longer stuck in the queue',
  long: 'no longer runs for longer than usual',
};

export function endedText(kind: 'overdue' | 'stuck' | 'long', fate: Fate): string {
  return `${late[kind]}: ${fateText(fate)}.`;
}

function fateText(job: Fate): string {
  if (job === undefined) return 'no list that was read has the job any more';
  if (isFinished(job.status)) return `it ended with “${statusWord(job.status)}”`;
  if (job.status === 'SCHEDULED') return 'it is planned for another time';
  return phaseOf(job.status) === 'active' ? 'it has started' : 'it is in the queue';
}

const still: Record<NoticeKind, string> = {
  failing: 'is still failing',
  overdue: 'is still overdue',
  stuck: 'is still stuck in the queue',
  long: 'is still running for longer than usual',
  unreachable: 'Vault still can’t be read',
};

export function reminderText(kind: NoticeKind, since: number, zone: string): string {
  return `${still[kind]}, since ${moment(since, zone)}.`;
}

function statusWord(status: string): string {
  return visible(lookOf(status).word).slice(0, 60);
}
