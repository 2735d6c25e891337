/**
 * The archive of finished jobs: reads Vault's whole history once, newest first, keeps it, and then
 * keeps up with it. What it may do and when is here; what to ask is in `course.ts`.
 */
import type { Job } from '#contract/jobs.ts';

import { spending } from './call-budget.ts';
import { coverage } from './crawl/coverage.ts';
import { type Crawl, untouched } from './crawl/crawl-state.ts';
import type { Query, Read, Reading } from './crawl/page-query.ts';
import * as course from './crawl/planner.ts';
import { sought } from './departed-jobs.ts';
import { listening } from './listening.ts';
import { flights } from './page-requests.ts';
import { pauses } from './pauses.ts';
import { rate } from './rate.ts';
import { trouble } from './retry-policy.ts';
import { longAgo, shelf } from './row-index.ts';
import type { ArchiveState, Clock, Doing, Noticed } from './state.ts';
import type { Batch, Store } from './store.ts';

export type Options = {
  read: Read;
  store: Store;
  clock: Clock;
  /** 0 to 1. */
  random: () => number;
  /** Resolves once no other tab reads; until then this one follows. */
  lead?: (signal: AbortSignal) => Promise<void>;
  onWritten?: () => void;
  /** Told to this tab while another one reads. */
  onNoticed?: (noticed: Noticed) => void;
};

/** A whole comparison even if no screen notices anything. */
const recheckMs = 5 * 60_000;

export type Archive = ReturnType<typeof archive>;

export function archive(options: Options) {
  const { read, store, clock, random, lead, onWritten, onNoticed } = options;
  const rows = shelf();
  const spend = spending();
  const missing = sought(rows.has);
  const pages = flights(read, () => {
    calls += 1;
    spend.spent(clock.now());
  });
  const pause = pauses(clock);
  const troubles = trouble(random);
  const listeners = listening(clock);
  const speed = rate();
  let crawl: Crawl = untouched;
  let doing: Doing = { kind: 'opening' };
  let calls = 0;
  let checkedMs = -Infinity;
  let isPaused = false;
  let stop: AbortController | undefined;
  let writing: Promise<void> = Promise.resolve();
  let shown: ArchiveState | undefined;

  function tell(next: Doing = doing): void {
    doing = next;
    shown = undefined;
    listeners.tell();
  }

  function take({ gone, jobs }: Batch): void {
    if (gone.length > 0) rows.remove(gone, longAgo);
    rows.put(jobs, longAgo);
    tell();
  }

  async function open(again = false): Promise<void> {
    const kept = await store.load(take, again).catch(() => undefined);
    if (kept !== undefined) crawl = course.settled(kept, rows);
    tell();
  }

  async function run(signal: AbortSignal): Promise<void> {
    await open();
    if (lead !== undefined) {
      tell({ kind: 'following' });
      await lead(signal);
      await open(true);
    }
    while (!signal.aborted) await step(signal);
  }

  async function step(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    if (isPaused) return rest({ kind: 'paused' }, Infinity, signal);
    if (troubles.isFinal()) return rest({ kind: 'stopped' }, Infinity, signal);
    const untilMs = troubles.untilMs();
    if (untilMs > now) {
      const why = troubles.error() === undefined ? 'answer' : 'trouble';
      return rest({ kind: 'waiting', why, untilMs }, untilMs - now, signal);
    }
    const next = wanted(now);
    if (next === undefined) {
      const ms = Math.min(missing.waitMs(now), checkedMs + recheckMs - now);
      return rest({ kind: 'resting' }, ms, signal);
    }
    const waitMs = pages.isFlying(next.query) ? 0 : spend.waitMs(now);
    if (waitMs > 0) {
      return rest({ kind: 'waiting', why: 'budget', untilMs: now + waitMs }, waitMs, signal);
    }
    await asking(next, signal);
  }

  type Wanted = course.Ask | { kind: 'seek'; job: Job; query: Query };

  function wanted(now: number): Wanted | undefined {
    const job = missing.due(now);
    if (job !== undefined) return { kind: 'seek', job, query: course.searchFor(crawl, rows, job) };
    const isDue = now >= checkedMs + recheckMs && crawl.verdict.kind === 'equal';
    return isDue ? course.check(crawl, rows) : course.ask(crawl, rows);
  }

  async function asking(next: Wanted, signal: AbortSignal): Promise<void> {
    const kind = next.kind === 'check' || next.kind === 'seek' ? 'checking' : 'reading';
    if (doing.kind !== kind) tell({ kind });
    const ahead = () =>
      next.kind === 'page' && spend.waitMs(clock.now()) === 0 ? course.askAhead(crawl) : undefined;
    try {
      const answer = await pages.land(next.query, signal, ahead);
      await writing;
      if (!signal.aborted) heard(next, answer);
    } catch (cause) {
      if (signal.aborted) return;
      pages.forget();
      const isFiltered = next.query.start_date !== undefined || next.query.end_date !== undefined;
      if (troubles.met(cause, { now: clock.now(), isFiltered }) === 'filter') {
        crawl = course.withoutFilter(crawl, rows);
      }
      tell();
    }
  }

  function heard(next: Wanted, answer: Reading): void {
    const now = clock.now();
    troubles.passed();
    spend.told(answer, now);
    speed.came(answer.jobs.length, now);
    const jobs = rows.put(answer.jobs, answer.asOf);
    if (next.kind === 'seek') {
      missing.asked(next.job.id, now);
      if (jobs.length > 0)
        crawl = course.noticed(crawl, rows, { total: undefined, asOf: answer.asOf });
      return keep(jobs, []);
    }
    if (next.kind === 'check') checkedMs = now;
    const { crawl: after, gone, restMs } = course.hear(crawl, rows, [next, answer]);
    crawl = after;
    if (gone.length > 0) rows.remove(gone, answer.asOf);
    if (restMs > 0) troubles.rest(now + restMs);
    keep(jobs, gone);
  }

  /** Rows and the state that counts them are written as one, one after the other. */
  function keep(jobs: readonly Job[], gone: readonly string[]): void {
    // Another session can't tell when rows came, only that none came after the latest.
    const grown = rows.grown();
    const since = crawl.since !== undefined && crawl.since > grown ? crawl.since : grown;
    const change = { jobs, gone, crawl: { ...crawl, since } };
    writing = writing.then(async () => store.write(change)).then(() => onWritten?.());
    tell();
  }

  function noticed({ jobs, total, asOf, budget, delayMs }: Noticed): void {
    spend.told({ budget, delayMs }, clock.now());
    const changed = rows.put(jobs, asOf);
    const before = crawl;
    crawl = course.noticed(crawl, rows, { total, asOf });
    if (changed.length > 0) keep(changed, []);
    else if (crawl !== before) tell();
    pause.wake();
  }

  async function rest(next: Doing, ms: number, signal: AbortSignal): Promise<void> {
    tell(next);
    await pause.rest(ms, signal);
  }

  return {
    state: (): ArchiveState =>
      (shown ??= {
        coverage: coverage(crawl, rows),
        doing,
        error: troubles.error(),
        calls,
        rowsPerSecond: speed.perSecond(),
        sought: missing.size(),
        keeps: store.keeps(),
      }),
    /** All known rows, in no order; the same array until something changes. */
    jobs: rows.jobs,
    subscribe: listeners.subscribe,
    start: () => {
      if (stop !== undefined) return;
      stop = new AbortController();
      void run(stop.signal);
    },
    /** Ends for good. Resolves when all that was heard is written. */
    stop: async () => {
      stop?.abort();
      pause.wake();
      await writing;
      store.close();
    },
    pause: () => {
      isPaused = true;
      pages.forget();
      pause.wake();
    },
    /** After a pause, or when what made it stop may be over. */
    resume: () => {
      isPaused = false;
      troubles.passed();
      troubles.rest(0);
      pause.wake();
    },
    /** What a screen has read besides, so that it needn't be read again. */
    noticed: (seen: Noticed) => {
      if (doing.kind === 'following') onNoticed?.(seen);
      else noticed(seen);
    },
    /** The same from a tab that doesn't read. */
    forwarded: (seen: Noticed) => {
      if (doing.kind !== 'following') noticed(seen);
    },
    /** Jobs that the monitors no longer list. */
    departed: (jobs: readonly Job[]) => {
      missing.add(jobs, clock.now());
      pause.wake();
    },
    /** Another tab has written. */
    follow: async () => (doing.kind === 'following' ? open(true) : undefined),
  };
}
