import { expect, test } from 'vitest';

import { readInstant } from './instant.ts';

const two = (n: number) => String(n).padStart(2, '0');

test.each([2024, 2026, 2100])('any day that the calendar of %i has is a date, no other', (year) => {
  for (const [month, day] of pairs(13, 32)) {
    const date = new Date(Date.UTC(year, month - 1, day));
    const isOnCalendar = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    const written = `${year}-${two(month)}-${two(day)}T12:00:00`;
    for (const end of ['Z', '.000Z']) {
      const [utc, zoned] = ['utc', 'Asia/Tokyo'].map((zone) => readInstant(written + end, zone));
      expect(utc).toBe(isOnCalendar ? `${written}.000Z` : undefined);
      expect(zoned).toBe(isOnCalendar ? `${written.slice(0, 11)}03:00:00.000Z` : undefined);
    }
  }
});

test('any minute that a day has is a time, no other', () => {
  for (const [hour, minute] of pairs(25, 61)) {
    const written = `2026-11-25T${two(hour)}:${two(minute)}:59.999Z`;
    expect(readInstant(written, 'utc')).toBe(hour < 24 && minute < 60 ? written : undefined);
  }
});

/** All pairs of whole numbers from 0 to these. */
function pairs(first: number, second: number): [number, number][] {
  return Array.from({ length: (first + 1) * (second + 1) }, (_, at) => [
    Math.floor(at / (second + 1)),
    at % (second + 1),
  ]);
}
