import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { archive } from './archive.ts';
import type { Coverage } from './crawl/coverage.ts';
import type { FilterDate } from './crawl/window.ts';
import {
  dawn,
  type Fault,
  finished,
  keptStore,
  type Order,
  vault,
  type World,
} from './testing/adversarial-vault.ts';
import { pretendClock } from './testing/virtual-clock.ts';

const day = 86_400_000;
const patienceMs = 60_000;
/** Of a case that fails, smaller ones are looked for only until then: the time-out tells none. */
const runs = {
  numRuns: 60,
  interruptAfterTimeLimit: patienceMs / 2,
  markInterruptAsFailure: true,
};

type Born = { createdAgo: number; tookMs: number };

type Plan = {
  filter: FilterDate | 'ignored' | 'refused';
  order: Order;
  exact: boolean;
  pageRows: number;
  totals: boolean;
  old: Born[];
  blind: number;
  /** Jobs that finish just before a call is answered. */
  grows: { call: number; born: Born; told: boolean }[];
  leaves: { call: number; pick: number }[];
  /** The page is loaded anew just before a call is answered. */
  reloads: number[];
  faults: [number, Fault][];
  latencies: number[];
};

const born = fc.record({
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

const plans = (given: Partial<{ [K in keyof Plan]: fc.Arbitrary<Plan[K]> }> = {}) =>
  fc.record<Plan>({
    filter: fc.constantFrom('created', 'start', 'end', 'created', 'end', 'ignored', 'refused'),
    order: fc.constantFrom('newest-first', 'oldest-first', 'by-id', 'shuffled'),
    exact: fc.boolean(),
    pageRows: fc.integer({ min: 3, max: 9 }),
    totals: fc.constant(true),
    old: fc.array(born, { maxLength: 90 }),
    blind: fc.constant(0),
    grows: fc.array(
      fc.record({ call: fc.integer({ min: 1, max: 40 }), born, told: fc.boolean() }),
      {
        maxLength: 12,
      },
    ),
    leaves: fc.constant([]),
    reloads: fc.constant([]),
    faults: fc.constant([]),
    latencies: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
    ...given,
  });

/** Runs an archive against the plan's Vault and checks what it says each time it says anything. */
async function played(plan: Plan) {
  const clock = pretendClock(dawn + 200 * day);
  let id = 0;
  const made = ({ createdAgo, tookMs }: Born) => {
    const end = clock.now() - createdAgo;
    return finished((id += 1), { created: end - tookMs, end });
  };
  /** One that has just ended, however long ago it was created. */
  const ended = ({ tookMs }: Born) =>
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
        void subject.stop();
        subject = archive(options);
        subject.start();
      }
      for (const grown of plan.grows.filter(({ call: at }) => at === call)) {
        const job = ended(grown.born);
        model.add([job]);
        if (!grown.told) continue;
        subject.departed([job]);
        subject.noticed(model.peek());
      }
      for (const { pick } of plan.leaves.filter(({ call: at }) => at === call)) {
        model.remove(String(1 + (pick % Math.max(1, plan.old.length))));
      }
    },
  };
  const model = vault(world, clock);
  model.add(plan.old.map(made));
  model.add(
    Array.from({ length: plan.blind }, () => made({ createdAgo: id * 1_000, tookMs: 60_000 })),
    false,
  );
  const options = { read: model.read, clock, random: () => 0.5, store: keptStore() };
  let subject = archive(options);
  let said: unknown;
  const claims = () => {
    const { coverage } = subject.state();
    if (said === coverage) return;
    said = coverage;
    const known = new Set<string>(subject.jobs().map(({ id }) => id));
    expect(known.size).toBe(subject.jobs().length);
    const lacking = promised(coverage).filter(({ id }) => !known.has(id));
    expect(lacking).toEqual([]);
  };
  const promised = (coverage: Coverage): Job[] => {
    if (coverage.kind === 'complete') return model.had(coverage.asOf);
    if (coverage.kind === 'none' || coverage.covered === undefined) return [];
    const { date, from, asOf } = coverage.covered;
    const still = new Set(model.had(instant(clock.now() + 1)));
    const jobs = model.had(asOf).filter((job) => still.has(job));
    return jobs.filter(({ [date]: at }) => at !== undefined && at >= from);
  };
  subject.start();
  const isSettled = () => {
    claims();
    // A day of comparing every five minutes, and not a storm.
    expect(model.asked.length).toBeLessThan(1_000);
    if (subject.state().doing.kind === 'stopped') subject.resume();
    const { coverage, doing } = subject.state();
    return doing.kind === 'resting' && coverage.kind === 'complete';
  };
  const settled = await clock.until(isSettled);
  // What still comes to the Vault comes now; the next comparison must find it.
  for (let call = model.asked.length + 1; call <= 41; call += 1) world.before?.(call);
  const from = clock.now();
  const again = await clock.until(() => isSettled() && clock.now() > from + 11 * 60_000);
  const now = model.had(instant(clock.now() + 1));
  await subject.stop();
  return { subject, model, settled: settled && again, now: now.map(({ id }) => id) };
}

const sorted = (ids: readonly string[]) => ids.toSorted();

async function holds(plan: Plan) {
  const { subject, settled, now } = await played(plan);
  expect(settled).toBe(true);
  expect(sorted(subject.jobs().map(({ id }) => id))).toEqual(sorted(now));
}

describe('an archive that says it is complete', () => {
  test.prop([plans()], runs)(
    'has Vault’s ids, whatever the filter tests, the order, and what finishes meanwhile',
    holds,
    patienceMs,
  );

  test.prop(
    [plans({ order: fc.constant('unstable'), filter: fc.constantFrom('created', 'end') })],
    runs,
  )(
    'has them even if rows are shuffled anew for each page, as far as windows tell them apart',
    holds,
    patienceMs,
  );

  test.prop([plans({ faults: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fault)) })], runs)(
    'has them although answers were dropped, refused, cut off, or told a wrong total',
    holds,
    patienceMs,
  );

  const reloads = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 });
  test.prop([plans({ reloads })], runs)(
    'has them although the page was loaded anew meanwhile',
    holds,
    patienceMs,
  );

  test.prop([plans({ totals: fc.constant(false) })], runs)(
    'has them where Vault tells no totals',
    holds,
    patienceMs,
  );

  test.prop([plans({ blind: fc.integer({ min: 1, max: 9 }) })], runs)(
    'counts the rows that can’t be read',
    holds,
    patienceMs,
  );

  const leave = fc.record({ call: fc.integer({ min: 1, max: 40 }), pick: fc.nat(90) });
  test.prop([plans({ leaves: fc.array(leave, { maxLength: 8 }), grows: fc.constant([]) })], runs)(
    'has lost those that Vault no longer has',
    holds,
    patienceMs,
  );
});
