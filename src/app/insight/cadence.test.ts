import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { instant, milliseconds } from '#contract/instant.ts';

import { nextRun } from './cadence.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';

const planned = job({ id: 'planned', status: 'SCHEDULED', start: at(hour) });

/** Runs that started at these moments, relative to now. */
function started(...moments: number[]) {
  return moments.map((ms, id) => job({ id, status: 'SUCCESS', start: at(ms) }));
}

function every(ms: number, times: number) {
  return Array.from({ length: times }, (_, back) => hour - (back + 1) * ms);
}

describe('the run after the planned one', () => {
  test.each([
    ['hourly', hour],
    ['daily', day],
    ['weekly', 7 * day],
    ['every 10 minutes', 10 * minute],
  ])('of a title that runs %s is one interval later', (_, interval) => {
    expect(nextRun(planned, started(...every(interval, 6)))).toEqual({
      kind: 'likely',
      at: at(hour + interval),
      everyMs: interval,
      runs: 6,
    });
  });

  const jitter = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 4, maxLength: 40 });

  test.prop([fc.constantFrom(hour, day, 7 * day), jitter])(
    'is told although Vault starts runs some seconds late',
    (interval, late) => {
      const starts = late.map((ms, back) => hour - (back + 1) * interval + ms);
      const next = nextRun(planned, started(...starts));
      expect(next.kind).toBe('likely');
      if (next.kind !== 'likely') return;
      expect(Math.abs(next.everyMs - interval)).toBeLessThanOrEqual(2 * minute);
    },
  );

  test('is told although one run was started by hand in the place of its slot', () => {
    const starts = every(day, 9).map((ms, back) => (back === 4 ? ms - 9 * hour : ms));
    expect(nextRun(planned, started(...starts))).toMatchObject({ everyMs: day });
  });

  test('is told although one run was started by hand between two slots', () => {
    const starts = [...every(day, 9), hour - 3 * day - 7 * hour];
    expect(nextRun(planned, started(...starts))).toMatchObject({ everyMs: day });
  });

  test('is told across a night in which clocks change', () => {
    // 02:00 in New York: the night of 1 November 2026 is 25 hours long.
    const nights = [30, 31, 32, 33, 34, 35].map((date) => {
      const utc = Date.UTC(2026, 9, date, date <= 32 ? 6 : 7);
      return job({ id: date, status: 'SUCCESS', start: instant(utc) });
    });
    expect(nextRun(planned, nights)).toMatchObject({ everyMs: day });
  });

  test('is told the same when a run comes twice, in two lists', () => {
    const runs = started(...every(day, 5));
    expect(nextRun(planned, [...runs, ...runs])).toEqual(nextRun(planned, runs));
  });

  test('is told whatever the order of the runs and whatever other titles do', () => {
    const runs = started(...every(day, 5));
    const others = started(...every(7 * minute, 50)).map((run, id) => ({
      ...job({ id: `other ${id}`, title: 'Other' }),
      start: run.start,
    }));
    expect(nextRun(planned, [...others, ...runs.toReversed()])).toEqual(nextRun(planned, runs));
  });
});

describe('nothing is said of the run after the planned one', () => {
  test('without four runs', () => {
    expect(nextRun(planned, started(...every(day, 3)))).toEqual({ kind: 'unknown' });
    expect(nextRun(planned, [])).toEqual({ kind: 'unknown' });
  });

  test('without a planned start or a title', () => {
    const runs = started(...every(day, 6));
    expect(nextRun({ ...planned, start: undefined }, runs).kind).toBe('unknown');
    const untitled = runs.map((run) => ({ ...run, title: '' }));
    expect(nextRun({ ...planned, title: '' }, untitled).kind).toBe('unknown');
  });

  test.prop([fc.integer({ min: 4, max: 40 })])(
    'when two intervals take turns, as where two jobs share a title',
    (times) => {
      const starts = Array.from(
        { length: times },
        (_, back) => -Math.floor(back / 2) * day - (back % 2) * hour,
      );
      expect(nextRun(planned, started(...starts)).kind).toBe('unknown');
    },
  );

  test('of a title that rests at weekends', () => {
    const workdays = Array.from({ length: 21 }, (_, back) => now - back * day)
      .filter((ms) => ![0, 6].includes(new Date(ms).getUTCDay()))
      .map((ms) => ms - now);
    expect(nextRun(planned, started(...workdays)).kind).toBe('unknown');
  });

  test('when the runs follow no rhythm', () => {
    const starts = [1, 2, 4, 8, 16, 32, 64].map((hours) => -hours * hour);
    expect(nextRun(planned, started(...starts)).kind).toBe('unknown');
  });

  test('when all started at once', () => {
    expect(nextRun(planned, started(-day, -day, -day, -day, -day)).kind).toBe('unknown');
  });
});

test('a next run is never before the planned one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -90 * day, max: 0 })), (starts) => {
      const next = nextRun(planned, started(...starts));
      if (next.kind === 'unknown') return;
      expect(milliseconds(next.at)).toBeGreaterThan(now + hour);
    }),
  );
});
