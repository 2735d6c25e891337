/** What a tile says: four facts at most, each on its own. */
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { elapsedMs, finishedAt } from '../../../insight/job-times.ts';
import { enoughRuns, type Usual } from '../../../insight/usual.ts';
import type { Entry } from '../../../insight/wall-entries.ts';
import { lookOf } from '../../../status/statuses.ts';
import { shownTitle } from '../../../status/title.ts';
import { clockTime, near, roughly, span } from '../../../time/format.ts';
import { number } from '../../../ui/number.ts';

export type Facts = { state: string; title: string; details: string[] };

export type Telling = {
  /** On Vault's clock. */
  now: number;
  zone: string;
  usual: ReadonlyMap<string, Usual>;
  /** Whether all failures of the last day are known. */
  failuresWhole: boolean;
  /** What was, when nobody knows what is: nothing ticks, and each state says that it is past. */
  isPast: boolean;
};

export function factsOf(entry: Entry, telling: Telling): Facts {
  if (entry.kind === 'later') return laterFacts(entry);
  const state = stateOf(entry);
  return {
    state: telling.isPast ? `Was: ${state}` : state,
    title: titleOf(entry.job),
    details: detailsOf(entry, telling),
  };
}

function laterFacts({ later, undated }: Extract<Entry, { kind: 'later' }>): Facts {
  const untimed = undated > 0 ? [`${number(undated)} without a time`] : [];
  if (later === 0) {
    return { state: `+${number(undated)}`, title: 'Scheduled without a time', details: [] };
  }
  return { state: `+${number(later)} later`, title: 'Scheduled beyond 12 hours', details: untimed };
}

type Told = Exclude<Entry, { kind: 'later' }>;

function stateOf({ kind, job }: Told): string {
  if (kind === 'overdue') return 'Overdue';
  if (kind === 'long') return 'Longer than usual';
  return shortened(shownTitle(lookOf(job.status).word));
}

/** No status that is known is half as long; one that is not may be anything. */
function shortened(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

function titleOf({ title, id }: Job): string {
  return title.trim() === '' ? `Job ${id}, no title` : shownTitle(title);
}

function detailsOf(entry: Told, telling: Telling): string[] {
  const { job, kind } = entry;
  const at = (ms: number) => clockTime(instant(ms), telling.zone, telling.now);
  const start = job.start && milliseconds(job.start);
  const created = job.created && milliseconds(job.created);
  const { now, isPast } = telling;
  switch (kind) {
    case 'failing':
      return [...ended(job, telling), failuresOf(entry, telling)];
    case 'failed':
      return [...ended(job, telling), `Job ${job.id}`];
    case 'overdue':
      if (!start) return [];
      return [...(isPast ? [] : [`by ${roughly(now - start)}`]), `planned ${at(start)}`];
    case 'long':
    case 'running':
      return running(job, telling);
    case 'queued':
      return queued(start ?? created, telling);
    case 'unknown':
      if (start) return [`start ${at(start)}`];
      return created ? [`created ${at(created)}`] : [];
    case 'scheduled':
      if (!start) return [];
      if (isPast) return [`planned ${at(start)}`];
      return [start > now ? near(start - now) : 'due now', at(start)];
  }
}

/**
 * Since its planned time, where it has one: such an instance was made long before, when the one
 * before it started (docs/vault-api.md §2), and has not waited since then.
 */
function queued(from: number | undefined, { now, zone, isPast }: Telling): string[] {
  if (from === undefined) return [];
  if (isPast || from > now) return [`since ${clockTime(instant(from), zone, now)}`];
  return [passed(now - from)];
}

function ended(job: Job, { now, zone, isPast }: Telling): string[] {
  const end = finishedAt(job);
  if (end === undefined) return ['end unknown'];
  const at = clockTime(end, zone, now);
  return [isPast ? at : `${at}, ${near(milliseconds(end) - now)}`];
}

function failuresOf(
  { failures, isSure }: Extract<Entry, { kind: 'failing' }>,
  { failuresWhole }: Telling,
): string {
  const least = failuresWhole ? '' : 'at least ';
  const count = failures === 1 ? '1 failure' : `${number(failures)} failures`;
  return isSure ? `${least}${count} in 24 h` : `${least}${count}, later runs unknown`;
}

function running(job: Job, { now, zone, usual, isPast }: Telling): string[] {
  const known = usual.get(job.title);
  const usually =
    known !== undefined && known.runs >= enoughRuns ? [`usually ${passed(known.medianMs)}`] : [];
  const elapsed = elapsedMs(job, now);
  if (elapsed === undefined || job.start === undefined) return ['start unknown', ...usually];
  const since = `since ${clockTime(job.start, zone, now)}`;
  // Vault may say that what runs starts later (docs/vault-api.md §1a): shown as said, not counted
  // from.
  return [isPast || elapsed < 0 ? since : passed(elapsed), ...usually];
}

/** A span with seconds while they say that it moves; from ten minutes on they only take room. */
function passed(ms: number): string {
  return ms < 600_000 || ms >= 3_600_000 ? span(ms) : roughly(ms);
}
