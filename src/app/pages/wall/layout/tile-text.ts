/** The texts of a tile. */
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Vault } from '#contract/vault.ts';
import type { LateKind } from '#insight/attention.ts';
import { elapsedMs, endUnknown, neverRan, plannedStart, startUnknown } from '#insight/job-times.ts';
import type { QueuedSince } from '#insight/queued-since.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';
import { clockTime, near, roughly, span } from '#insight/time/format.ts';
import { enoughRuns, type Usual } from '#insight/usual.ts';
import type { Entry } from '#insight/wall-entries.ts';

import { kindWord } from '../../../components/vault-label.ts';
import { lateLooks } from '../../../status/late-looks.ts';
import { deviceNow } from '../../../time/clock.ts';
import { counted, number } from '../../../ui/number.ts';
import type { Wall } from '../use-wall.ts';

/** Before what may be more. */
export const atLeast = 'at least ';

export type TileText = {
  /** Of several Vaults, the one that it is from; otherwise the wall says it once. */
  vault: string | undefined;
  state: string;
  title: string;
  details: string[];
};

export type TileContext = {
  /** Where the wall shows several. */
  vault?: Vault;
  /** On Vault's clock. */
  now: number;
  /** The present on that clock, for texts that tick. */
  present: () => number;
  zone: string;
  usual: ReadonlyMap<string, Usual>;
  queuedSince: (job: Job) => QueuedSince | undefined;
  /** Whether all failures of the last 24 hours are known. */
  failuresWhole: boolean;
  /** The data is not live any more: no text ticks, and each state says that it is past. */
  isPast: boolean;
};

/** Without `vault` for a wall of one. */
export function tileContext(
  wall: Wall,
  { vault, ...rest }: Pick<TileContext, 'zone' | 'isPast' | 'vault'>,
): TileContext {
  const { now, usual, queuedSince, failuresWhole, aheadMs } = wall;
  const present = () => deviceNow() + aheadMs();
  return { now, usual, queuedSince, failuresWhole, present, ...rest, ...(vault && { vault }) };
}

export function tileText(entry: Entry, context: TileContext): TileText {
  const vault = context.vault && vaultMark(context.vault);
  if (entry.kind === 'later') return { vault, ...laterText(entry) };
  const state = stateText(entry);
  return {
    vault,
    state: context.isPast ? `Was: ${state}` : state,
    title: titleText(entry.job),
    details: detailTexts(entry, context),
  };
}

/** As the badge, in one line of text: its shape says the kind as well. */
function vaultMark(vault: Vault): string {
  const shape = { production: '■', sandbox: '○', unknown: '◆' }[vault.kind ?? 'unknown'];
  return `${shape} ${vault.name} ${kindWord(vault) ?? ''}`.trim();
}

function laterText({ later, undated }: Extract<Entry, { kind: 'later' }>): Omit<TileText, 'vault'> {
  const untimed = undated > 0 ? [`${number(undated)} without a time`] : [];
  if (later === 0) {
    return { state: `+${number(undated)}`, title: 'Scheduled without a time', details: [] };
  }
  return { state: `+${number(later)} later`, title: 'In more than 12 hours', details: untimed };
}

type JobEntry = Exclude<Entry, { kind: 'later' }>;

export function isLate(kind: Entry['kind']): kind is LateKind {
  return kind in lateLooks;
}

function stateText({ kind, job }: JobEntry): string {
  if (isLate(kind)) return lateLooks[kind].word;
  return truncated(shownTitle(lookOf(job.status).word));
}

/** Known statuses are at most half as long; Vault may add any other. */
function truncated(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

function titleText({ title, id }: Job): string {
  return title.trim() === '' ? `Job ${id}, no title` : shownTitle(title);
}

function detailTexts(entry: JobEntry, context: TileContext): string[] {
  const { job, kind } = entry;
  const at = (ms: number) => clockTime(instant(ms), context.zone, context.now);
  const start = job.start && milliseconds(job.start);
  const created = job.created && milliseconds(job.created);
  const { now, isPast } = context;
  switch (kind) {
    case 'failing':
      return [...endText(job, context), failuresText(entry, context)];
    case 'failed':
      return [...endText(job, context), failuresText({ ...entry, isSure: true }, context)];
    case 'overdue':
      if (!start) return [];
      return [...(isPast ? [] : [`${roughly(now - start)} late`]), `planned ${at(start)}`];
    case 'long':
    case 'running':
      return runningText(job, context);
    case 'stuck':
    case 'queued':
      return queuedText(job, context);
    case 'unknown':
      if (start) return [`start ${at(start)}`];
      return created ? [`created ${at(created)}`] : [];
    case 'scheduled':
      if (!start) return [];
      if (isPast) return [`planned ${at(start)}`];
      return [start > now ? near(start - now) : 'due now', at(start)];
  }
}

function queuedText(job: Job, { now, zone, isPast, queuedSince }: TileContext): string[] {
  const since = queuedSince(job);
  if (since === undefined) return [];
  const { sinceMs, kind } = since;
  if (isPast || sinceMs > now) {
    const at = clockTime(instant(sinceMs), zone, now);
    return [kind === 'seen' ? `since ${at} or earlier` : `since ${at}`];
  }
  const waitedMs = now - sinceMs;
  if (kind === 'planned') return [durationText(waitedMs)];
  return [waitedMs < 60_000 ? 'first seen just now' : atLeast + durationText(waitedMs)];
}

function endText(job: Job, { now, zone, isPast }: TileContext): string[] {
  const { end } = job;
  const planned = neverRan(job) ? plannedStart(job) : undefined;
  if (end === undefined) {
    return [
      planned === undefined
        ? truncated(endUnknown(job))
        : `planned ${clockTime(planned, zone, now)}`,
    ];
  }
  const at = clockTime(end, zone, now);
  return [isPast ? at : `${at}, ${near(milliseconds(end) - now)}`];
}

function failuresText(
  { failures, isSure }: Pick<Extract<Entry, { kind: 'failing' }>, 'failures' | 'isSure'>,
  { failuresWhole }: TileContext,
): string {
  const prefix = failuresWhole ? '' : atLeast;
  const count = counted(failures, 'failure');
  return isSure ? `${prefix}${count} in 24 h` : `${prefix}${count}, later runs unknown`;
}

function runningText(job: Job, { now, zone, usual, isPast }: TileContext): string[] {
  const past = usual.get(job.title);
  const usually =
    past !== undefined && past.runs >= enoughRuns
      ? [`usually ${durationText(past.medianMs)} (${counted(past.runs, 'run')})`]
      : [];
  const elapsed = elapsedMs(job, now);
  if (elapsed === undefined || job.start === undefined)
    return [truncated(startUnknown(job)), ...usually];
  const since = `since ${clockTime(job.start, zone, now)}`;
  // Vault may give a running job a start in the future (docs/vault-api.md §1a): shown, not counted.
  return [isPast || elapsed < 0 ? since : durationText(elapsed), ...usually];
}

/** With seconds while these show that it ticks; from ten minutes on they only take up space. */
function durationText(ms: number): string {
  return ms < 600_000 || ms >= 3_600_000 ? span(ms) : roughly(ms);
}
