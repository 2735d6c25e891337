import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { createArchive } from './archive.ts';
import type { Coverage } from './crawl/coverage.ts';
import type { FilterDate } from './crawl/window.ts';
import {
  firstDay,
  type Fault,
  finished,
  type Order,
  createAdversarialVault,
  type World,
} from './testing/adversarial-vault.ts';
import { createTestDisk } from './testing/test-disk.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

const day = 86_400_000;
const timeoutMs = 60_000;
/** Shrinking a failing case ends before the test's time-out, which would name no case at all. */
const runs = {
  numRuns: 60,
  interruptAfterTimeLimit: timeoutMs / 2,
  markInterruptAsFailure: true,
};

type NewJob = { createdAgo: number; tookMs: number };

type Plan = {
  filter: FilterDate | 'ignored' | 'refused';
  order: Order;
  exact: boolean;
  pageRows: number;
  totals: boolean;
  old: NewJob[];
  unreadable: number;
  /** Jobs that finish just before a call is answered; a screen may report them. */
  grows: { call: number; newJob: NewJob; isReported: boolean }[];
  leaves: { call: number; pick: number }[];
  /** The page is reloaded just before a call is answered. */
  reloads: number[];
  faults: [number, Fault][];
  latencies: number[];
};

const newJob = fc.record({
  createdAgo: fc.integer({ min: 0, max: 90 * day }),
  tookMs: fc.integer({ min: 0, max: 2 * day }),
});

const fault = fc.constantFrom<Fault>(
  'dropped',
  'limited',
  'expired',
  'cut-off',
  'empty',
  'total-low',
  'total-high',
);

const plans = (overrides: Partial<{ [K in keyof Plan]: fc.Arbitrary<Plan[K]> }> = {}) =>
  fc.record<Plan>({
    filter: fc.constantFrom('created', 'start', 'end', 'created', 'end', 'ignored', 'refused'),
    order: fc.constantFrom('newest-first', 'oldest-first', 'by-id', 'shuffled'),
    exact: fc.boolean(),
    pageRows: fc.integer({ min: 3, max: 9 }),
    totals: fc.constant(true),
    old: fc.array(newJob, { maxLength: 90 }),
    unreadable: fc.constant(0),
    grows: fc.array(
      fc.record({ call: fc.integer({ min: 1, max: 40 }), newJob, isReported: fc.boolean() }),
      {
        maxLength: 12,
      },
    ),
    leaves: fc.constant([]),
    reloads: fc.constant([]),
    faults: fc.constant([]),
    latencies: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
    ...overrides,
  });

/** Runs an archive against the plan's Vault, and checks each claim that it makes. */
async function play(plan: Plan) {
  const clock = createVirtualClock(firstDay + 200 * day);
  let id = 0;
  const finishedJob = ({ createdAgo, tookMs }: NewJob) => {
    const end = clock.now() - createdAgo;
    return finished((id += 1), { created: end - tookMs, end });
  };
  /** A job that has just ended, however long ago it was created. */
  const endedNow = ({ tookMs }: NewJob) =>
    finished((id += 1), { created: clock.now() - tookMs * 20, end: clock.now() });
  const happened = new Set<number>();
  const world: World = {
    ...plan,
    fault: (call) => plan.faults.find(([at]) => at === call)?.[1],
    latency: (call) => plan.latencies[call % plan.latencies.length] ?? 20,
    before: (call) => {
      if (happened.has(call)) return;
      happened.add(call);
      if (plan.reloads.includes(call)) {
        void archive.stop();
        archive = open();
        archive.start();
      }
      for (const grown of plan.grows.filter(({ call: at }) => at === call)) {
        const job = endedNow(grown.newJob);
        model.add([job]);
        if (!grown.isReported) continue;
        archive.addDeparted([job]);
        archive.addRecent(model.firstPage());
      }
      for (const { pick } of plan.leaves.filter(({ call: at }) => at === call)) {
        model.remove(String(1 + (pick % Math.max(1, plan.old.length))));
      }
    },
  };
  const model = createAdversarialVault(world, clock);
  model.add(plan.old.map(finishedJob));
  model.add(
    Array.from({ length: plan.unreadable }, () =>
      finishedJob({ createdAgo: id * 1_000, tookMs: 60_000 }),
    ),
    false,
  );
  const disk = createTestDisk();
  const open = () =>
    createArchive({ read: model.read, clock, random: () => 0.5, store: disk.open() });
  let archive = open();
  let lastCoverage: unknown;
  const checkClaims = () => {
    const { coverage } = archive.state();
    if (lastCoverage === coverage) return;
    lastCoverage = coverage;
    const known = new Set<string>(archive.jobs().map(({ id }) => id));
    expect(known.size).toBe(archive.jobs().length);
    // Vault counts right unless a fault is planned: no difference is its contradiction.
    const isBlamed = coverage.kind === 'partial' && coverage.contradicts;
    if (plan.faults.length === 0) expect(isBlamed).toBe(false);
    const missing = promised(coverage).filter(({ id }) => !known.has(id));
    expect(missing).toEqual([]);
  };
  const promised = (coverage: Coverage): Job[] => {
    if (coverage.kind === 'complete') return model.jobsBefore(coverage.asOf);
    if (coverage.kind === 'none' || coverage.covered === undefined) return [];
    const { date, from, asOf } = coverage.covered;
    const still = new Set(model.jobsBefore(instant(clock.now() + 1)));
    const jobs = model.jobsBefore(asOf).filter((job) => still.has(job));
    return jobs.filter(({ [date]: at }) => at !== undefined && at >= from);
  };
  archive.start();
  const isSettled = () => {
    checkClaims();
    // A day of comparisons every five minutes, and no storm of calls.
    expect(model.queries.length).toBeLessThan(1_000);
    if (archive.state().activity.kind === 'stopped') archive.resume();
    const { coverage, activity } = archive.state();
    return activity.kind === 'idle' && coverage.kind === 'complete';
  };
  const settled = await clock.until(isSettled);
  // Events planned for later calls happen now; the next comparison must find them.
  for (let call = model.queries.length + 1; call <= 41; call += 1) world.before?.(call);
  const from = clock.now();
  const again = await clock.until(() => isSettled() && clock.now() > from + 11 * 60_000);
  const now = model.jobsBefore(instant(clock.now() + 1));
  await archive.stop();
  return { archive, model, settled: settled && again, now: now.map(({ id }) => id) };
}

const sorted = (ids: readonly string[]) => ids.toSorted();

async function endsEqual(plan: Plan) {
  const { archive, settled, now } = await play(plan);
  expect(settled).toBe(true);
  expect(sorted(archive.jobs().map(({ id }) => id))).toEqual(sorted(now));
}

describe('an archive that says it is complete', () => {
  test.prop([plans()], runs)(
    'has Vault’s ids, whatever the filter tests, the order, and the jobs that finish meanwhile',
    endsEqual,
    timeoutMs,
  );

  /**
   * A window separates rows of different seconds, once it is clear which date Vault's filter tests.
   * So all jobs take equally long, from ten seconds, and end at different times; an old one and a
   * new one may share a second of another date.
   */
  const separable = fc.integer({ min: 10_000, max: 2 * day }).chain((tookMs) =>
    plans({
      order: fc.constant('unstable'),
      filter: fc.constantFrom('created', 'end'),
      old: fc
        .uniqueArray(fc.integer({ min: 0, max: (90 * day) / 10_000 }), { maxLength: 90 })
        .map((places) => places.map((place) => ({ createdAgo: place * 10_000, tookMs }))),
      grows: fc.uniqueArray(
        fc.record({
          call: fc.integer({ min: 1, max: 40 }),
          newJob: fc.constant({ createdAgo: 0, tookMs }),
          isReported: fc.boolean(),
        }),
        { maxLength: 12, selector: ({ call }) => call },
      ),
      latencies: fc.array(fc.integer({ min: 5_000, max: 9_000 }), { minLength: 1, maxLength: 5 }),
    }),
  );
  test.prop([separable], runs)(
    'has them even if each page is shuffled differently, as long as windows separate the rows',
    endsEqual,
    timeoutMs,
  );

  test.prop([plans({ faults: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fault)) })], runs)(
    'has them although answers were lost, refused, cut off or had a wrong total',
    endsEqual,
    timeoutMs,
  );

  const reloads = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 });
  test.prop([plans({ reloads })], runs)(
    'has them although the page was reloaded meanwhile',
    endsEqual,
    timeoutMs,
  );

  test.prop([plans({ totals: fc.constant(false) })], runs)(
    'has them if Vault gives no totals',
    endsEqual,
    timeoutMs,
  );

  test.prop([plans({ unreadable: fc.integer({ min: 1, max: 9 }) })], runs)(
    'counts the rows that can’t be read',
    endsEqual,
    timeoutMs,
  );

  const leave = fc.record({ call: fc.integer({ min: 1, max: 40 }), pick: fc.nat(90) });
  test.prop([plans({ leaves: fc.array(leave, { maxLength: 8 }), grows: fc.constant([]) })], runs)(
    'has dropped the rows that Vault no longer has',
    endsEqual,
    timeoutMs,
  );
});
