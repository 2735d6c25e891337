/**
 * For tests: a model of Vault's list of finished jobs with every awkward behaviour. It is not the
 * simulator, which the app may not import and which has none of the behaviours that no Vault is
 * known to have, such as wrong totals or an unstable order.
 */
import * as v from 'valibot';

import { ownError, VaultError } from '#contract/envelope.ts';
import { jobId } from '#contract/field.ts';
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import type { PageQuery, PageAnswer } from '../crawl/page-query.ts';
import { type FilterDate, floorToSecond } from '../crawl/window.ts';

export const firstDay = Date.UTC(2021, 0, 1);

export type Order = 'newest-first' | 'oldest-first' | 'by-id' | 'shuffled' | 'unstable';

/** What goes wrong with a call. */
export type Fault =
  | 'dropped'
  | 'limited'
  | 'expired'
  | 'cut-off'
  | 'empty'
  | 'total-low'
  | 'total-high';

export type World = {
  filter: FilterDate | 'ignored' | 'refused';
  order: Order;
  /** Whether the filter compares milliseconds; else whole seconds. */
  exact?: boolean;
  pageRows: number;
  totals?: boolean;
  budget?: { limit: number; others: () => number };
  fault?: (call: number) => Fault | undefined;
  /** Milliseconds until a call is answered. */
  latency?: (call: number) => number;
  before?: (call: number) => void;
};

type Row = { job: Job; key: string; tested: number; at: number; goneAt: number; readable: boolean };

/** A job with three distinct dates, started halfway between its creation and its end. */
export function finished(id: number, { created, end }: { created: number; end: number }): Job {
  const start = created + Math.floor((end - created) / 2);
  return {
    id: v.parse(jobId, id),
    title: `Job ${id % 7}`,
    status: 'SUCCESS',
    createdBy: undefined,
    created: instant(created),
    modifiedBy: undefined,
    modified: undefined,
    start: instant(start),
    end: instant(end),
  };
}

export function createAdversarialVault(world: World, clock: Clock) {
  let rows: Row[] = [];
  const queries: PageQuery[] = [];
  let isAllThere = true;
  const shared = new Map<string, PageAnswer>();
  const by = world.filter === 'ignored' || world.filter === 'refused' ? 'end' : world.filter;

  function listed({ start_date, end_date }: PageQuery): Row[] {
    if (world.filter === 'refused' && (start_date ?? end_date) !== undefined) {
      throw new VaultError([{ type: 'INVALID_DATA', message: 'No such parameter.' }]);
    }
    const from = start_date === undefined ? -Infinity : Date.parse(start_date);
    const to = end_date === undefined ? Infinity : Date.parse(end_date);
    const isWhole = from === -Infinity && to === Infinity;
    const list = isWhole || world.filter === 'ignored' ? rows : within(from, to);
    return ordered(isAllThere ? list : list.filter(({ goneAt }) => goneAt === Infinity));
  }

  /** Sorted by the date that is tested, they are all in one place. */
  function within(from: number, to: number): Row[] {
    if (world.order === 'by-id' || world.order === 'shuffled') {
      return rows.filter(({ tested }) => tested >= from && tested <= to);
    }
    return rows.slice(
      placeOf(({ tested }) => tested >= from),
      placeOf(({ tested }) => tested > to),
    );
  }

  /** Keeps rows sorted, so that a large Vault answers quickly. */
  function insert(added: readonly Omit<Row, 'key' | 'tested'>[]): void {
    const rowsOf = added.map((row) => ({
      ...row,
      key: keyOf(row.job),
      tested: testedOf(row.job),
    }));
    const [only] = rowsOf;
    if (only !== undefined && rowsOf.length === 1)
      rows.splice(
        placeOf(({ key }) => key >= only.key),
        0,
        only,
      );
    else rows = [...rows, ...rowsOf].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** The first row that is so, as are all after it. */
  function placeOf(isSo: (row: Row) => boolean): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = rows[middle];
      if (row !== undefined && isSo(row)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function testedOf(job: Job): number {
    const date = job[by];
    if (date === undefined) return Number.NaN;
    return milliseconds(world.exact === true ? date : floorToSecond(date));
  }

  function keyOf(job: Job): string {
    const rank = job.id.padStart(9, '0');
    if (world.order === 'by-id') return rank;
    if (world.order === 'shuffled') return String(scattered(job, 1));
    return `${job[by] ?? ''} ${rank}`;
  }

  function ordered(list: Row[]): Row[] {
    if (world.order === 'newest-first') return list.toReversed();
    if (world.order !== 'unstable') return list;
    const salt = queries.length;
    return list.toSorted((a, b) => scattered(a.job, salt) - scattered(b.job, salt));
  }

  function page(query: PageQuery, fault: Fault | undefined): PageAnswer {
    const list = listed(query);
    const whole = list.slice(query.offset, query.offset + world.pageRows);
    const cut = fault === 'cut-off' ? Math.ceil(whole.length / 2) : whole.length;
    const slice = fault === 'empty' ? [] : whole.slice(0, cut);
    const readable = slice.filter((row) => row.readable);
    const wrong = fault === 'total-low' ? -3 : fault === 'total-high' ? 3 : 0;
    const { budget } = world;
    return {
      jobs: readable.map(({ job }) => job),
      unreadable: slice.length - readable.length,
      total: world.totals === false ? undefined : Math.max(0, list.length + wrong),
      limit: world.pageRows,
      hasNext: query.offset + slice.length < list.length,
      asOf: instant(clock.now()),
      budget: budget && { limit: budget.limit, remaining: budget.limit - budget.others() },
      delayMs: 0,
    };
  }

  /** Like the proxy: the same query within 5 s has the same answer. */
  function answer(query: PageQuery, fault: Fault | undefined): PageAnswer {
    const key = JSON.stringify(query);
    const same = shared.get(key);
    if (same !== undefined && clock.now() - milliseconds(same.asOf) < 5_000) return same;
    const fresh = page(query, fault);
    shared.set(key, fresh);
    return fresh;
  }

  return {
    queries,
    add: (jobs: readonly Job[], readable = true) => {
      insert(jobs.map((job) => ({ job, at: clock.now(), goneAt: Infinity, readable })));
    },
    remove: (id: string) => {
      for (const row of rows) {
        if (row.job.id === id && row.goneAt === Infinity) row.goneAt = clock.now();
      }
      isAllThere = false;
    },
    /** Vault's readable jobs just before a moment. */
    jobsBefore: (moment: Instant) => {
      const at = milliseconds(moment);
      return rows.flatMap(({ job, readable, ...row }) =>
        readable && row.at < at && at < row.goneAt ? [job] : [],
      );
    },
    firstPage: () => page({ limit: 200, offset: 0 }, undefined),
    read: async (query: PageQuery, signal: AbortSignal): Promise<PageAnswer> => {
      const call = queries.push(query);
      await clock.sleep(world.latency?.(call) ?? 20, signal);
      signal.throwIfAborted();
      world.before?.(call);
      const fault = world.fault?.(call);
      if (fault === 'dropped') throw ownError('PROXY_UNREACHABLE', 'Dropped.');
      if (fault === 'limited') {
        throw ownError('VAULT_TIMEOUT', 'Later.', { retryAfterSeconds: 7 });
      }
      if (fault === 'expired') {
        throw new VaultError([{ type: 'INVALID_SESSION_ID', message: 'Expired.' }]);
      }
      return answer(query, fault);
    },
  };
}

function scattered(job: Job, salt: number): number {
  let hash = salt * 2_654_435_761;
  for (const letter of job.id) hash = Math.imul(hash ^ letter.charCodeAt(0), 2_654_435_761);
  return hash >>> 0;
}
