import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { outcomeOf } from './status/statuses.ts';
import { hour, minute } from './testing/jobs.ts';
import { outcomes, sum, throughput, ticks } from './throughput.ts';

/** Whole hours, half ones and quarters, with and without summer time, and one that shifts by 30 min. */
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
);
const began = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) });
const range = fc
  .record({ from: began, length: fc.integer({ min: 1, max: 30 * hour }) })
  .map(({ from, length }) => ({ from, to: from + length }));
const status = fc.constantFrom(...knownStatuses, '', 'PAUSED');
/** Around the range: some before it, some after. */
const finished = fc.array(
  fc.record({ status, place: fc.double({ min: -0.2, max: 1.2, noNaN: true }) }),
);

const always = -Infinity;

describe('throughput', () => {
  test.prop([finished, range, zone])(
    'sums up to the finished rows of the range, by hour and by outcome',
    (rows, span, zone) => {
      const jobs = rows.map(({ status, place }) => ({
        status,
        at: instant(Math.round(span.from + place * (span.to - span.from))),
      }));
      const { hours, counts } = throughput(jobs, { range: span, zone, knownFrom: always });
      const within = jobs.filter(({ at }) => instant(span.from) <= at && at < instant(span.to));
      for (const outcome of outcomes) {
        const rowsOfIt = within.filter((job) => outcomeOf(job.status) === outcome).length;
        expect(counts[outcome]).toBe(rowsOfIt);
        expect(hours.reduce((all, hour) => all + hour.counts[outcome], 0)).toBe(rowsOfIt);
      }
      for (const hour of hours) {
        const rowsOfIt = within.filter(
          ({ at, status }) =>
            outcomeOf(status) !== undefined && instant(hour.from) <= at && at < instant(hour.to),
        );
        expect(sum(hour.counts)).toBe(rowsOfIt.length);
      }
    },
  );

  test.prop([range, zone])('has hours without gaps that cover the range', (span, zone) => {
    const { hours } = throughput([], { range: span, zone, knownFrom: always });
    expect(hours[0]?.from).toBeLessThanOrEqual(span.from);
    expect(hours.at(-1)?.to).toBeGreaterThanOrEqual(span.to);
    for (const [at, { from, to }] of hours.entries()) {
      expect(to).toBeGreaterThan(from);
      if (at > 0) expect(hours[at - 1]?.to).toBe(from);
      expect(clock(from, zone)).toMatch(/:00$/);
    }
    expect(hours.filter(({ unfinished }) => unfinished).length).toBeLessThanOrEqual(1);
    expect(hours.filter(({ cutOff }) => cutOff).length).toBeLessThanOrEqual(1);
  });

  test.prop([range, zone, fc.double({ min: -0.2, max: 1.2, noNaN: true })])(
    'marks each hour that began before all was known, and no other',
    (span, zone, place) => {
      const knownFrom = span.from + place * (span.to - span.from);
      const { hours } = throughput([], { range: span, zone, knownFrom });
      for (const { from, partial } of hours) {
        expect(partial).toBe(Math.max(from, span.from) < knownFrom);
      }
    },
  );
});

describe('the hours of a day', () => {
  test('are 23 when clocks are set forward, 25 when they are set back, else 24', () => {
    expect(berlin('2026-03-28T23:00Z', '2026-03-29T22:00Z')).toHaveLength(23);
    expect(berlin('2026-10-24T22:00Z', '2026-10-25T23:00Z')).toHaveLength(25);
    expect(berlin('2026-11-23T23:00Z', '2026-11-24T23:00Z')).toHaveLength(24);
  });

  test('are cut only where the range does not begin and end on the hour', () => {
    const whole = berlin('2026-11-23T09:00Z', '2026-11-24T09:00Z');
    expect(whole.some(({ cutOff, unfinished }) => cutOff || unfinished)).toBe(false);
    const cut = berlin('2026-11-23T09:37Z', '2026-11-24T09:37Z');
    expect(cut).toHaveLength(25);
    expect(cut.map(({ cutOff }) => cutOff)).toEqual([true, ...Array<boolean>(24).fill(false)]);
    expect(cut.map(({ unfinished }) => unfinished)).toEqual([
      ...Array<boolean>(24).fill(false),
      true,
    ]);
  });

  test('begin at the half hour of UTC in Kolkata', () => {
    const from = Date.UTC(2026, 10, 24, 10);
    const { hours } = throughput([], {
      range: { from, to: from + hour },
      zone: 'Asia/Kolkata',
      knownFrom: always,
    });
    expect(hours.map(({ from }) => from)).toEqual([from - 30 * minute, from + 30 * minute]);
  });
});

test('what has not finished is not counted, whichever list it stands in', () => {
  const at = instant(Date.UTC(2026, 10, 24, 10));
  const jobs = ['RUNNING', 'SCHEDULED', 'SUCCESS'].map((status) => ({ status, at }));
  const range = { from: Date.UTC(2026, 10, 24, 9), to: Date.UTC(2026, 10, 24, 11) };
  const { counts } = throughput(jobs, { range, zone: 'UTC', knownFrom: always });
  expect(counts).toEqual({ well: 1, badly: 0, otherwise: 0, unknown: 0 });
});

function berlin(from: string, to: string) {
  const range = { from: Date.parse(from), to: Date.parse(to) };
  return throughput([], { range, zone: 'Europe/Berlin', knownFrom: always }).hours;
}

function clock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
}

test.prop([fc.nat({ max: 1_000_000 })])(
  'ticks are few whole numbers that reach the top',
  (most) => {
    const all = ticks(most);
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.length).toBeLessThanOrEqual(6);
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBeGreaterThanOrEqual(most);
    const step = all[1] ?? 0;
    expect(String(step)).toMatch(/^[125]0*$/);
    expect(all).toEqual(all.map((_, at) => at * step));
  },
);
