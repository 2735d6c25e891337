import { describe, expect } from 'vitest';

import { instant, milliseconds, parameter, readInstant } from './instant.ts';
import { fc, test } from './testing/property-test.ts';

const day = 86_400_000;

describe('a date of Vault', () => {
  test.each([
    ['2021-02-03T04:01:29.000Z', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03T04:01:29Z', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03T04:01:29.123456Z', '2021-02-03T04:01:29.123Z'],
    ['2021-02-03T04:01:29.5Z', '2021-02-03T04:01:29.500Z'],
    ['2021-02-03T04:01:29', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03 04:01', '2021-02-03T04:01:00.000Z'],
    ['2021-02-03', '2021-02-03T00:00:00.000Z'],
    ['2021-02-03T04:01:29.000+02:00', '2021-02-03T02:01:29.000Z'],
    ['2021-02-03T04:01:29.000-0800', '2021-02-03T12:01:29.000Z'],
    ['2024-02-29T24:00:00Z', '2024-03-01T00:00:00.000Z'],
    [' 2021-02-03t04:01:29z ', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03T04:01:29.1234567890123Z', '2021-02-03T04:01:29.123Z'],
    ['2021-02-03T04:01:29,5Z', '2021-02-03T04:01:29.500Z'],
    ['2021-02-03T04:01:29.5+05:30', '2021-02-02T22:31:29.500Z'],
    ['2021-02-03 04:01:29 +01', '2021-02-03T03:01:29.000Z'],
    ['2021-02-03T04:01+23:59', '2021-02-02T04:02:00.000Z'],
    ['2021-02-03T04:01:29-00:00', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03 04:01:29 UTC', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03T04:01:29Z[Etc/UTC]', '2021-02-03T04:01:29.000Z'],
    ['2021-02-03T04:01:29+01:00[Europe/Berlin]', '2021-02-03T03:01:29.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['1990-12-31T15:59:60.75-08:00', '1991-01-01T00:00:00.750Z'],
    ['+002021-02-03T04:01:29Z', '2021-02-03T04:01:29.000Z'],
    ['0001-02-03T04:01:29Z', '0001-02-03T04:01:29.000Z'],
    ['Wed, 03 Feb 2021 04:01:29 GMT', '2021-02-03T04:01:29.000Z'],
    ['Wed, 3 Feb 2021 04:01:29 +0100', '2021-02-03T03:01:29.000Z'],
    ['03 Feb 2021 04:01 -0330 (NST)', '2021-02-03T07:31:00.000Z'],
    ['3 feb 2021 04:01:29 EDT', '2021-02-03T08:01:29.000Z'],
    ['3 Feb 2021 04:01:29 PST', '2021-02-03T12:01:29.000Z'],
    [
      'Wed Feb 03 2021 04:01:29 GMT+0100 (Central European Standard Time)',
      '2021-02-03T03:01:29.000Z',
    ],
  ])('%j is read as %s', (written, expected) => {
    expect(readInstant(written, 'utc')).toBe(expected);
  });

  test.each([
    [''],
    ['soon'],
    ['null'],
    ['2021-13-01T00:00:00Z'],
    ['2021-02-30T00:00:00Z'],
    ['2021-02-29'],
    ['2021-02-03T25:00:00Z'],
    ['2021-02-03T04:61:00Z'],
    ['03/02/2021 04:01'],
    ['2021-02-03T04:01:29.000Zulu'],
    ['2021-02-03T04:01:29+99:99'],
    ['2021-02-03T04:01:29+24:00'],
    ['2021-02-03T04:01:29+01:60'],
    ['2021-02-03T04:01:61Z'],
    ['2021-02-03T12:34:60Z'],
    ['2021-02-03T24:00:01Z'],
    ['2021-02-03T24:01Z'],
    ['2021-02-03T04:01:29[Europe/Berlin]'],
    ['2021-02'],
    ['2021'],
    ['-002021-02-03T04:01:29Z'],
    ['+012021-02-03T04:01:29Z'],
    ['9999-12-31T23:59:59-01:00'],
    ['0000-01-01T00:00:00+01:00'],
    ['Wed, 30 Feb 2021 04:01:29 GMT'],
    ['Wed, 03 Feb 21 04:01:29 GMT'],
    ['03 Feb 0021 04:01:29 GMT'],
    ['Wed, 03 Foo 2021 04:01:29 GMT'],
    ['Wed Feb 03 04:01:29 CET 2021'],
    ['Wed, 03 Feb 2021 04:01:29'],
    ['Wed, 03 Feb 2021 25:01:29 GMT'],
    ['Wed, 03 Feb 2021 04:01:29 +9999'],
    ['Wed, 03 Feb 2021 04:01:29 +2400'],
    ['Wed Feb 03 2021 04:01:29 GMT-0160 (Nowhere)'],
    ['20210203T040129Z'],
    ['1612324889000'],
    [null],
    [undefined],
    [1612324889000],
    [{}],
  ])('%j is no date, and never another one', (written) => {
    expect(readInstant(written, 'utc')).toBeUndefined();
    expect(readInstant(written, 'Europe/Berlin')).toBeUndefined();
  });

  test.prop([fc.anything()])('may be anything without a crash', (written) => {
    expect(() => readInstant(written, 'America/Denver')).not.toThrow();
  });

  test.prop([fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })])(
    'round-trips in UTC',
    (date) => {
      expect(readInstant(date.toISOString(), 'utc')).toBe(date.toISOString());
      expect(milliseconds(instant(date.getTime()))).toBe(date.getTime());
    },
  );
});

describe('a date as JavaScript writes it', () => {
  test.prop([fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })])(
    'is read as the same moment, to the second',
    (date) => {
      const second = instant(Math.floor(date.getTime() / 1_000) * 1_000);
      for (const written of [date.toString(), date.toUTCString()]) {
        expect(readInstant(written, 'Asia/Tokyo')).toBe(second);
      }
    },
  );
});

describe('a Z that means the clock of a zone', () => {
  test.each([
    ['winter', '2026-01-15T12:00:00.250Z', '2026-01-15T11:00:00.250Z'],
    ['summer', '2026-07-15T12:00:00.000Z', '2026-07-15T10:00:00.000Z'],
    [
      'the hour that is skipped: moved on by its length',
      '2026-03-29T02:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'the hour that comes twice: its first time',
      '2026-10-25T02:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'a date whose offset is told: just that',
      '2026-07-15T12:00:00+00:00',
      '2026-07-15T12:00:00.000Z',
    ],
    ['a date without Z', '2026-07-15T12:00:00', '2026-07-15T10:00:00.000Z'],
  ])('is read in %s', (_, written, expected) => {
    expect(readInstant(written, 'Europe/Berlin')).toBe(expected);
  });

  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/Denver',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Chatham',
    'Pacific/Kiritimati',
    'Antarctica/Troll',
  );
  const minute = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });

  test.prop([zones, minute], { numRuns: 300 })(
    'names the first moment at which clocks there show it',
    (zone, at) => {
      expectFirstMoment(zone, at * 60_000);
    },
  );

  test.prop([zones, fc.integer({ min: 2000, max: 2039 }), fc.integer({ min: -26, max: 26 })])(
    'does so on either side of every change of clocks',
    (zone, year, quarters) => {
      for (const change of changesIn(zone, year)) {
        expectFirstMoment(zone, change + offset(zone, change) + quarters * 900_000);
      }
    },
  );
});

test.prop([fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })])(
  'a parameter has no milliseconds, and is not after its instant by itself',
  (date) => {
    const written = parameter(instant(date.getTime()));
    expect(written).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(date.getTime() - Date.parse(written)).toBe(date.getTime() % 1000);
  },
);

test.prop([fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e12 })])(
  'the order of instants as text is their order in time',
  (a, b) => {
    expect(instant(a) < instant(b)).toBe(a < b);
  },
);

test.prop([fc.date({ noInvalidDate: true })], { numRuns: 2_000 })(
  'an instant is as many milliseconds as it was made of, in any year that a Date can hold',
  (date) => {
    expect(milliseconds(instant(date.getTime()))).toBe(date.getTime());
  },
);

test.prop(
  [fc.date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })],
  {
    numRuns: 2_000,
  },
)('and so in those of four digits, where its digits are read one by one', (date) => {
  expect(milliseconds(instant(date.getTime()))).toBe(date.getTime());
});

test('each day of four hundred years is the one after the day before', () => {
  const days = (Date.UTC(2200, 0, 1) - Date.UTC(1800, 0, 1)) / day;
  const all = Array.from({ length: days }, (_, nth) => Date.UTC(1800, 0, 1) + nth * day);
  expect(all.filter((at) => milliseconds(instant(at)) !== at)).toEqual([]);
});

/** Tries every offset that any zone has; Intl alone says what clocks show. */
function expectFirstMoment(zone: string, local: number) {
  const read = readInstant(new Date(local).toISOString(), zone);
  if (read === undefined) throw new Error('was not read');
  const at = milliseconds(read);
  const candidates = Array.from({ length: 113 }, (_, n) => local - (n - 56) * 900_000);
  const shown = candidates.filter((candidate) => candidate + offset(zone, candidate) === local);
  if (shown.length > 0) {
    expect(at).toBe(Math.min(...shown));
    return;
  }
  // Clocks never show it: it moves on by as much as they skip.
  const skipped = offset(zone, at) - offset(zone, at - day);
  expect(skipped).toBeGreaterThan(0);
  expect(at + offset(zone, at) - local).toBe(skipped);
}

/** The first moments of a new offset, to the quarter of an hour. */
function changesIn(zone: string, year: number): number[] {
  const days = Array.from({ length: 366 }, (_, n) => Date.UTC(year, 0, 1 + n));
  return days.flatMap((start) => {
    if (offset(zone, start) === offset(zone, start + day)) return [];
    const quarters = Array.from({ length: 97 }, (_, n) => start + n * 900_000);
    return quarters.filter((at) => offset(zone, at) !== offset(zone, at - 900_000)).slice(0, 1);
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Swedish writes dates as ISO does. */
function offset(zone: string, at: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
}
