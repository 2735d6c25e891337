/** All that the overview of several Vaults shows: of each what is known, and their rows together. */
import { useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { type Attention, attention, isSeen, type Seen, type Trouble } from '#insight/attention.ts';
import type { QueuedSince } from '#insight/queued-since.ts';
import { jointCounts, jointLists } from '#insight/several-overviews.ts';
import { wordTest } from '#insight/status/title-search.ts';
import { isSameUsual, type Usual } from '#insight/usual.ts';
import { verdictOf } from '#insight/verdict.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { vaultLabel } from '../../../components/vault-label.ts';
import type { VaultLists } from '../../../queries/vault-lists.ts';
import { seenIn, useSeen } from '../../../seen.ts';
import { deviceNow } from '../../../time/clock.ts';
import { type Liveness, livenessOf } from '../../../vaults/liveness.ts';
import { useWatchedVaults, type WatchedVault } from '../../../vaults/use-watched-vaults.ts';

/** Where a row's Vault is, and what its clock says. */
type RowVault = Pick<VaultLists, 'place' | 'aheadMs'>;

export type ShownVault = WatchedVault & {
  lists: RowVault;
  /** Its name and kind in words. */
  name: string;
  state: Liveness['state'];
  attention: Attention;
  seen: readonly Seen[];
};

/** A job in a joint list. */
export type JobRow = {
  /** Unique on the page, as jobs of two Vaults may have the same id. */
  id: string;
  vault: RowVault;
  job: Job;
  usual: Usual | undefined;
  /** The moment that it shows, on its Vault's clock, where that is past. */
  pastAt: number | undefined;
};

export type TroubleRow = JobRow & {
  /** Undefined where its row is frozen, and nothing is wrong with it any more. */
  trouble: Trouble | undefined;
  queuedSince: (job: Job) => QueuedSince | undefined;
  seen: Seen | undefined;
};

export type JointModel = ReturnType<typeof jointModel>;

/** `lists` has to be the same from one render to the next. `title`: words of the titles shown. */
export function useJointModel(lists: readonly VaultLists[], title: string): JointModel {
  // By a part of the day a title would be failing that has run well since.
  const watched = useWatchedVaults(lists, title.trim() === '' ? isAny : testOf(title), true);
  const marks = useSeen();
  const [shareRows] = useState(createRowSharing);
  // Read again as time passes, not only with an answer.
  useTicking(() => watched.map(stateOf).join());
  const vaults = lists.flatMap((own, nth): ShownVault[] => {
    const one = watched[nth];
    return one === undefined ? [] : [shownVault(own, one, seenIn(own.place.host, marks))];
  });
  return jointModel(vaults, { shareRows, isFiltered: title.trim() !== '' });
}

export function shownVault(lists: RowVault, one: WatchedVault, seen: readonly Seen[]): ShownVault {
  const { jobs, now, knownSince, alsoWell } = one.watched;
  return {
    ...one,
    lists,
    name: vaultLabel(one.place),
    state: stateOf(one),
    attention: attention(jobs, { now, knownSince, alsoWell, archived: [] }),
    seen,
  };
}

type Options = { shareRows: ReturnType<typeof createRowSharing>; isFiltered: boolean };

export function jointModel(vaults: readonly ShownVault[], { shareRows, isFiltered }: Options) {
  const joint = jointLists(
    vaults.map((vault) => ({
      vault,
      sets: vault.watched.jobs,
      troubles: vault.attention.troubles,
      isPast: vault.state === 'not-live',
      aheadMs: vault.watched.aheadMs(),
    })),
  );
  const rowsOf = (list: 'live' | 'scheduled' | 'ended') =>
    shareRows(
      list,
      joint[list].rows.map(({ vault, row }) => jobRow(vault, row)),
    );
  const troubleRows = joint.attention.rows.map(({ vault, row }) => troubleRow(vault, row));
  const live = rowsOf('live');
  const scheduled = rowsOf('scheduled');
  const ended = rowsOf('ended');
  const known = new Map([...ended, ...scheduled, ...live].map((row) => [row.id, row]));
  const troubled = new Map(troubleRows.map((row) => [row.id, row]));
  return {
    vaults,
    counts: jointCounts(
      vaults.map(({ name, state, attention, watched }) => ({
        name,
        isRead: state === 'live' || state === 'late',
        mayLackUnfinished: watched.mayLackUnfinished,
        attention,
        sets: watched.jobs,
        verdict: verdictOf({ ...watched, jobs: watched.jobs }),
      })),
    ),
    joint,
    /** Those seen come last. */
    attention: [
      ...troubleRows.filter(({ seen }) => seen === undefined),
      ...troubleRows.filter(({ seen }) => seen !== undefined),
    ],
    live,
    scheduled,
    ended,
    latest: (id: string) => known.get(id),
    latestTrouble: (id: string): TroubleRow | undefined => {
      const row = known.get(id);
      return troubled.get(id) ?? (row && { ...row, ...noTrouble });
    },
    isFiltered,
  };
}

function stateOf({ watched }: WatchedVault) {
  return livenessOf(watched.polling(), deviceNow()).state;
}

const isAny = () => true;

function testOf(title: string) {
  const test = wordTest(title);
  return (job: { title: string }) => test(job.title);
}

const noTrouble = { trouble: undefined, seen: undefined, queuedSince: () => undefined };

function jobRow({ lists, place, watched, state }: ShownVault, job: Job): JobRow {
  return {
    id: `${place.host} ${job.id}`,
    vault: lists,
    job,
    usual: watched.usual.get(job.title),
    pastAt: state === 'not-live' ? watched.now : undefined,
  };
}

function troubleRow(vault: ShownVault, trouble: Trouble): TroubleRow {
  return {
    ...jobRow(vault, trouble.job),
    trouble,
    queuedSince: vault.watched.queuedSince,
    seen: vault.seen.find((one) => isSeen(trouble, [one])),
  };
}

/**
 * A row that shows the same as before stays the same object: only others are drawn again. Of each
 * list no more is kept than its latest rows, as a page may be open for weeks.
 */
export function createRowSharing() {
  const latest = new Map<string, ReadonlyMap<string, JobRow>>();
  return (list: string, rows: readonly JobRow[]): JobRow[] => {
    const before = latest.get(list);
    const shared = rows.map((row) => {
      const known = before?.get(row.id);
      return known !== undefined && isSame(known, row) ? known : row;
    });
    latest.set(list, new Map(shared.map((row) => [row.id, row])));
    return shared;
  };
}

function isSame(a: JobRow, b: JobRow): boolean {
  return (
    a.vault === b.vault && a.job === b.job && a.pastAt === b.pastAt && isSameUsual(a.usual, b.usual)
  );
}

/** The present on the clock of a row's Vault, or the moment that it shows. */
export function momentOf({ vault, pastAt }: Pick<JobRow, 'vault' | 'pastAt'>): number {
  return pastAt ?? deviceNow() + vault.aheadMs();
}
