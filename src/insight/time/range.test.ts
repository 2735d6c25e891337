import { describe, expect } from 'vitest';

import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { isLocalDateTime, type Preset } from './presets.ts';
import { type Bounds, bounds, localInstant, localOf } from './range.ts';

const hour = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata', // +5:30
  'Asia/Kathmandu', // +5:45
  'Australia/Lord_Howe', // summer is half an hour
  'Pacific/Kiritimati', // +14
  'Pacific/Pago_Pago', // -11
  'Africa/Cairo', // skips midnight when summer begins
  'America/Santiago', // so does this, on the other half of the globe
  'Asia/Beirut', // and this
  'America/Havana', // has midnight twice when summer ends
] as const;
const zone = fc.constantFrom(...zones);
/** Nights in which some of these clocks change, where chance alone would seldom look. */
const changes = [
  '2026-03-29T01',
  '2026-03-28T22',
  '2026-04-23T22',
  '2026-09-06T04',
  '2026-10-25T01',
  '2026-11-01T05',
];
const now = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -48 * hour, max: 48 * hour }))
    .map(([change, apart]) => Date.parse(`${change}:00Z`) + apart),
);

const preset = (name: Preset, zone: string, now: number | string) =>
  bounds({ kind: 'preset', name }, zone, typeof now === 'string' ? Date.parse(now) : now);

/** Both ends, where there must be such. */
function ends({ from, to }: Bounds): [number, number] {
  if (from === undefined || to === undefined) throw new Error('open');
  return [milliseconds(from), milliseconds(to)];
}

/** What the platform's own clocks show, apart from the library that is tested. */
function shown(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(at);
}

/** The date after one, on the calendar alone. */
function nextDate(date: string): string {
  return instant(Date.parse(date) + 24 * hour).slice(0, 10);
}

const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const month = { year: 'numeric', month: 'numeric' } as const;

describe('a day', () => {
  test.prop([zone, now])('holds all that clocks call so, and nothing else', (zone, now) => {
    const [from, to] = ends(preset('today', zone, now));
    const today = shown(now, zone, day);
    expect([from, now, to - 1].map((at) => shown(at, zone, day))).toEqual([today, today, today]);
    expect([from - 1, to].map((at) => shown(at, zone, day))).not.toContain(today);
  });

  test.prop([zone, now])(
    'begins where the one before ends: none shared, none left out',
    (zone, now) => {
      const [first, end] = ends(preset('yesterday', zone, now));
      const [begin] = ends(preset('today', zone, now));
      expect(end).toBe(begin);
      expect(ends(preset('today', zone, end - 1))).toEqual([first, end]);
    },
  );

  test.each([
    ['Europe/Berlin', '2026-03-29T10:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25T10:00:00Z', 25],
    ['Australia/Lord_Howe', '2026-10-04T03:00:00Z', 23.5],
    ['Africa/Cairo', '2026-04-24T10:00:00Z', 23],
    ['Africa/Cairo', '2026-04-25T10:00:00Z', 24],
    ['America/Havana', '2026-11-01T12:00:00Z', 25],
    ['Asia/Kathmandu', '2026-03-29T10:00:00Z', 24],
  ])('in %s around %s has %d hours', (zone, now, hours) => {
    const [from, to] = ends(preset('today', zone, now));
    expect((to - from) / hour).toBe(hours);
  });

  test.prop([zone, now])('that is picked is the same as by its name', (zone, now) => {
    const date = (at: number) => localOf(at, zone).slice(0, 10);
    const [from, to] = [`${date(now)}T00:00`, `${nextDate(date(now))}T00:00`];
    expect(bounds({ kind: 'between', from, to }, zone, now)).toEqual(preset('today', zone, now));
  });

  test.each([
    ['2026-11-23T22:59:59.999Z', '2026-11-22T23:00:00.000Z'],
    ['2026-11-23T23:00:00.000Z', '2026-11-23T23:00:00.000Z'],
  ])('in Berlin at %s began at %s', (now, from) => {
    expect(preset('today', 'Europe/Berlin', now).from).toBe(from);
  });

  test('of a half-hour zone begins on the half hour', () => {
    expect(preset('today', 'Asia/Kolkata', '2026-11-24T18:29:59Z')).toEqual({
      from: '2026-11-23T18:30:00.000Z',
      to: '2026-11-24T18:30:00.000Z',
    });
  });
});

describe('last night', () => {
  test.each([
    ['in the night', '2026-11-24T01:00:00Z', '2026-11-23T17:00:00.000Z'],
    ['in the morning', '2026-11-24T08:00:00Z', '2026-11-23T17:00:00.000Z'],
    ['before 18:00', '2026-11-24T16:59:59Z', '2026-11-23T17:00:00.000Z'],
    ['from 18:00 on', '2026-11-24T17:00:00Z', '2026-11-24T17:00:00.000Z'],
    ['before midnight', '2026-11-24T22:59:59Z', '2026-11-24T17:00:00.000Z'],
    ['after midnight', '2026-11-24T23:00:00Z', '2026-11-24T17:00:00.000Z'],
  ])('%s is the one that passed or passes', (_, now, from) => {
    const [began, ended] = ends(preset('last-night', 'Europe/Berlin', now));
    expect([instant(began), (ended - began) / hour]).toEqual([from, 14]);
  });

  test.each([
    ['2026-03-29T10:00:00Z', 13],
    ['2026-10-25T10:00:00Z', 15],
  ])('around %s lasts as long as clocks say', (now, hours) => {
    const [from, to] = ends(preset('last-night', 'Europe/Berlin', now));
    expect((to - from) / hour).toBe(hours);
  });

  test.prop([zone, now])(
    'is from 18:00 to 08:00, and is not over for long or has begun',
    (zone, now) => {
      const [from, to] = ends(preset('last-night', zone, now));
      const clock = { hour: '2-digit', minute: '2-digit' } as const;
      expect([from, to].map((at) => shown(at, zone, clock))).toEqual(['18:00', '08:00']);
      expect(from).toBeLessThanOrEqual(now);
      expect(now - to).toBeLessThan(11 * hour);
    },
  );
});

describe('weeks and months', () => {
  test.prop([zone, now])(
    'last week is seven days from a Monday, and this week follows',
    (zone, now) => {
      const [from, to] = ends(preset('last-week', zone, now));
      const weekday = { weekday: 'short' } as const;
      expect([from, from - 1, to, to - 1].map((at) => shown(at, zone, weekday))).toEqual([
        'Mon',
        'Sun',
        'Mon',
        'Sun',
      ]);
      expect(Math.round((to - from) / (24 * hour))).toBe(7);
      expect(now).toBeGreaterThanOrEqual(to);
      expect(now - to).toBeLessThan((7 * 24 + 1) * hour);
    },
  );

  test.prop([zone, now])('a month holds all that the calendar calls so', (zone, now) => {
    const [from, to] = ends(preset('this-month', zone, now));
    const [first, end] = ends(preset('last-month', zone, now));
    const [here, before] = [shown(now, zone, month), shown(from - 1, zone, month)];
    expect(end).toBe(from);
    expect([from, to - 1].map((at) => shown(at, zone, month))).toEqual([here, here]);
    expect(shown(to, zone, month)).not.toBe(here);
    expect([first, end - 1].map((at) => shown(at, zone, month))).toEqual([before, before]);
    expect(shown(first - 1, zone, month)).not.toBe(before);
  });
});

describe('a sliding range', () => {
  test.prop([zone, now])('reaches back by its length, in every zone alike', (zone, now) => {
    const back = (name: Preset) => now - Date.parse(preset(name, zone, now).from ?? '');
    expect([back('last-hour'), back('last-24h'), back('7d'), back('30d')]).toEqual(
      [1, 24, 168, 720].map((hours) => hours * hour),
    );
  });

  test('of any time is open', () => {
    expect(preset('all', 'UTC', 0)).toEqual({ from: undefined, to: undefined });
  });
});

describe('a local time', () => {
  const minute = now.map((at) => Math.floor(at / 60_000) * 60_000);

  test.prop([zone, minute])('leads back to its moment, or to the first of two', (zone, at) => {
    const local = localOf(at, zone);
    const found = milliseconds(localInstant(local, zone) ?? instant(0));
    expect(isLocalDateTime(local)).toBe(true);
    expect(localOf(found, zone)).toBe(local);
    expect(found).toBeLessThanOrEqual(at);
    expect(at - found).toBeLessThanOrEqual(hour);
  });

  test.each<[string, string, string]>([
    ['that comes twice is its first', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['that is skipped moves on', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['with seconds keeps them', '2026-11-24T18:00:07', '2026-11-24T17:00:07.000Z'],
  ])('%s', (_, local, at) => {
    expect(localInstant(local, 'Europe/Berlin')).toBe(at);
  });

  test.prop([
    fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/)),
    zone,
  ])('is a moment of four digits in every zone, or is refused', (text, zone) => {
    if (!isLocalDateTime(text)) return;
    const at: Instant | undefined = localInstant(text, zone);
    expect(at).toMatch(/^\d{4}-/);
  });

  test.each([
    '2026-02-30T10:00',
    '2026-01-01T24:00',
    '2026-13-01T00:00',
    '0000-01-01T00:00',
    '9999-12-31T23:59',
    '2026-1-1T0:0',
    '',
  ])('such as %j is none', (text) => {
    expect(isLocalDateTime(text)).toBe(false);
  });
});

test.each([
  ['2026-11-24T18:00', undefined, { from: '2026-11-24T18:00:00.000Z', to: undefined }],
  [undefined, 'soon', { from: undefined, to: undefined }],
])('a range from %s to %s is open where that makes no sense', (from, to, found) => {
  expect(bounds({ kind: 'between', from, to }, 'UTC', 0)).toEqual(found);
});
