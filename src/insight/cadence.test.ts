import { describe, expect } from 'vitest';

import { instant, milliseconds } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { localTime, momentOf } from '#contract/zone.ts';

import { intervalWords, nextRun } from './cadence.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';
import { every, nightly, planned, rescheduled, scheduled, started } from './testing/runs.ts';

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
      zone: interval > hour ? 'UTC' : undefined,
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

  test('is told although hourly runs start up to 100 s late, by turns', () => {
    const starts = [84_233, 0, 99_979, 0].map((late, back) => -back * hour + late);
    expect(nextRun(planned, started(...starts))).toMatchObject({ kind: 'likely' });
  });

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

  test.each([
    // 02:00 in Berlin, where clocks are set back on 25 October 2026 at 01:00 UTC.
    ['Europe/Berlin', '2026-10-25T00:00:00.000Z', '2026-10-26T01:00:00.000Z'],
    // Noon in New York, where clocks are set back on 1 November 2026 at 06:00 UTC.
    ['America/New_York', '2026-10-31T16:00:00.000Z', '2026-11-01T17:00:00.000Z'],
    ['America/New_York', '2026-11-01T17:00:00.000Z', '2026-11-02T17:00:00.000Z'],
    // An hour that clocks in Berlin skip on 29 March 2026.
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    // UTC has no such night.
    ['UTC', '2026-10-25T00:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ])('of a daily one in %s after %s is at %s, in local time', (zone, start, next) => {
    // Past runs on both sides of the spring's change show which clocks it keeps.
    const starts = Array.from({ length: 250 }, (_, back) => nightly(start, -1 - back, zone));
    const found = nextRun(scheduled(start), starts, ['Europe/Berlin']);
    expect(found).toMatchObject({ kind: 'likely', at: next, or: undefined, everyMs: day });
  });

  test('can be one of two where clocks change and past runs fit two of them', () => {
    const start = '2026-10-25T00:00:00.000Z';
    const summer = Array.from({ length: 9 }, (_, back) => nightly(start, -1 - back, 'UTC'));
    expect(nextRun(scheduled(start), summer, ['Europe/Berlin'])).toMatchObject({
      at: '2026-10-26T01:00:00.000Z',
      or: '2026-10-26T00:00:00.000Z',
    });
  });

  test('is certain while no clocks change', () => {
    const starts = started(...every(day, 6));
    expect(nextRun(planned, starts, ['Asia/Kolkata'])).toMatchObject({ or: undefined });
  });

  test.each([10 * minute, hour])('of one that runs every %d ms follows no clocks', (interval) => {
    const start = '2026-10-25T00:30:00.000Z';
    const starts = Array.from({ length: 9 }, (_, back) =>
      job({
        id: back,
        status: 'SUCCESS',
        start: instant(Date.parse(start) - (back + 1) * interval),
      }),
    );
    expect(nextRun(scheduled(start), starts, ['Europe/Berlin'])).toMatchObject({
      at: instant(Date.parse(start) + interval),
      or: undefined,
    });
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

describe('after a change of schedule', () => {
  const intervals = [10 * minute, hour, 6 * hour, day, 7 * day];

  test('the next run follows the new one: daily since 30 days, after a year of hourly runs', () => {
    const runs = rescheduled({ ms: hour, runs: 8_760 }, { ms: day, gaps: 30 });
    expect(nextRun(planned, runs)).toMatchObject({ at: at(hour + day), everyMs: day, runs: 31 });
  });

  test.prop([
    fc.shuffledSubarray(intervals, { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 10, max: 400 }),
    fc.integer({ min: 1, max: 60 }),
  ])('the old one is never named again, and three gaps show the new one', (two, runs, gaps) => {
    const [old = hour, ms = day] = two;
    const next = nextRun(planned, rescheduled({ ms: old, runs }, { ms, gaps }));
    if (gaps >= 3) expect(next).toMatchObject({ everyMs: ms });
    else expect(next.kind).toBe('unknown');
  });

  test('some runs started by hand are not taken for the new one', () => {
    const byHand = [1, 2, 3, 4].map((hours) => -6 * hour + hours * hour);
    const runs = started(...every(day, 300), ...byHand);
    expect(nextRun({ ...planned, start: at(day) }, runs).kind).toBe('unknown');
  });

  test('zones are told apart by the runs since, whatever the ones before', () => {
    const start = '2026-10-25T00:00:00.000Z';
    const daily = Array.from({ length: 250 }, (_, back) =>
      nightly(start, -1 - back, 'Europe/Berlin'),
    );
    const first = milliseconds(daily.at(-1)?.start ?? at(0));
    const hourly = Array.from({ length: 5_000 }, (_, back) =>
      job({ id: `h${back}`, status: 'SUCCESS', start: instant(first - (back + 1) * hour) }),
    );
    expect(nextRun(scheduled(start), [...daily, ...hourly], ['Europe/Berlin'])).toMatchObject({
      at: '2026-10-26T01:00:00.000Z',
      or: undefined,
    });
  });
});

test('zones are told apart by a run every 6 hours, of which thousands are known', () => {
  const start = '2026-10-25T00:00:00.000Z';
  const local = localTime(Date.parse(start), 'Europe/Berlin');
  const runs = Array.from({ length: 3_000 }, (_, back) => {
    const at = momentOf(local - (back + 1) * 6 * hour, 'Europe/Berlin');
    return job({ id: back, status: 'SUCCESS', start: instant(at) });
  });
  expect(nextRun(scheduled(start), runs, ['Europe/Berlin'])).toMatchObject({
    at: '2026-10-25T07:00:00.000Z',
    or: undefined,
    everyMs: 6 * hour,
  });
});

test('30,000 runs without a rhythm are looked through in a moment', () => {
  let ms = 0;
  const starts = Array.from({ length: 30_000 }, (_, nth) => {
    ms -= minute * (1 + ((nth * 7_919) % 1_009));
    return ms;
  });
  expect(nextRun(planned, started(...starts)).kind).toBe('unknown');
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

test.each([
  [30 * minute, '30 min'],
  [10 * minute + 30_000, '10 min 30 s'],
  [12 * hour, '12 h'],
  [day, '1 d'],
  [day + 20 * hour, '1 d 20 h'],
])('an interval of %i ms is %s', (ms, words) => {
  expect(intervalWords(ms)).toBe(words);
});
