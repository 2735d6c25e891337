import * as v from 'valibot';
import { expect, test as plainTest } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Notice } from '#contract/notifications.ts';
/** Whatever happens in a Vault, and whenever the server is restarted, each trouble is said twice. */
import { fc, test } from '#contract/testing/property-test.ts';
import { job } from '#insight/testing/jobs.ts';

import { encoded, memory as shape, type Memory, nothingKnown } from './memory.ts';
import { observe, observeNothing } from './observe.ts';
import { defaultRules, readRules } from './rules.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 24, 10);
const titles = ['Ledger', 'Import', '__proto__', 'constructor'];

const step = fc.record({
  what: fc.constantFrom(
    'well',
    'badly',
    'cancelled',
    'queue',
    'leave',
    'nothing',
    'down',
    'restart',
  ),
  title: fc.constantFrom(...titles),
  minutes: fc.integer({ min: 1, max: 90 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const statuses = { well: 'SUCCESS', badly: 'TIMEOUT', cancelled: 'CANCELLED' } as const;

/** A Vault in which a title fails by its last run with a result, and is stuck by a queued job. */
function play(steps: readonly Step[]) {
  let now = start;
  let id = 0;
  let known: Memory = nothingKnown;
  const finished: Job[] = [];
  const queued = new Map<string, { job: Job; since: number }>();
  const notices: Notice[] = [];
  const looks: { open: string[]; troubles: string[] }[] = [];

  for (const { what, title, minutes } of steps) {
    const at = instant(now);
    if (what === 'well' || what === 'badly' || what === 'cancelled')
      finished.unshift(job({ id: (id += 1), title, status: statuses[what], start: at, end: at }));
    if (what === 'queue' && !queued.has(title))
      queued.set(title, { job: job({ id: (id += 1), title, status: 'QUEUED' }), since: now });
    const left = what === 'leave' ? queued.get(title)?.job : undefined;
    if (left !== undefined) {
      queued.delete(title);
      finished.unshift({ ...left, status: 'CANCELLED', end: at });
    }
    if (what === 'restart') known = v.parse(shape, JSON.parse(encoded(known)));
    const isDown = what === 'down';
    const monitors = [...queued.values()].map(({ job }) => job);
    const snapshot = { now, monitors, finished: finished.slice(0, 200), reach: -Infinity };
    const observed = isDown
      ? observeNothing(known, { now, reason: 'VAULT_TIMEOUT' }, defaultRules)
      : observe(known, snapshot, defaultRules);
    if (isDown) expect(observed.notices).toEqual([]);
    known = observed.memory;
    notices.push(...observed.notices);
    if (!isDown) looks.push({ open: openIn(known), troubles: troublesAt(finished) });
    now += minutes * minute;
  }
  return { notices, looks, known };
}

function openIn({ troubles }: Memory): string[] {
  return troubles.flatMap(({ kind, title }) => (kind === 'failing' ? [title] : [])).toSorted();
}

/** By the last run with a result; the newest run is the first. */
function troublesAt(finished: readonly Job[]): string[] {
  return titles
    .filter((title) => {
      const last = finished.find((one) => one.title === title && one.status !== 'CANCELLED');
      return last?.status === 'TIMEOUT';
    })
    .toSorted();
}

test.prop([fc.array(step, { maxLength: 120 })])(
  'each title that fails is open from its failure to its next success, and is said once for each',
  (steps) => {
    const { notices, looks } = play(steps);
    for (const { open, troubles } of looks) expect(open).toEqual(troubles);
    const ids = notices.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const kind of ['failing', 'stuck'] as const)
      for (const title of titles) {
        const said = notices.filter((notice) => notice.kind === kind && notice.title === title);
        const changes = said.map(({ change }) => change);
        expect(changes).toEqual(changes.map((_, nth) => (nth % 2 === 0 ? 'began' : 'ended')));
      }
  },
);

function look(known: Memory, at: number, lists: { monitors?: Job[]; finished?: Job[] }) {
  const { monitors = [], finished = [] } = lists;
  return observe(known, { now: start + at, monitors, finished, reach: -Infinity }, rules);
}
const { rules = defaultRules } = readRules(
  '{"rules":[{"when":["failing","overdue","stuck","long"]}]}',
);

plainTest('a late job that no list has for a moment neither ends nor begins again', () => {
  const late = job({ id: 7, title: 'Ledger', status: 'SCHEDULED', start: instant(start - hour) });
  const first = look(nothingKnown, 0, { monitors: [late] });
  expect(first.notices.map(({ text }) => text)).toEqual([
    'is overdue: it was planned for 24 Nov 2026, 09:00 UTC and has not started.',
  ]);
  let { memory } = first;
  const texts: string[] = [];
  for (const isListed of [false, false, true, false, false, false, true]) {
    const next = look(memory, minute, { monitors: isListed ? [late] : [] });
    texts.push(...next.notices.map(({ text }) => text));
    memory = next.memory;
  }
  expect(texts).toEqual(['is no longer overdue: no list that was read has the job any more.']);
  // Planned anew, it may be overdue anew.
  const anew = { ...late, start: instant(start + hour) };
  const next = look(memory, hour, { monitors: [anew] });
  expect(
    [next, look(next.memory, 2 * hour, { monitors: [anew] })].map(({ notices }) => notices),
  ).toMatchObject([[], [{ change: 'began', kind: 'overdue' }]]);
});

plainTest('a run is longer than usual by five runs before it, and until it ends', () => {
  const past = Array.from({ length: 5 }, (_, nth) => {
    const end = start - (nth + 1) * hour;
    const times = { start: instant(end - 10 * minute), end: instant(end) };
    return job({ id: nth + 1, title: 'Ledger', status: 'SUCCESS', ...times });
  });
  const running = job({ id: 9, title: 'Ledger', start: instant(start - 5 * minute) });
  const early = look(nothingKnown, 0, { monitors: [running], finished: past });
  const late = look(early.memory, 6 * minute, { monitors: [running], finished: past });
  expect([early.notices, late.notices.map(({ text }) => text)]).toEqual([
    [],
    [
      'has been running for longer than usual: it started at 24 Nov 2026, 09:55 UTC, and 95% of its runs take at most 10 min 00 s.',
    ],
  ]);
  // What is usual is remembered without the runs, and a longer one does not end the trouble.
  const stored = v.parse(shape, JSON.parse(encoded(late.memory)));
  const after = look(stored, 8 * minute, { monitors: [running] });
  expect(after.notices).toEqual([]);
  const done = { ...running, status: 'SUCCESS', end: instant(start + 9 * minute) };
  expect(look(after.memory, 10 * minute, { finished: [done] }).notices).toMatchObject([
    { change: 'ended', text: 'no longer runs for longer than usual: it ended with “Success”.' },
  ]);
});

/** What is said as a title begins to fail by these runs, the newest first. */
function failingText(...finished: Job[]): string | undefined {
  const snapshot = { now: start, monitors: [], finished, reach: -Infinity };
  const { notices } = observe(nothingKnown, snapshot, defaultRules);
  return notices.find(({ kind }) => kind === 'failing')?.text;
}

const ranAt = (minutesAgo: number, fields: Partial<Omit<Job, 'id'>> = {}) => {
  const at = instant(start - minutesAgo * minute);
  return job({ id: minutesAgo, title: 'Ledger', status: 'TIMEOUT', start: at, end: at, ...fields });
};

plainTest(
  'as the end of a run that failed only its end is said, not when it was over about',
  () => {
    const changed = instant(start - minute);
    expect(failingText(ranAt(20, { modified: changed }))).toBe(
      'is failing: a run ended with “Timed out” at 24 Nov 2026, 09:40 UTC.',
    );
    expect(failingText(ranAt(20, { modified: changed, end: undefined }))).toBe(
      'is failing: a run has the status “Timed out”, and no end is known of it.',
    );
    const missed = { status: 'MISSED_SCHEDULE', modified: changed, end: undefined };
    expect(failingText(ranAt(20, missed))).toBe(
      'is failing: a run that was planned for 24 Nov 2026, 09:40 UTC has the status “Missed schedule”.',
    );
  },
);

plainTest(
  'a title that has been failing for a while says since when, beside its newest run',
  () => {
    const runs = [ranAt(5), ranAt(20), ranAt(35), ranAt(50, { status: 'SUCCESS' })];
    expect(failingText(...runs)).toBe(
      'is failing: a run ended with “Timed out” at 24 Nov 2026, 09:55 UTC. It has been failing since 24 Nov 2026, 09:25 UTC.',
    );
  },
);

plainTest('of a run that succeeded no end is said where none is known', () => {
  const failed = observe(
    nothingKnown,
    { now: start, monitors: [], finished: [ranAt(5)], reach: -Infinity },
    defaultRules,
  );
  const well = ranAt(-5, {
    status: 'SUCCESS',
    end: undefined,
    modified: instant(start + 6 * minute),
  });
  const { notices } = observe(
    failed.memory,
    { now: start + 10 * minute, monitors: [], finished: [well, ranAt(5)], reach: -Infinity },
    defaultRules,
  );
  expect(notices.map(({ text }) => text)).toEqual([
    'runs well again: a run succeeded. It had been failing since 24 Nov 2026, 09:55 UTC.',
  ]);
});
