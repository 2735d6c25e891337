import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { isDailyTime, isWithin } from './daily-hours.ts';

const berlin = 'Europe/Berlin';
const utc = (text: string) => Date.parse(text);
const nightly = (text: string) => isWithin('22:00-06:00', utc(text), 'UTC');
const early = (text: string) => isWithin('02:30-04:00', utc(text), berlin);
const minute = 60_000;
const day = 1_440 * minute;

const time = fc
  .integer({ min: 0, max: 1_439 })
  .map((minutes) => new Date(minutes * minute).toISOString().slice(11, 16));
const moment = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.getTime());

describe('hours', () => {
  test('include their first minute and not their last, over midnight as well', () => {
    expect(nightly('2026-11-24T21:59:59Z')).toBe(false);
    expect(nightly('2026-11-24T22:00:00Z')).toBe(true);
    expect(nightly('2026-11-25T00:00:00Z')).toBe(true);
    expect(nightly('2026-11-25T05:59:59Z')).toBe(true);
    expect(nightly('2026-11-25T06:00:00Z')).toBe(false);
  });

  test('follow the local time of the zone, on days with a clock change as well', () => {
    // In spring the hour from 02:00 is skipped, in autumn it comes twice.
    expect(early('2026-03-29T00:59:59Z')).toBe(false);
    expect(early('2026-03-29T01:00:00Z')).toBe(true);
    expect(early('2026-03-29T02:00:00Z')).toBe(false);
    expect(early('2026-10-25T00:30:00Z')).toBe(true);
    expect(early('2026-10-25T01:00:00Z')).toBe(false);
    expect(early('2026-10-25T01:30:00Z')).toBe(true);
  });

  test.prop([time, time, moment])('and the hours outside them make a whole day', (a, b, now) => {
    if (a === b) expect(isWithin(`${a}-${b}`, now, berlin)).toBe(true);
    else expect(isWithin(`${a}-${b}`, now, berlin)).not.toBe(isWithin(`${b}-${a}`, now, berlin));
  });
});

describe('a daily event', () => {
  test('happens although daylight saving skips the whole hour it is due in', () => {
    const since = utc('2026-03-28T01:00:00Z');
    const isDue = (now: string) => isDailyTime({ at: '02:00', zone: berlin, now: utc(now), since });
    expect(isDue('2026-03-29T00:59:59Z')).toBe(false);
    expect(isDue('2026-03-29T01:00:00Z')).toBe(true);
    expect(isDue('2026-03-29T02:00:00Z')).toBe(false);
  });

  test.prop([time, moment])(
    'happens once a day, on days of 23 and 25 hours as well',
    (at, from) => {
      const happened = [from];
      for (let now = from; now < from + 7 * day; now += 5 * minute) {
        const since = happened.at(-1) ?? from;
        if (isDailyTime({ at, zone: berlin, now, since })) happened.push(now);
      }
      const gaps = happened.slice(2).map((one, nth) => one - (happened[nth + 1] ?? one));
      for (const gap of gaps) expect(Math.abs(gap - day)).toBeLessThanOrEqual(125 * minute);
      expect(happened.length - 1).toBeGreaterThanOrEqual(6);
      expect(happened.length - 1).toBeLessThanOrEqual(8);
    },
  );
});
