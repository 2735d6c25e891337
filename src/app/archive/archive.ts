/**
 * The archive of finished jobs: reads Vault's whole history once, newest first, stores it, and then
 * keeps up with it (docs/archive.md). This file decides when it may ask; `crawl/planner.ts` decides
 * what.
 */
import type { Job } from '#contract/jobs.ts';

import { createCallBudget } from './call-budget.ts';
import { type Clock, createPause } from './clock.ts';
import { coverage } from './crawl/coverage.ts';
import { type Crawl, initialCrawl } from './crawl/crawl-state.ts';
import type { PageAnswer, PageQuery, ReadPage, RecentJobs } from './crawl/page-query.ts';
import * as planner from './crawl/planner.ts';
import { createDepartedJobs, searchQuery } from './departed-jobs.ts';
import { createPageRequests } from './page-requests.ts';
import { createRetryPolicy } from './retry-policy.ts';
import { createRowIndex, epoch } from './row-index.ts';
import { type Activity, type ArchiveState, createNotifier, createRowRate } from './status.ts';
import type { Batch, Store } from './store.ts';

export type Options = {
  read: ReadPage;
  store: Store;
  clock: Clock;
  /** 0 to 1. */
  random: () => number;
  /** Resolves once no other tab reads; until then this one follows. */
  lead?: (signal: AbortSignal) => Promise<void>;
  onWritten?: () => void;
  /** Passes on to the tab that reads what a screen of this one has read. */
  forward?: (recent: RecentJobs) => void;
};

/** How often a complete archive compares itself with Vault without a reason. */
const compareEveryMs = 5 * 60_000;

export type Archive = ReturnType<typeof createArchive>;

export function createArchive(options: Options) {
  const { read, store, clock, random, lead, onWritten, forward } = options;
  const rows = createRowIndex();
  const callBudget = createCallBudget();
  const departed = createDepartedJobs(rows.has);
  const pages = createPageRequests(read, () => {
    calls += 1;
    callBudget.recordCall(clock.now());
  });
  const pause = createPause(clock);
  const retry = createRetryPolicy(random);
  const notifier = createNotifier(clock);
  const rowRate = createRowRate();
  let crawl: Crawl = initialCrawl;
  let activity: Activity = { kind: 'opening' };
  let calls = 0;
  let comparedMs = -Infinity;
  let isPaused = false;
  let stop: AbortController | undefined;
  let writing: Promise<void> = Promise.resolve();
  let state: ArchiveState | undefined;

  function changed(next: Activity = activity): void {
    activity = next;
    state = undefined;
    notifier.notify();
  }

  function addStored({ gone, jobs }: Batch): void {
    if (gone.length > 0) rows.remove(gone, epoch);
    rows.put(jobs, epoch);
    changed();
  }

  async function load(onlyNew = false): Promise<void> {
    const stored = await store.load(addStored, onlyNew).catch(() => undefined);
    if (stored !== undefined) crawl = planner.settle(stored, rows);
    changed();
  }

  async function run(signal: AbortSignal): Promise<void> {
    await load();
    if (lead !== undefined) {
      changed({ kind: 'following' });
      await lead(signal);
      await load(true);
    }
    while (!signal.aborted) await step(signal);
  }

  async function step(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    if (isPaused) return wait({ kind: 'paused' }, Infinity, signal);
    if (retry.hasGivenUp()) return wait({ kind: 'stopped' }, Infinity, signal);
    const untilMs = retry.untilMs();
    if (untilMs > now) {
      const why = retry.error() === undefined ? 'newer-answer' : 'failure';
      return wait({ kind: 'waiting', why, untilMs }, untilMs - now, signal);
    }
    const next = nextRequest(now);
    if (next === undefined) {
      const ms = Math.min(departed.waitMs(now), comparedMs + compareEveryMs - now);
      return wait({ kind: 'idle' }, ms, signal);
    }
    const waitMs = pages.isPending(next.query) ? 0 : callBudget.waitMs(now);
    if (waitMs > 0) {
      return wait({ kind: 'waiting', why: 'budget', untilMs: now + waitMs }, waitMs, signal);
    }
    await request(next, signal);
  }

  type Request = planner.CrawlRequest | { kind: 'find'; job: Job; query: PageQuery };

  function nextRequest(now: number): Request | undefined {
    const job = departed.nextDue(now);
    if (job !== undefined)
      return { kind: 'find', job, query: searchQuery(crawl.rule, rows.jobs(), job) };
    const isDue = now >= comparedMs + compareEveryMs && crawl.comparison.kind === 'equal';
    return isDue ? planner.compareRequest(crawl, rows) : planner.nextRequest(crawl, rows);
  }

  async function request(next: Request, signal: AbortSignal): Promise<void> {
    const kind = next.kind === 'compare' || next.kind === 'find' ? 'checking' : 'reading';
    if (activity.kind !== kind) changed({ kind });
    const prefetch = () =>
      next.kind === 'page' && callBudget.waitMs(clock.now()) === 0
        ? planner.prefetchQuery(crawl)
        : undefined;
    try {
      const answer = await pages.get(next.query, signal, prefetch);
      await writing;
      if (!signal.aborted) apply(next, answer);
    } catch (cause) {
      if (signal.aborted) return;
      pages.clear();
      const isFiltered = next.query.start_date !== undefined || next.query.end_date !== undefined;
      if (retry.onFailure(cause, { now: clock.now(), isFiltered }) === 'drop-filter') {
        crawl = planner.withoutFilter(crawl, rows);
      }
      changed();
    }
  }

  function apply(next: Request, answer: PageAnswer): void {
    const now = clock.now();
    retry.onSuccess();
    callBudget.onAnswer(answer, now);
    rowRate.add(answer.jobs.length, now);
    const jobs = rows.put(answer.jobs, answer.asOf);
    if (next.kind === 'find') {
      departed.recordAttempt(next.job.id, now);
      if (jobs.length > 0)
        crawl = planner.applyRecent(crawl, rows, { total: undefined, asOf: answer.asOf });
      return save(jobs, []);
    }
    if (next.kind === 'compare') comparedMs = now;
    const { crawl: after, gone, waitMs } = planner.applyAnswer(crawl, rows, [next, answer]);
    crawl = after;
    if (gone.length > 0) rows.remove(gone, answer.asOf);
    if (waitMs > 0) retry.waitUntil(now + waitMs);
    save(jobs, gone);
  }

  /** Rows and the crawl state that counts them are written together, and writes in order. */
  function save(jobs: readonly Job[], gone: readonly string[]): void {
    // A later session doesn't know when each row came, only that none came after this.
    const grownAt = rows.lastGrownAt();
    const { validFrom = grownAt } = crawl;
    const stored = { ...crawl, validFrom: validFrom > grownAt ? validFrom : grownAt };
    const change = { jobs, gone, crawl: stored };
    writing = writing.then(async () => store.write(change)).then(() => onWritten?.());
    changed();
  }

  function applyRecent({ jobs, total, asOf, budget, delayMs }: RecentJobs): void {
    callBudget.onAnswer({ budget, delayMs }, clock.now());
    const changedJobs = rows.put(jobs, asOf);
    const before = crawl;
    crawl = planner.applyRecent(crawl, rows, { total, asOf });
    if (changedJobs.length > 0) save(changedJobs, []);
    else if (crawl !== before) changed();
    pause.wake();
  }

  async function wait(next: Activity, ms: number, signal: AbortSignal): Promise<void> {
    changed(next);
    await pause.wait(ms, signal);
  }

  return {
    state: (): ArchiveState =>
      (state ??= {
        coverage: coverage(crawl, rows),
        activity,
        error: retry.error(),
        calls,
        rowsPerSecond: rowRate.perSecond(),
        departed: departed.size(),
        persistence: store.persistence(),
      }),
    /** All known rows, in no order; the same array until something changes. */
    jobs: rows.jobs,
    subscribe: notifier.subscribe,
    start: () => {
      if (stop !== undefined) return;
      stop = new AbortController();
      void run(stop.signal);
    },
    /** Ends for good. Resolves when everything read so far is stored. */
    stop: async () => {
      stop?.abort();
      pause.wake();
      await writing;
      store.close();
    },
    pause: () => {
      isPaused = true;
      pages.clear();
      pause.wake();
    },
    /** After a pause, or when the reason for stopping may be over. */
    resume: () => {
      isPaused = false;
      retry.onSuccess();
      retry.waitUntil(0);
      pause.wake();
    },
    /** What a screen of this tab has read: it needn't be read again. */
    addRecent: (recent: RecentJobs) => {
      if (activity.kind === 'following') forward?.(recent);
      else applyRecent(recent);
    },
    /** What a screen of another tab has read. */
    addForwarded: (recent: RecentJobs) => {
      if (activity.kind !== 'following') applyRecent(recent);
    },
    /** Jobs that the monitors no longer list. */
    addDeparted: (jobs: readonly Job[]) => {
      departed.add(jobs, clock.now());
      pause.wake();
    },
    /** The tab that reads has written. */
    reload: async () => (activity.kind === 'following' ? load(true) : undefined),
  };
}
