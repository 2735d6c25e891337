/** What the archive knows of Vault's history, loaded from the store and saved to it. */
import type { Fault } from '#contract/fault.ts';
import type { Job } from '#contract/jobs.ts';

import type { LazyJobs } from '../jobs/lazy-jobs.ts';
import { coverage, type Coverage } from './crawl/coverage.ts';
import { type Crawl, initialCrawl } from './crawl/crawl-state.ts';
import type { PageAnswer, RecentJobs } from './crawl/page-query.ts';
import * as planner from './crawl/planner.ts';
import { applyRecent, compareRecent } from './crawl/recent-jobs.ts';
import { isWarned } from './crawl/warned-answer.ts';
import type { StoredBatch } from './log-tail.ts';
import { createRowIndex, epoch } from './row-index.ts';
import type { Store } from './store.ts';

type Options = {
  store: Store;
  onChange: () => void;
  /** Something was stored. */
  onWritten: () => void;
  /** Another tab has claimed the store: this one may no longer write. */
  onLost: () => void;
};

export function createArchiveData({ store, onChange, onWritten, onLost }: Options) {
  const rows = createRowIndex();
  let crawl = initialCrawl;
  let warnings: readonly Fault[] = [];
  let hasStoredHistory = false;
  let working: Promise<void> = Promise.resolve();
  /** The latest that a screen of this tab has read while another one led. */
  let seenRecent: RecentJobs | undefined;
  /** What is shown while everything is loaded again. */
  let held: { jobs: LazyJobs; coverage: Coverage } | undefined;

  function addStored({ gone, jobs }: StoredBatch): void {
    if (gone.length > 0) rows.remove(gone, epoch);
    rows.load(jobs);
    onChange();
  }

  async function loadNow(onlyNew: boolean): Promise<void> {
    const stored = await store.loadCrawl();
    hasStoredHistory = stored?.reachedEnd === true;
    await store.loadRows(addStored, onlyNew);
    // With a part of its rows, the stored state would promise more than is known.
    if (stored !== undefined && !store.failed.aborted) setCrawl(planner.settle(stored, rows));
    onChange();
  }

  async function loadAgainNow(): Promise<void> {
    const before = { jobs: rows.lazyJobs(), crawl };
    held = { jobs: before.jobs, coverage: coverage(crawl, rows) };
    rows.clear();
    setCrawl(initialCrawl);
    await loadNow(false);
    if (store.failed.aborted) {
      rows.put(before.jobs.all(), epoch);
      setCrawl(before.crawl);
    }
    held = undefined;
    onChange();
  }

  function setCrawl(next: Crawl): void {
    crawl = next;
    forgetWarnings();
  }

  function noteWarnings(answer: Pick<PageAnswer, 'warnings'>): void {
    if (isWarned(answer)) warnings = answer.warnings;
  }

  /** They explain a doubt. Once it has ended, the next one has reasons of its own. */
  function forgetWarnings(): void {
    if (seenCrawl().comparison.kind === 'equal') warnings = [];
  }

  /** As far as this tab can see: what its screens have read may not be stored yet. */
  function seenCrawl(): Crawl {
    return seenRecent === undefined ? crawl : compareRecent(crawl, rows, seenRecent);
  }

  /** One after the other: what is loaded and written has an order. */
  async function enqueue(work: () => Promise<void>): Promise<void> {
    working = working.then(work);
    return working;
  }

  return {
    rows,
    crawl: () => crawl,
    setCrawl,
    /** An earlier visit has read the whole history, whether or not its rows have been loaded. */
    hasStoredHistory: () => hasStoredHistory,
    lazyJobs: () => held?.jobs ?? rows.lazyJobs(),
    /** What Vault warned of since the history was last complete. */
    warnings: () => warnings,
    noteWarnings,
    coverage: () => held?.coverage ?? coverage(seenCrawl(), rows),
    /** A screen has read the newest jobs, and another tab will add them. */
    setSeen: (recent: RecentJobs) => {
      seenRecent = recent;
      noteWarnings(recent);
      forgetWarnings();
      onChange();
    },
    /** What `setSeen` was called with since the last time, as this tab leads now. */
    takeSeen: (): RecentJobs | undefined => {
      const recent = seenRecent;
      seenRecent = undefined;
      return recent;
    },
    /** What a screen has read is among the rows: true if that changes what is certain. */
    confirm: (recent: Pick<RecentJobs, 'total' | 'asOf' | 'warnings'>): boolean => {
      const before = crawl;
      setCrawl(applyRecent(crawl, rows, recent));
      return crawl !== before;
    },
    load: async () => enqueue(async () => loadNow(false)),
    loadNew: async () => enqueue(async () => loadNow(true)),
    /** After other tabs have written: what this one knew by itself is not among the stored rows. */
    loadAgain: async () => enqueue(loadAgainNow),
    claim: async () => enqueue(store.claim),
    /** Rows and the crawl state that counts them are written together. */
    save: (jobs: readonly Job[], gone: readonly string[]): void => {
      // A later session doesn't know when each row came, only that none came after this.
      const grownAt = rows.lastGrownAt();
      const { validFrom = grownAt } = crawl;
      const stored = { ...crawl, validFrom: validFrom > grownAt ? validFrom : grownAt };
      const change = { jobs, gone, crawl: stored };
      void enqueue(async () => ((await store.write(change)) ? onWritten() : onLost()));
      onChange();
    },
    /** Resolves when everything saved so far is stored. */
    saved: async () => working,
  };
}
