import { describe, expect } from 'vitest';

import { instant, milliseconds, readInstant } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { clockTime, dateTime, near, roughly, span, zoneName } from './format.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A moment as it is written, without the milliseconds. */
function utc(written: string) {
  return instant(Date.parse(`${written}Z`));
}

describe('a span', () => {
  test.each([
    [0, '0 s'],
    [999, '0 s'],
    [1_000, '1 s'],
    [59_999, '59 s'],
    [minute, '1 min 00 s'],
    [4 * minute + 5_000, '4 min 05 s'],
    [hour - 1, '59 min 59 s'],
    [hour, '1 h 00 min'],
    [3 * hour + 10 * minute, '3 h 10 min'],
    [day - 1, '23 h 59 min'],
    [day, '1 d 0 h'],
    [2 * day + 4 * hour, '2 d 4 h'],
    [400 * day, '400 d 0 h'],
  ])('of %i ms is %s', (ms, words) => {
    expect(span(ms)).toBe(words);
  });

  test.prop([fc.integer()])('is never negative', (ms) => {
    expect(span(ms)).not.toContain('-');
    if (ms < 0) expect(span(ms)).toBe('0 s');
  });

  test.prop([fc.integer({ min: 0, max: 10 ** 12 })])('says no more than has passed', (ms) => {
    expect(said(span(ms))).toBeLessThanOrEqual(ms);
    expect(ms - said(span(ms))).toBeLessThan(ms < hour ? 1_000 : ms < day ? minute : hour);
  });
});

/** In milliseconds, as they are said. */
function said(words: string): number {
  const sizes: Record<string, number> = { d: day, h: hour, min: minute, s: 1_000 };
  return [...words.matchAll(/(\d+) (\w+)/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (sizes[unit] ?? Number.NaN),
    0,
  );
}

describe('a far time', () => {
  test.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [minute, '1 min'],
    [89_999, '1 min'],
    [90_000, '2 min'],
    [hour - 1, '1 h'],
    [hour, '1 h'],
    [hour + 5 * minute, '1 h 05 min'],
    [hour + 52 * minute, '1 h 52 min'],
    [3 * hour + 59 * minute, '3 h 59 min'],
    [3 * hour + 59.5 * minute, '4 h'],
    [10 * hour - 1, '10 h'],
    [10 * hour + 29 * minute, '10 h'],
    [10 * hour + 30 * minute, '11 h'],
    [2 * day - 1, '2 d'],
    [2 * day + 20 * hour, '2 d 20 h'],
    [9 * day + 23.5 * hour, '10 d'],
    [10.5 * day, '11 d'],
  ])('of %i ms is roughly %s', (ms, words) => {
    expect(roughly(ms)).toBe(words);
  });

  const ms = fc.integer({ min: minute, max: 400 * day });

  test.prop([ms])('is never further from the truth than 5%, or half a minute', (ms) => {
    expect(Math.abs(said(roughly(ms)) - ms)).toBeLessThanOrEqual(Math.max(minute / 2, ms * 0.05));
  });

  test.prop([ms, ms])('is never said to be shorter than a shorter one', (a, b) => {
    const [shorter, longer] = a < b ? [a, b] : [b, a];
    expect(said(roughly(shorter))).toBeLessThanOrEqual(said(roughly(longer)));
  });

  test.prop([ms])('takes at most ten characters', (ms) => {
    expect(roughly(ms)).toMatch(/^.{1,10}$/);
  });
});

describe('a countdown', () => {
  test.each([
    [61 * minute, 'in 1 h 01 min'],
    [112 * minute, 'in 1 h 52 min'],
    [-239 * minute, '3 h 59 min ago'],
    [59_001, 'in 1 min'],
    [59_000, 'in 59 s'],
    [1_001, 'in 2 s'],
    [1_000, 'in 1 s'],
    [900, 'in 1 s'],
    [1, 'in 1 s'],
    [0, 'now'],
    [-999, 'now'],
    [-1_000, '1 s ago'],
    [-4 * minute, '4 min ago'],
  ])('%i ms before its moment says %s', (ms, words) => {
    expect(near(ms)).toBe(words);
  });

  test.prop([fc.integer()])('never says nothing, less than nothing, or now too early', (ms) => {
    expect(near(ms)).not.toMatch(/-|\b0 s/);
    if (near(ms) === 'now') expect(ms).toBeLessThanOrEqual(0);
  });
});

describe('a date and time', () => {
  test.each([
    ['UTC', '24 Nov 2026, 09:41:07'],
    ['Europe/Berlin', '24 Nov 2026, 10:41:07'],
    ['Asia/Kolkata', '24 Nov 2026, 15:11:07'],
    ['Asia/Kathmandu', '24 Nov 2026, 15:26:07'],
    ['America/St_Johns', '24 Nov 2026, 06:11:07'],
    ['Pacific/Kiritimati', '24 Nov 2026, 23:41:07'],
    ['Pacific/Pago_Pago', '23 Nov 2026, 22:41:07'],
  ])('in %s is %s', (zone, words) => {
    expect(dateTime(utc('2026-11-24T09:41:07'), zone)).toBe(words);
  });

  test('at midnight is 00, not 24', () => {
    expect(dateTime(utc('2026-11-24T00:00:00'), 'UTC')).toBe('24 Nov 2026, 00:00:00');
  });

  test('skips an hour in spring and has one twice in autumn', () => {
    expect(dateTime(utc('2026-03-29T00:59:59'), 'Europe/Berlin')).toContain('01:59:59');
    expect(dateTime(utc('2026-03-29T01:00:00'), 'Europe/Berlin')).toContain('03:00:00');
    expect(dateTime(utc('2026-10-25T00:30:00'), 'Europe/Berlin')).toContain('02:30:00');
    expect(dateTime(utc('2026-10-25T01:30:00'), 'Europe/Berlin')).toContain('02:30:00');
  });

  const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0) / 1_000 }).map((s) => s * 1_000);

  test.prop([moment, fc.constantFrom('UTC', 'Asia/Kolkata', 'Pacific/Kiritimati')])(
    'says the moment to the second, in zones without summer time',
    (ms, zone) => {
      const wall = new Date(`${dateTime(instant(ms), zone).replace('Sept', 'Sep')} UTC`);
      expect(readInstant(wall.toISOString(), zone === 'UTC' ? 'utc' : zone)).toBe(instant(ms));
    },
  );
});

describe('a time of day', () => {
  const at = utc('2026-11-24T23:30:00');

  test('stands alone on its own day, as the zone counts days', () => {
    const later = milliseconds(utc('2026-11-25T00:30:00'));
    expect(clockTime(at, 'Europe/Berlin', later)).toBe('00:30');
    expect(clockTime(at, 'UTC', later)).toBe('24 Nov, 23:30');
  });

  test('is of another day on one side of the date line and of today on the other', () => {
    const now = milliseconds(utc('2026-11-25T10:30:00'));
    expect(clockTime(at, 'Pacific/Kiritimati', now)).toBe('25 Nov, 13:30');
    expect(clockTime(at, 'Pacific/Pago_Pago', now)).toBe('12:30');
  });

  test('has its year beside it in any other, so that it is not taken for this one', () => {
    expect(clockTime(at, 'UTC', Date.UTC(2027, 0, 1))).toBe('24 Nov 2026, 23:30');
    expect(clockTime(at, 'UTC', Date.UTC(2025, 10, 24))).toBe('24 Nov 2026, 23:30');
  });

  test('of the day on which clocks change is what they show', () => {
    const now = milliseconds(utc('2026-10-25T12:00:00'));
    expect(clockTime(utc('2026-10-24T22:00:00'), 'Europe/Berlin', now)).toBe('00:00');
    expect(clockTime(utc('2026-10-25T22:59:00'), 'Europe/Berlin', now)).toBe('23:59');
    expect(clockTime(utc('2026-10-25T23:00:00'), 'Europe/Berlin', now)).toBe('26 Oct, 00:00');
  });
});

describe('the name of a zone', () => {
  const [winter, summer] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)];

  test.each([
    ['UTC', winter, 'UTC'],
    ['Europe/Berlin', winter, 'Europe/Berlin, GMT+1'],
    ['Europe/Berlin', summer, 'Europe/Berlin, GMT+2'],
    ['Asia/Kolkata', winter, 'Asia/Kolkata, GMT+5:30'],
    ['America/St_Johns', summer, 'America/St_Johns, GMT-2:30'],
    ['Pacific/Kiritimati', winter, 'Pacific/Kiritimati, GMT+14'],
  ])('%s at %i is %s', (zone, at, name) => {
    expect(zoneName(zone, at).replace('−', '-')).toBe(name);
  });
});
