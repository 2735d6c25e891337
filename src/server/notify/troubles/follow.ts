/** What has become of a trouble that was reported: whether it is over, and what is said of that. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Notice } from '#contract/notifications.ts';
import type { LateKind } from '#insight/attention.ts';
import { titleKey } from '#insight/failing.ts';
import { overAt } from '#insight/job-times.ts';
import { endedText, moment, wellText } from '#insight/notice-words.ts';
import { isOverdue, type Overview } from '#insight/overview.ts';
import { isQueued, phaseOf } from '#insight/status/statuses.ts';

import type { OpenTrouble } from './memory.ts';
import { noticeOf } from './notices.ts';

const dayMs = 86_400_000;
/** A title that has not run well for so long won't: it is forgotten without a word. */
const longestMs = 60 * dayMs;
/** Between two calls a job may stand in neither list (docs/vault-api.md §12.2). */
const mostMissing = 3;

/** What `overview` makes of Vault's lists; moments are milliseconds, by Vault's clock. */
export type Seen = { sets: Overview; now: number; zone: string };

export type Followed =
  | { kind: 'open'; trouble: OpenTrouble }
  /** `closed`: what does not begin it again, and until when. */
  | { kind: 'over'; notices: Notice[]; closed: [key: string, until: number][] };

export function follow(trouble: OpenTrouble, seen: Seen): Followed {
  const { kind, since } = trouble;
  const { now, zone } = seen;
  if (now - since > longestMs) return { kind: 'over', notices: [], closed: [] };
  switch (kind) {
    case 'failing':
      return followFailing(trouble, seen);
    case 'unreachable': {
      const text = `Vault can be read again. It could not be since ${moment(since, zone)}.`;
      return { kind: 'over', notices: [noticeOf(trouble, 'ended', { now, text })], closed: [] };
    }
    case 'overdue':
    case 'stuck':
    case 'long':
      return followLate(trouble, kind, seen);
  }
}

/** A title stops failing by a run that ends well, and not as its failure gets old. */
function followFailing(trouble: OpenTrouble, { sets, now, zone }: Seen): Followed {
  const { key, title, since, failedAt = since } = trouble;
  const runs = sets.ended.filter((job) => titleKey(job) === key);
  const [bad] = runs.filter(({ status }) => phaseOf(status) === 'badly').map(ended);
  const [well] = runs.filter(({ status }) => phaseOf(status) === 'well').map(ended);
  const isNewer = bad !== undefined && bad.at > failedAt;
  const newest = isNewer ? { ...trouble, jobs: [bad.id], failedAt: bad.at } : trouble;
  const lastFailedAt = newest.failedAt ?? since;
  if (well !== undefined && well.at > lastFailedAt) {
    const text = wellText(well.job, since, zone);
    return {
      kind: 'over',
      notices: [noticeOf({ ...newest, jobs: [well.id] }, 'ended', { now, text })],
      closed: [[failingKey(key), well.at]],
    };
  }
  // Nothing follows a job without a title.
  if (title === '' && now - lastFailedAt > dayMs) return { kind: 'over', notices: [], closed: [] };
  return { kind: 'open', trouble: newest };
}

/** `sets.ended` has the newest first. */
function ended(job: Job) {
  const over = overAt(job);
  return { job, id: String(job.id), at: over === undefined ? -Infinity : milliseconds(over) };
}

/**
 * A job that was late is so until it has moved on: that others took longer in the meantime, and it
 * would not be called late now, is no end.
 */
function followLate(trouble: OpenTrouble, kind: LateKind, { sets, now }: Seen): Followed {
  const listed = new Map(listedJobs(sets).map((job) => [String(job.id), job]));
  const also = sets[kind].filter((job) => titleKey(job) === trouble.key);
  const ids = [...new Set([...trouble.jobs, ...also.map(({ id }) => String(id))])];
  const jobs = ids.flatMap((id) => listed.get(id) ?? []);
  const still = jobs.filter((job) => isStill(kind, job, now));
  if (still.length > 0) {
    const kept = { ...trouble, jobs: still.map(({ id }) => String(id)), missing: 0 };
    return { kind: 'open', trouble: kept };
  }
  const fate = jobs.at(-1);
  if (fate === undefined && trouble.missing + 1 < mostMissing) {
    return { kind: 'open', trouble: { ...trouble, missing: trouble.missing + 1 } };
  }
  return {
    kind: 'over',
    notices: [noticeOf(trouble, 'ended', { now, text: endedText(kind, fate) })],
    closed: ids.map((id) => [lateKeyOf(kind, listed.get(id) ?? { id }), now]),
  };
}

function isStill(kind: LateKind, job: Job, now: number): boolean {
  if (kind === 'overdue') return isOverdue(job, now);
  return kind === 'stuck' ? isQueued(job.status) : phaseOf(job.status) === 'active';
}

function listedJobs({ ended, running, queued, scheduled, unknown }: Overview): Job[] {
  return [...ended, ...running, ...queued, ...scheduled, ...unknown];
}

export function failingKey(key: string): string {
  return `failing ${key}`;
}

function lateKeyOf(
  kind: LateKind,
  { id, start }: { id: string; start?: string | undefined },
): string {
  return kind === 'overdue' && start !== undefined ? `${kind} ${id} ${start}` : `${kind} ${id}`;
}

/** A run that is planned anew may be overdue anew, and no other one that is over begins again. */
export function isClosed(kind: LateKind, job: Job, closed: ReadonlyMap<string, number>): boolean {
  if (closed.has(lateKeyOf(kind, job))) return true;
  const goneAt = closed.get(lateKeyOf(kind, { id: job.id })) ?? -Infinity;
  return job.start === undefined ? goneAt > -Infinity : milliseconds(job.start) <= goneAt;
}
