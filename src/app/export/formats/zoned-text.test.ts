import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { offsetsOf } from '#contract/zone.ts';

import { clockText, isoText, offsetText, zonedText } from './zoned-text.ts';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Monrovia',
  'Pacific/Apia',
);

/** Any time of 130 years, and often one within minutes of a change of clocks in Berlin. */
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) }),
  fc
    .tuple(
      fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    )
    .map(([change, away]) => change + away),
);

describe('a moment on the clocks of a zone', () => {
  test.prop([zones, fc.array(moments, { minLength: 1, maxLength: 20 })])(
    'shows what Intl shows, and its offset leads back to the same instant',
    (zone, times) => {
      const offsetAt = offsetsOf(zone);
      for (const at of times) {
        const [, wall = '', offset = ''] =
          /^(.*?)([+-][\d:]+)$/.exec(zonedText(at, offsetAt)) ?? [];
        expect(wall.slice(0, 19)).toBe(intl(at, zone));
        expect(Date.parse(`${wall}Z`) - offsetMs(offset)).toBe(at);
      }
    },
  );

  test('tells the two hours of an autumn night apart', () => {
    const offsetAt = offsetsOf('Europe/Berlin');
    expect(zonedText(Date.UTC(2026, 9, 25, 0, 30), offsetAt)).toBe('2026-10-25T02:30:00.000+02:00');
    expect(zonedText(Date.UTC(2026, 9, 25, 1, 30), offsetAt)).toBe('2026-10-25T02:30:00.000+01:00');
  });
});

test.prop([fc.integer({ min: -62e12, max: 253e12 })])(
  'UTC is written as toISOString does',
  (at) => {
    expect(isoText(at)).toBe(new Date(at).toISOString());
  },
);

describe('durations', () => {
  test.each([
    [0, '0:00:00'],
    [0.999, '0:00:00'],
    [97_449, '27:04:09'],
    [-61, '-0:01:01'],
  ])('%d s is %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

  test('have their offset in hours and minutes, and seconds where there are any', () => {
    expect([19_800_000, -2_670_000, 0].map(offsetText)).toEqual(['+05:30', '-00:44:30', '+00:00']);
  });
});

/** `2026-11-24T10:12:00`, by another way than the one under test. */
function intl(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(at).replace(' ', 'T');
}

function offsetMs(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1_000 : 1_000) * (hours * 3_600 + minutes * 60 + seconds);
}
