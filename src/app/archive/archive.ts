/**
 * Reads Vault's whole history once, newest first, stores it, and keeps up with it (docs/archive.md).
 * This file decides when the archive may ask; `crawl/planner.ts` decides what.
 */
import type { Job } from '#contract/jobs.ts';

import { createArchiveData } from './archive-data.ts';
import { type Clock, createPause } from './clock.ts';
import type { PageAnswer, PageQuery, ReadPage, RecentJobs } from './crawl/page-query.ts';
import * as planner from './crawl/planner.ts';
import { isWarned } from './crawl/warned-answer.ts';
import { createDepartedJobs, searchQuery } from './departed-jobs.ts';
import { createCallBudget } from './requests/call-budget.ts';
import { createPageRequests } from './requests/page-requests.ts';
import { createReadingTime } from './requests/reading-time.ts';
import { createRetryPolicy } from './requests/retry-policy.ts';
import { type Activity, type ArchiveState, createNotifier } from './status.ts';
import type { Store } from './store.ts';
import { createLeadingTerm, type TabLeader } from './tab-leader.ts';

export type Options = {
  read: ReadPage;
  store: Store;
  clock: Clock;
  /** 0 to 1. */
  random: () => number;
  /** Where several tabs share the store: one reads and writes, the others follow. */
  tabs?: Pick<TabLeader, 'lead' | 'post'>;
};

/** How often a complete archive compares itself with Vault without a reason. */
const compareEveryMs = 5 * 60_000;

export type Archive = ReturnType<typeof createArchive>;

export function createArchive(options: Options) {
  const { read, store, clock, random, tabs } = options;
  const data = createArchiveData({
    store,
    onChange: () => changed(),
    onWritten: () => tabs?.post({ kind: 'written' }),
    onLost: () => term.end(),
  });
  const { rows } = data;
  const term = createLeadingTerm({
    tabs,
    failed: store.failed,
    prepare: async () => {
      await data.claim();
      await data.loadNew();
    },
    onFollow: (leader) => {
      role = 'following';
      changed({ kind: 'following', leader });
    },
  });
  const callBudget = createCallBudget();
  const departed = createDepartedJobs(rows.has);
  const pages = createPageRequests({ read, callBudget, clock });
  const pause = createPause(clock);
  const retry = createRetryPolicy(random);
  const notifier = createNotifier(clock);
  const readingTime = createReadingTime(callBudget);
  let activity: Activity = { kind: 'opening' };
  let comparedMs = -Infinity;
  let isPaused = false;
  /** Only a leading tab asks Vault, and only it writes. */
  let role: 'opening' | 'following' | 'leading' = 'opening';
  let stop: AbortController | undefined;
  let state: ArchiveState | undefined;

  function changed(next: Activity = activity): void {
    activity = next;
    state = undefined;
    notifier.notify();
  }

  async function run(signal: AbortSignal): Promise<void> {
    await data.load();
    while (!signal.aborted) {
      const leading = await term.begin(signal);
      role = 'leading';
      const recent = leading.aborted ? undefined : data.takeSeen();
      if (recent !== undefined) applyRecent(recent);
      while (!leading.aborted) await step(leading);
      role = 'following';
      await data.saved();
      // A store that has failed is left to the other tabs, and this one goes on in memory.
      if (!signal.aborted && !store.failed.aborted) await data.loadAgain();
    }
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
    const held = pages.isPending(next.query) ? undefined : callBudget.heldUp(now);
    if (held !== undefined) {
      return wait({ kind: 'waiting', why: held.why, untilMs: now + held.ms }, held.ms, signal);
    }
    await request(next, signal);
  }

  type Request = planner.CrawlRequest | { kind: 'find'; job: Job; query: PageQuery };

  function nextRequest(now: number): Request | undefined {
    const job = departed.nextDue(now);
    const crawl = data.crawl();
    if (job !== undefined)
      return { kind: 'find', job, query: searchQuery(crawl.rule, rows.jobs(), job) };
    const isDue = now >= comparedMs + compareEveryMs && crawl.comparison.kind === 'equal';
    return isDue ? planner.compareRequest(crawl, rows) : planner.nextRequest(crawl, rows);
  }

  async function request(next: Request, signal: AbortSignal): Promise<void> {
    const kind = next.kind === 'compare' || next.kind === 'find' ? 'checking' : 'reading';
    if (activity.kind !== kind) changed({ kind });
    const ahead = (count: number, answer?: PageAnswer) =>
      next.kind === 'page' && !isPaused && callBudget.heldUp(clock.now()) === undefined
        ? planner.prefetchQuery(data.crawl(), count, answer)
        : undefined;
    try {
      const answer = await pages.get(next.query, signal, ahead);
      await data.saved();
      if (!signal.aborted) apply(next, answer);
    } catch (cause) {
      if (signal.aborted) return;
      pages.clear();
      const isFiltered = next.query.start_date !== undefined || next.query.end_date !== undefined;
      if (retry.onFailure(cause, { now: clock.now(), isFiltered }) === 'drop-filter') {
        data.setCrawl(planner.withoutFilter(data.crawl(), rows));
      }
      changed();
    }
  }

  function apply(next: Request, answer: PageAnswer): void {
    const now = clock.now();
    retry.onSuccess();
    data.noteWarnings(answer);
    readingTime.add(answer.jobs.length, now);
    const jobs = rows.put(answer.jobs, answer.asOf);
    if (next.kind === 'find') {
      departed.recordAttempt(next.job.id, now);
      if (jobs.length > 0 || isWarned(answer)) data.confirm({ ...answer, total: undefined });
      return data.save(jobs, []);
    }
    if (next.kind === 'compare') comparedMs = now;
    const { crawl, gone, waitMs } = planner.applyAnswer(data.crawl(), rows, [next, answer]);
    data.setCrawl(crawl);
    if (gone.length > 0) rows.remove(gone, answer.asOf);
    if (waitMs > 0) retry.waitUntil(now + waitMs);
    data.save(jobs, gone);
  }

  function applyRecent(recent: RecentJobs): void {
    callBudget.onAnswer(recent, clock.now());
    data.noteWarnings(recent);
    const changedJobs = rows.put(recent.jobs, recent.asOf);
    const isChanged = data.confirm(recent);
    if (changedJobs.length > 0) data.save(changedJobs, []);
    else if (isChanged) changed();
    pause.wake();
  }

  /** When the reason for stopping may be over. A pause lasts until a person ends it. */
  function retryNow(): void {
    retry.onSuccess();
    retry.waitUntil(0);
    pause.wake();
  }

  async function wait(next: Activity, ms: number, signal: AbortSignal): Promise<void> {
    changed(next);
    await pause.wait(ms, signal);
  }

  return {
    state: (): ArchiveState =>
      (state ??= {
        coverage: data.coverage(),
        activity,
        hasStoredHistory: data.hasStoredHistory(),
        error: retry.error(),
        calls: pages.calls(),
        leftMs: readingTime.leftMs(data, { activity, now: clock.now() }),
        warnings: data.warnings(),
        departed: departed.size(),
        persistence: store.persistence(),
      }),
    /** All known rows, in no order; the same object until something changes. */
    lazyJobs: data.lazyJobs,
    /** The same as an array, for which all of them are made. */
    jobs: () => data.lazyJobs().all(),
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
      await data.saved();
      store.close();
    },
    pause: () => {
      isPaused = true;
      pages.clear();
      pause.wake();
    },
    resume: () => {
      isPaused = false;
      retryNow();
    },
    /** What a screen of this tab has read: it needn't be read again. */
    addRecent: (recent: RecentJobs) => {
      if (role === 'leading') return applyRecent(recent);
      data.setSeen(recent);
      if (role === 'following') tabs?.post({ kind: 'recent', recent });
    },
    /** What a screen of another tab has read, whose session is this one's too. */
    addForwarded: (recent: RecentJobs) => {
      if (role !== 'leading') return;
      if (retry.hasGivenUp()) retryNow();
      applyRecent(recent);
    },
    /** Jobs that the monitors no longer list. */
    addDeparted: (jobs: readonly Job[]) => {
      departed.add(jobs, clock.now());
      pause.wake();
    },
    /** The tab that reads has written. */
    loadNew: async () => (role === 'following' ? data.loadNew() : undefined),
  };
}
