/**
 * What is to be said after a look at Vault's lists: each trouble once as it begins and once as it
 * ends. Nothing here asks or sends; all that it knows of the past is `Memory`.
 */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Notice } from '#contract/notifications.ts';
import { type LateKind, lateKinds } from '#insight/attention.ts';
import { failing, titleKey } from '#insight/failing.ts';
import { titlesQueued, usualWaits } from '#insight/finished-runs.ts';
import { overAt } from '#insight/job-times.ts';
import { beganText, moment } from '#insight/notice-words.ts';
import { overview } from '#insight/overview.ts';
import { queuedSince } from '#insight/queued-since.ts';
import { isQueued } from '#insight/status/statuses.ts';
import type { Usual } from '#insight/usual.ts';

import { failingKey, follow, isClosed, type Seen } from './follow.ts';
import type { Memory, OpenTrouble } from './memory.ts';
import { noticeOf, reminderOf, troubleOf } from './notices.ts';
import type { Rules } from './rules.ts';
import { learned, usualOfDurations } from './usual-durations.ts';

const dayMs = 86_400_000;
const mostTroubles = 1_000;
const mostClosed = 5_000;

/** Both lists, as far as they were read. Moments are milliseconds, by Vault's clock. */
export type Snapshot = {
  now: number;
  monitors: readonly Job[];
  finished: readonly Job[];
  /** All that ended since then is in `finished`; Infinity where their order says nothing. */
  reach: number;
};

type Observed = { memory: Memory; notices: Notice[] };

export function observe(before: Memory, snapshot: Snapshot, rules: Rules): Observed {
  const { now, monitors, finished } = snapshot;
  const queued = queuedNow(before, snapshot);
  const took = learned(before.took, finished, rules.needsUsual);
  const usual = usualOfDurations(took);
  const queues = { seenSince: queued, usualMs: usualWaits(finished, titlesQueued(monitors)) };
  const sets = overview({ monitors, finished, usual, now, queues });
  const knownSince = knownSinceOf(before, snapshot);
  const seen: Seen = { sets, now, zone: rules.zone };

  const followed = before.troubles.map((trouble) => follow(trouble, seen));
  const over = followed.flatMap((one) => (one.kind === 'over' ? [one] : []));
  const open = followed.flatMap((one) => (one.kind === 'open' ? [one.trouble] : []));
  const closed = new Map([
    ...[...before.closed].filter(([, until]) => until > now - 2 * dayMs),
    ...over.flatMap(({ closed }) => closed),
  ]);
  const begun = beginning({ ...seen, rules, usual, queued, knownSince, open, closed });
  const remembered = [...open, ...begun.map(({ trouble }) => trouble)]
    .slice(-mostTroubles)
    .map((trouble) => reminderOf(trouble, { now, rules }));
  return {
    memory: {
      knownSince,
      knownUntil: now,
      unknownSince: null,
      troubles: remembered.map(({ trouble }) => trouble),
      closed: new Map([...closed].slice(-mostClosed)),
      queued,
      took,
    },
    notices: [
      ...over.flatMap(({ notices }) => notices),
      ...begun.map(({ notice }) => notice),
      ...remembered.flatMap(({ notices }) => notices),
    ],
  };
}

/** Vault could not be read, or says that its lists lack something: nothing is concluded. */
export function observeNothing(
  before: Memory,
  { now, reason }: { now: number; reason: string },
  rules: Rules,
): Observed {
  const since = before.unknownSince ?? now;
  const wanted = rules.wanted('unreachable', '');
  const known = before.troubles.find(({ kind }) => kind === 'unreachable');
  const others = before.troubles.filter((one) => one !== known);
  const memory = { ...before, unknownSince: since };
  if (known !== undefined) {
    const { trouble, notices } = reminderOf(known, { now, rules });
    return { memory: { ...memory, troubles: [...others, trouble] }, notices };
  }
  if (wanted === undefined || now - since < wanted.afterMs) return { memory, notices: [] };
  const trouble = troubleOf('unreachable', { key: '', title: '', jobs: [], since, now });
  const text = `Vault can’t be read since ${moment(since, rules.zone)} (${reason}). Until it can, nothing is said of any job.`;
  return {
    memory: { ...memory, troubles: [...others, trouble] },
    notices: [noticeOf(trouble, 'began', { now, text })],
  };
}

function queuedNow({ queued }: Memory, { monitors, now }: Snapshot): ReadonlyMap<string, number> {
  const waiting = monitors.filter(({ status }) => isQueued(status));
  return new Map(waiting.map(({ id }) => [String(id), queued.get(id) ?? now]));
}

/** Where an order says nothing, rows are taken as they are: each of them is a fact. */
function knownSinceOf({ knownSince, knownUntil }: Memory, { reach, now }: Snapshot): number {
  if (reach === Infinity) return knownSince ?? now - dayMs;
  const since = Math.max(reach, 0);
  const isUnbroken = knownSince !== null && knownUntil !== null && reach <= knownUntil;
  return isUnbroken ? Math.min(knownSince, since) : since;
}

type Known = Seen & {
  rules: Rules;
  usual: ReadonlyMap<string, Usual>;
  queued: ReadonlyMap<string, number>;
  knownSince: number;
  open: readonly OpenTrouble[];
  closed: ReadonlyMap<string, number>;
};

type Begun = { trouble: OpenTrouble; notice: Notice };

function beginning(known: Known): Begun[] {
  const late = lateKinds.flatMap((kind) => lateOnes(kind, known));
  return [...failingOnes(known), ...late];
}

function isNew({ rules, open }: Known, kind: OpenTrouble['kind'], job: Job): boolean {
  const isOpen = open.some((one) => one.kind === kind && one.key === titleKey(job));
  return !isOpen && rules.wanted(kind, job.title) !== undefined;
}

function failingOnes(known: Known): Begun[] {
  const { sets, now, knownSince, closed, rules } = known;
  return failing(sets.ended, { now, knownSince, alsoWell: [] }).flatMap(
    ({ job, isSure, since }) => {
      const over = overAt(job);
      const key = titleKey(job);
      if (!isSure || over === undefined || !isNew(known, 'failing', job)) return [];
      const failedAt = milliseconds(over);
      if (failedAt <= (closed.get(failingKey(key)) ?? -Infinity)) return [];
      const from = since ?? failedAt;
      const about = { key, title: job.title, jobs: [String(job.id)], since: from, now };
      const trouble = troubleOf('failing', { ...about, failedAt });
      const text = beganText('failing', { since: from, job, zone: rules.zone });
      return [{ trouble, notice: noticeOf(trouble, 'began', { now, text }) }];
    },
  );
}

/** One for each title, however many of its jobs are late. */
function lateOnes(kind: LateKind, known: Known): Begun[] {
  const { sets, now, usual, queued, closed, rules } = known;
  const byTitle = new Map<string, Job[]>();
  for (const job of sets[kind]) {
    if (!isNew(known, kind, job) || isClosed(kind, job, closed)) continue;
    byTitle.set(titleKey(job), [...(byTitle.get(titleKey(job)) ?? []), job]);
  }
  return [...byTitle].flatMap(([key, [job, ...others]]): Begun[] => {
    if (job === undefined) return [];
    const waiting = kind === 'stuck' ? queuedSince(job, queued) : undefined;
    const since = waiting?.sinceMs ?? (job.start === undefined ? now : milliseconds(job.start));
    const jobs = [job, ...others].map(({ id }) => String(id));
    const trouble = troubleOf(kind, { key, title: job.title, jobs, since, now });
    const text = beganText(kind, {
      since,
      job,
      zone: rules.zone,
      usual: usual.get(job.title),
      isLeast: waiting?.kind === 'seen',
    });
    return [{ trouble, notice: noticeOf(trouble, 'began', { now, text }) }];
  });
}
