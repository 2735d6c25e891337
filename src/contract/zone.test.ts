import { describe, expect } from 'vitest';

import { fc, test } from './testing/property-test.ts';
import { fullHours, isZone, lastFullHour, localTime, momentOf, nextFullHour } from './zone.ts';

const zones = fc.constantFrom(
  'utc',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/New_York',
);
const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) });
const quarter = 900_000;

describe('a zone', () => {
  test.each(['UTC', 'utc', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu'])(
    'can be %s',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  test.each([
    '',
    'browser',
    'vault-user',
    'Etc/Unknown',
    'etc/unknown',
    'undefined',
    'Mars/Olympus',
    '../etc',
    '__proto__',
  ])('cannot be %j', (name) => {
    expect(isZone(name)).toBe(false);
  });
});

test.prop([zones, moments])('local time leads back to its moment or an earlier one', (zone, at) => {
  const local = localTime(at, zone);
  const found = momentOf(local, zone);
  expect(localTime(found, zone)).toBe(local);
  expect(found).toBeLessThanOrEqual(at);
});

describe('full hours', () => {
  test.prop([zones, moments])('are the moments at which Intl shows minute 0', (zone, from) => {
    const to = from + 30 * 3_600_000;
    const minute = new Intl.DateTimeFormat('en-GB', { minute: 'numeric', timeZone: zone });
    const expected: number[] = [];
    for (let at = Math.ceil(from / quarter) * quarter; at < to; at += quarter) {
      if (Number(minute.format(at)) === 0) expected.push(at);
    }
    expect(fullHours(from, to, zone)).toEqual(expected);
  });

  test.prop([zones, moments])('surround every moment without another in between', (zone, at) => {
    const [last, next] = [lastFullHour(at, zone), nextFullHour(at, zone)];
    expect(last).toBeLessThanOrEqual(at);
    expect(next).toBeGreaterThan(at);
    expect(fullHours(last, next, zone)).toEqual([last]);
  });
});
