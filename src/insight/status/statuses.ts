/**
 * One row per status: its word, phase, shape and meaning (docs/vault-api.md §3a). What is bad,
 * finished, queued or never ran follows from it everywhere.
 */
import { historyStatuses, type KnownStatus } from '#contract/status.ts';

import { visible } from './title.ts';

export type Phase = 'waiting' | 'active' | 'well' | 'badly' | 'otherwise' | 'unknown';

export type Shape =
  | 'clock'
  | 'queueing'
  | 'queued'
  | 'running'
  | 'cancelling'
  | 'tick'
  | 'cross'
  | 'no-start'
  | 'missed'
  | 'timed-out'
  | 'cancelled'
  | 'inactive'
  | 'question';

export type Look = {
  word: string;
  phase: Phase;
  shape: Shape;
  meaning: string;
  /** When a job that finished so was never run: `always`, or where Vault gives no end of a run. */
  neverRan?: 'always' | 'without-end';
};

const looks: Record<KnownStatus, Look> = {
  SCHEDULED: {
    word: 'Scheduled',
    phase: 'waiting',
    shape: 'clock',
    meaning: 'Waits for its planned time.',
  },
  QUEUEING: {
    word: 'Queueing',
    phase: 'waiting',
    shape: 'queueing',
    meaning: 'Is being put into a queue.',
  },
  QUEUED: {
    word: 'Queued',
    phase: 'waiting',
    shape: 'queued',
    meaning: 'Waits in a queue until Vault has room to run it.',
  },
  RUNNING: {
    word: 'Running',
    phase: 'active',
    shape: 'running',
    meaning: 'Is being run by Vault.',
  },
  CANCELLING: {
    word: 'Cancelling',
    phase: 'active',
    shape: 'cancelling',
    meaning: 'Somebody has cancelled it; it is about to end.',
  },
  SUCCESS: { word: 'Success', phase: 'well', shape: 'tick', meaning: 'Finished without errors.' },
  ERRORS_ENCOUNTERED: {
    word: 'Errors encountered',
    phase: 'badly',
    shape: 'cross',
    meaning: 'Ran to its end with errors; part of its work may be done.',
  },
  FAILED_TO_RUN: {
    word: 'Failed to run',
    phase: 'badly',
    shape: 'no-start',
    meaning: 'Could not be started, or broke off before it did any work.',
    neverRan: 'without-end',
  },
  MISSED_SCHEDULE: {
    word: 'Missed schedule',
    phase: 'badly',
    shape: 'missed',
    meaning: 'Its planned time passed without a run.',
    neverRan: 'always',
  },
  TIMEOUT: {
    word: 'Timed out',
    phase: 'badly',
    shape: 'timed-out',
    meaning: 'Was stopped by Vault at its time limit.',
  },
  CANCELLED: {
    word: 'Cancelled',
    phase: 'otherwise',
    shape: 'cancelled',
    meaning: 'Was cancelled by a person, or replaced by another run.',
    neverRan: 'without-end',
  },
  COMPLETED_DUE_TO_INACTIVITY: {
    word: 'Closed for inactivity',
    phase: 'otherwise',
    shape: 'inactive',
    meaning: 'Vault closed it as it showed no activity; whether its work is done is uncertain.',
  },
};

/** Asked for once or more for each of 100,000 rows. */
const byStatus = new Map<string, Look>(Object.entries(looks));

/** An unknown status is shown as Vault wrote it, neutral; never green (docs/vault-api.md §12.5). */
export function lookOf(status: string): Look {
  const known = byStatus.get(status);
  if (known !== undefined) return known;
  return {
    word: status === '' ? 'No status' : visible(status),
    phase: 'unknown',
    shape: 'question',
    meaning: 'A status that this version of Jobwatch does not know.',
  };
}

export function phaseOf(status: string): Phase {
  return lookOf(status).phase;
}

/** How it ended; undefined where it has not finished, whichever list it stands in. */
export function outcomeOf(status: string): Exclude<Phase, 'waiting' | 'active'> | undefined {
  const phase = phaseOf(status);
  return phase === 'waiting' || phase === 'active' ? undefined : phase;
}

/** Waits to be run at once, not for a planned time. */
export function isQueued(status: string): boolean {
  return phaseOf(status) === 'waiting' && status !== 'SCHEDULED';
}

export function isFinished(status: string): boolean {
  const phase = phaseOf(status);
  return phase === 'well' || phase === 'badly' || phase === 'otherwise';
}

export function isBad(status: string): boolean {
  return phaseOf(status) === 'badly';
}

/** Those by which Vault can filter its histories, written as its filter wants them. */
export const badStatuses = historyStatuses.filter((status) => isBad(status.toUpperCase()));

/**
 * Whether a job has not run, so that Vault's start of it is only its plan: Vault does not mark
 * plans (docs/vault-api.md §1a). This is the one place that decides it.
 */
export function hasNotRun({ status, end, unreadable }: Ends): boolean {
  const { phase, neverRan } = lookOf(status);
  const hasEnd = end !== undefined || unreadable?.end !== undefined;
  return phase === 'waiting' || neverRan === 'always' || (neverRan === 'without-end' && !hasEnd);
}

type Ends = { status: string; end: unknown; unreadable?: { end?: string } };
