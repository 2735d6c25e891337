import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { localTime, momentOf } from '#contract/zone.ts';

import { runsByTitle } from '../finished-runs.ts';
import { at, day, hour, job, minute, now, run } from '../testing/jobs.ts';
import { type ComingRun, comingKinds, forecast, ofKind, quarterOf } from './forecast.ts';

/** Five runs of ten minutes each, at no rhythm. */
const past = [1, 3, 4, 8, 9].map((days, id) => run(id, days * day + id * hour, 10 * minute));
const monitor = fc.record({
  id: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 1 }).map(([id]) => id ?? 0),
  title: fc.constantFrom('Nightly export', 'Never ran', ''),
  status: fc.constantFrom('SCHEDULED', 'QUEUEING', 'QUEUED', 'RUNNING', 'CANCELLING', 'PAUSED'),
  start: fc.option(fc.integer({ min: -day, max: 2 * day }), { nil: undefined }),
});
const monitors = fc
  .array(monitor, { maxLength: 30 })
  .map((rows) =>
    rows.map(({ start, ...row }) =>
      job({ ...row, start: start === undefined ? start : at(start) }),
    ),
  );

/** Nights in which clocks of Berlin go back, go forward, and stay. */
const evenings = ['2026-10-24T16:00:00Z', '2026-03-28T16:00:00Z', '2026-11-10T16:00:00Z'];

describe('the next 24 hours', () => {
  test.prop([
    fc.constantFrom(...evenings),
    fc.constantFrom(2, 3, 4, 6, 8, 12),
    fc.integer({ min: 0, max: 59 }),
  ])(
    'expect runs at the local time of their rhythm, also when clocks change',
    (evening, hours, minutes) => {
      const zone = 'Europe/Berlin';
      const nowMs = Date.parse(evening);
      const origin = Math.floor(localTime(nowMs, zone) / day) * day + minutes * minute;
      const at = (times: number) => momentOf(origin + times * hours * hour, zone);
      const first =
        Array.from({ length: 24 }, (_, times) => times).find((times) => at(times) > nowMs) ?? 0;
      const finished = Array.from({ length: 60 }, (_, back) => {
        const start = at(first - 1 - back);
        return job({ id: back, start: instant(start), end: instant(start + minute) });
      });
      const next = job({ id: 'next', status: 'SCHEDULED', start: instant(at(first)) });
      const { runs } = forecast([next], {
        titles: runsByTitle(finished),
        now: nowMs,
        zone,
      });
      const due = Array.from({ length: 20 }, (_, times) => at(first + times));
      expect(runs.map(({ startMs }) => startMs)).toEqual(
        due.filter((moment) => moment < nowMs + day),
      );
    },
  );

  test.prop([monitors])('have each run in every slot in which it runs', (jobs) => {
    const { slots, runs } = coming(jobs);
    expect(slots).toHaveLength(96);
    for (const slot of slots) {
      const own = runs.filter((run) =>
        run.usualMs === undefined
          ? isIn(Math.max(run.startMs, now), slot)
          : run.startMs < slot.to && endOf(run) > slot.from,
      );
      expect(slot.runs).toEqual(own);
      expect(slot.atOnce).toBe(mostAtOnce(own, slot));
    }
  });

  test.prop([monitors])('of each kind alone are those of that kind, in each slot', (jobs) => {
    const all = coming(jobs);
    const alone = comingKinds.map((kind) => ({ kind, ...ofKind(all, kind) }));
    for (const [at, { runs }] of all.slots.entries()) {
      for (const { kind, slots } of alone)
        expect(slots[at]?.runs).toEqual(runs.filter((run) => run.kind === kind));
    }
    expect(alone.flatMap(({ runs }) => runs)).toHaveLength(all.runs.length);
  });

  test.prop([monitors])('leave out no job that has a time, and count the others', (jobs) => {
    const { runs, undated } = coming(jobs);
    const dated = jobs.filter(({ status, start }) => status === 'SCHEDULED' && start !== undefined);
    const within = dated.filter(({ start = '' }) => start < at(day));
    expect(runs.filter(({ kind }) => kind === 'planned')).toHaveLength(within.length);
    const scheduled = jobs.filter(({ status }) => status === 'SCHEDULED');
    expect(undated).toBe(scheduled.length - dated.length);
  });

  test('count jobs that end as others start one after the other', () => {
    const { slots } = coming([planned(1, 0), planned(2, 10 * minute)]);
    expect(slots[0]).toMatchObject({ atOnce: 1 });
    expect(slots[0]?.runs).toHaveLength(2);
    const together = coming([planned(1, 0), planned(2, 9 * minute)]);
    expect(together.slots[0]).toMatchObject({ atOnce: 2 });
  });

  test('count an overdue run from now on', () => {
    const { runs } = coming([planned(1, -hour)]);
    expect(runs).toMatchObject([{ kind: 'planned', startMs: now, usualMs: 10 * minute }]);
  });

  test('count a run that is longer than usual as still running', () => {
    const { slots } = coming([job({ id: 1, status: 'RUNNING', start: at(-hour) })]);
    expect(slots.map(({ atOnce }) => atOnce).slice(0, 2)).toEqual([1, 0]);
  });

  test('count a run without a usual duration now, however long ago it started', () => {
    const { slots } = coming([job({ id: 1, title: 'New', status: 'RUNNING', start: at(-hour) })]);
    expect(slots.map(({ atOnce }) => atOnce).slice(0, 2)).toEqual([1, 0]);
  });

  test('say how many runs are without a usual duration', () => {
    const { untimed, slots } = coming([{ ...planned(1, hour), title: 'New' }]);
    expect(untimed).toBe(1);
    expect(slots.filter(({ runs }) => runs.length > 0)).toHaveLength(1);
  });

  test('go on with the rhythm of past runs, apart from what is planned', () => {
    const hourly = Array.from({ length: 30 }, (_, nth) => run(nth, nth * hour + minute, minute));
    const next = job({ id: 99, status: 'SCHEDULED', start: at(hour - 2 * minute) });
    const { runs } = coming([next], hourly);
    expect(runs.map(({ kind }) => kind)).toEqual(['planned', ...Array<string>(23).fill('likely')]);
    expect(runs.map(({ startMs }) => startMs)).toEqual(
      runs.map((_, nth) => now + (nth + 1) * hour - 2 * minute),
    );
  });
});

describe('the quarter of a moment', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ];

  test.prop([
    // Nights on which clocks change, and days around them.
    fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 7) }),
    fc.integer({ min: -day, max: 40 * day }),
    fc.constantFrom(...zones),
  ])('is the one that it is in, or else the one of its time of day', (now, agoMs, zone) => {
    const moment = now - agoMs;
    const { slots } = forecast([], { titles: [], now, zone });
    const found = quarterOf(slots, moment, zone);
    if (slots.some((slot) => isIn(moment, slot))) expect(found && isIn(moment, found)).toBe(true);
    // Clocks that go forward leave out times of that day.
    if (found === undefined) {
      expect(slots.map(({ from }) => quarterName(from, zone))).not.toContain(
        quarterName(moment, zone),
      );
    } else expect(quarterName(found.from, zone)).toBe(quarterName(moment, zone));
  });
});

/** `02:3` from 02:45 to 03:00. */
function quarterName(at: number, zone: string): string {
  const local = new Date(localTime(at, zone));
  return `${local.toISOString().slice(11, 14)}${Math.floor(local.getUTCMinutes() / 15)}`;
}

function isIn(at: number, { from, to }: { from: number; to: number }): boolean {
  return from <= at && at < to;
}

function planned(id: number, inMs: number): Job {
  return job({ id, status: 'SCHEDULED', start: at(inMs) });
}

function coming(jobs: readonly Job[], finished: readonly Job[] = past) {
  return forecast(jobs, { titles: runsByTitle(finished), now, zone: 'UTC' });
}

/** Even what takes no time runs for a moment, and what runs for longer than usual until now. */
function endOf({ startMs, usualMs = 0 }: Pick<ComingRun, 'startMs' | 'usualMs'>): number {
  return Math.max(startMs + usualMs, startMs + 1, now + 1);
}

/** At each start of one, as only there the number grows. */
function mostAtOnce(
  runs: readonly ComingRun[],
  { from, to }: { from: number; to: number },
): number {
  const starts = runs.map(({ startMs }) => Math.max(from, startMs)).filter((at) => at < to);
  const counts = starts.map(
    (at) => runs.filter((run) => run.startMs <= at && at < endOf(run)).length,
  );
  return Math.max(0, ...counts);
}
