import { expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { isWithinWeekHour, readWeekHour, weekHourText } from './week-hour.ts';

const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns');
const weekHours = fc.record({
  weekday: fc.integer({ min: 0, max: 6 }),
  hour: fc.integer({ min: 0, max: 23 }),
  zone,
});
const moment = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2028, 0) });

test.prop([weekHours])('an hour of the week reads back as it was written', (weekHour) => {
  expect(readWeekHour(weekHourText(weekHour))).toEqual(weekHour);
});

test.prop([moment, weekHours])(
  'holds a moment if the clocks of its zone show it',
  (at, weekHour) => {
    const shown = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
      timeZone: weekHour.zone,
    })
      .format(at)
      .replace(',', '');
    expect(isWithinWeekHour(at, weekHour)).toBe(
      weekHourText(weekHour) === `${shown}:00 ${weekHour.zone}`,
    );
  },
);

test.each(['', 'Mon 03:00', 'Mon 3:00 UTC', 'Mon 24:00 UTC', 'Foo 03:00 UTC', 'Mon 03:00 Nowhere'])(
  '“%s” is no hour of the week',
  (text) => expect(readWeekHour(text)).toBeUndefined(),
);
