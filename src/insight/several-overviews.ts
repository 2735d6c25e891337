/** The overviews of several Vaults as one: joint lists, each row with its Vault, and what to say of all. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { type Attention, lateKinds, type Trouble, type TroubleKind } from './attention.ts';
import { overAt } from './job-times.ts';
import type { Overview } from './overview.ts';
import { isQueued, phaseOf } from './status/statuses.ts';
import type { Verdict } from './verdict.ts';

/** What one Vault has, as its own overview says it. */
export type VaultOverview<V> = {
  vault: V;
  sets: Pick<Overview, 'running' | 'queued' | 'unknown' | 'scheduled' | 'ended'>;
  troubles: Attention['troubles'];
  /** It is not live any more: its rows are of its last answer, and in no count. */
  isPast: boolean;
  /** How far its clock is ahead of the viewer's, in milliseconds: by it moments are put in order. */
  aheadMs: number;
};

/** Nothing in a job says which Vault it is from: ids and titles repeat. */
export type Placed<V, T> = { vault: V; row: T };

export type JointList<V, T> = {
  /** Those of Vaults that are live first. */
  rows: readonly Placed<V, T>[];
  /** How many rows are of Vaults that are live, and how many are not. */
  current: number;
  past: number;
};

export type JointLists<V> = {
  attention: JointList<V, Trouble>;
  live: JointList<V, Job>;
  scheduled: JointList<V, Job>;
  ended: JointList<V, Job>;
};

export function jointLists<V>(overviews: readonly VaultOverview<V>[]): JointLists<V> {
  return {
    attention: joined(overviews, ({ troubles }) => troubles, troubleOrder),
    live: joined(
      overviews,
      ({ sets }) => [...sets.running, ...sets.queued, ...sets.unknown],
      ({ status, start }, { aheadMs }) => [
        phaseOf(status) === 'active' ? 0 : isQueued(status) ? 1 : 2,
        onOneClock(start, aheadMs),
      ],
    ),
    scheduled: joined(
      overviews,
      ({ sets }) => sets.scheduled,
      ({ start }, { aheadMs }) => [onOneClock(start, aheadMs)],
    ),
    ended: joined(
      overviews,
      ({ sets }) => sets.ended,
      (job, { aheadMs }) => {
        const at = overAt(job);
        return [at === undefined ? Infinity : -onOneClock(at, aheadMs)];
      },
    ),
  };
}

type Order<V, T> = (row: T, overview: VaultOverview<V>) => readonly number[];

/** Rows by their order's numbers, the first that differs; as their own Vault has them where none does. */
function joined<V, T>(
  overviews: readonly VaultOverview<V>[],
  rowsOf: (overview: VaultOverview<V>) => readonly T[],
  orderOf: Order<V, T>,
): JointList<V, T> {
  const all = overviews.flatMap((overview) =>
    rowsOf(overview).map((row) => ({
      placed: { vault: overview.vault, row },
      isPast: overview.isPast,
      order: [Number(overview.isPast), ...orderOf(row, overview)],
    })),
  );
  const past = all.filter(({ isPast }) => isPast).length;
  return {
    rows: all.toSorted((a, b) => compared(a.order, b.order)).map(({ placed }) => placed),
    current: all.length - past,
    past,
  };
}

function compared(a: readonly number[], b: readonly number[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

const kinds: readonly TroubleKind[] = ['failing', ...lateKinds];

/** The worst first, as in the overview of one Vault. */
function troubleOrder<V>(
  { kind, failing, job }: Trouble,
  { aheadMs }: VaultOverview<V>,
): readonly number[] {
  const rank = kinds.indexOf(kind);
  if (failing === undefined) return [rank, onOneClock(job.start, aheadMs)];
  const since = failing.since ?? onOneClock(overAt(failing.job), 0);
  return [rank, Number(!failing.isSure), -failing.failures, since - aheadMs];
}

/** Infinity where it is not known. */
function onOneClock(at: Job['start'], aheadMs: number): number {
  return at === undefined ? Infinity : milliseconds(at) - aheadMs;
}

/** What a Vault adds to what is said of all. */
export type VaultCounts = {
  name: string;
  /** Whether it is live: otherwise nothing that it has is counted. */
  isRead: boolean;
  /** Whether it may have more unfinished jobs than those that were read. */
  mayLackUnfinished: boolean;
  attention: Pick<Attention, 'failing'>;
  sets: Pick<
    Overview,
    'overdue' | 'stuck' | 'long' | 'running' | 'queued' | 'scheduled' | 'unknown'
  >;
  verdict: Verdict;
};

/** The sums over the Vaults that are read, and the names of those that are not. */
export function jointCounts(vaults: readonly VaultCounts[]) {
  const read = vaults.filter(({ isRead }) => isRead);
  const sum = (count: (vault: VaultCounts) => number) =>
    read.reduce((total, vault) => total + count(vault), 0);
  const sure = sum(({ attention }) => attention.failing.filter(({ isSure }) => isSure).length);
  return {
    read: read.length,
    unread: vaults.filter(({ isRead }) => !isRead).map(({ name }) => name),
    sure,
    unsure: sum(({ attention }) => attention.failing.length) - sure,
    overdue: sum(({ sets }) => sets.overdue.length),
    stuck: sum(({ sets }) => sets.stuck.length),
    long: sum(({ sets }) => sets.long.length),
    running: sum(({ sets }) => sets.running.length),
    queued: sum(({ sets }) => sets.queued.length),
    scheduled: sum(({ sets }) => sets.scheduled.length),
    unknown: sum(({ sets }) => sets.unknown.length),
    mayLackUnfinished: read.some((vault) => vault.mayLackUnfinished),
    /** Where failures may have been missed, and why. */
    doubts: read.flatMap(({ name, verdict }) =>
      verdict.kind === 'unsure' ? [{ name, why: verdict.why }] : [],
    ),
  };
}

/** `Acme`, `Acme and Beta`, `Acme, Beta and Gamma`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
