import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { views } from '../search.ts';
import {
  advanced,
  type Cycle,
  firstPlace,
  heeding,
  held,
  holdMs,
  isOver,
  positionOf,
  released,
  turned,
  turnsOf,
} from './rotation.ts';

const ms = 20_000;
const start = 1_000_000;

const anyCycle: fc.Arbitrary<Cycle> = fc
  .shuffledSubarray([...views], { minLength: 1 })
  .chain((names) =>
    fc.tuple(
      ...names.map((view) => fc.integer({ min: 1, max: 15 }).map((pages) => ({ view, pages }))),
    ),
  );

const three: Cycle = [
  { view: 'now', pages: 2 },
  { view: 'next', pages: 1 },
];
const first = firstPlace({ cycle: three, ms, now: start });

describe('a wall that nobody touches', () => {
  test.prop([anyCycle])('shows each page of each view once in a cycle, in order', (cycle) => {
    const turns = turnsOf(cycle);
    let place = firstPlace({ cycle, ms, now: start });
    const seen = turns.map((_, nth) => {
      place = advanced(place, { cycle, ms, now: start + nth * ms });
      return { view: place.view, page: place.page };
    });
    expect(seen).toEqual(turns);
    const again = advanced(place, { cycle, ms, now: start + turns.length * ms });
    expect(again).toMatchObject(turns[0] ?? {});
  });

  test.prop([anyCycle, fc.nat(10_000_000), fc.nat(10_000_000)])(
    'is where time says, however often that was looked at',
    (cycle, a, b) => {
      const place = firstPlace({ cycle, ms, now: start });
      const between = advanced(place, { cycle, ms, now: start + a });
      const late = start + a + b;
      expect(advanced(between, { cycle, ms, now: late })).toEqual(
        advanced(place, { cycle, ms, now: late }),
      );
    },
  );

  test.prop([anyCycle, anyCycle, fc.nat(1_000_000)])(
    'shows a page that is there, whatever became of the one before',
    (before, after, passed) => {
      const place = advanced(firstPlace({ cycle: before, ms, now: start }), {
        cycle: before,
        ms,
        now: start + passed,
      });
      const next = advanced(place, { cycle: after, ms, now: place.until });
      expect(turnsOf(after)).toContainEqual({ view: next.view, page: next.page });
      expect(turnsOf(after).length).toBeGreaterThan(positionOf(place, after));
    },
  );

  test('is over when its time is, and not before', () => {
    expect(isOver(first, { ms, now: start + ms - 1 })).toBe(false);
    expect(isOver(first, { ms, now: start + ms })).toBe(true);
  });

  test('goes on when the clock is set back', () => {
    const now = start - 3_600_000;
    expect(isOver(first, { ms, now })).toBe(true);
    expect(advanced(first, { cycle: three, ms, now })).toMatchObject({ until: now + ms, page: 0 });
  });
});

describe('a wall that is touched', () => {
  test('stays for a minute, then goes on', () => {
    const place = held(first, start + 5_000);
    expect(isOver(place, { ms, now: start + 64_999 })).toBe(false);
    const next = advanced(place, { cycle: three, ms, now: start + 65_000 });
    expect(next).toMatchObject({ view: 'now', page: 1, isHeld: false, until: start + 65_000 + ms });
  });

  test('never stays shorter for it', () => {
    const place = firstPlace({ cycle: three, ms: 3_600_000, now: start });
    expect(held(place, start).until).toBe(place.until);
  });

  test('turns both ways, over the ends', () => {
    const back = turned(first, { cycle: three, by: -1, now: start });
    expect(back).toMatchObject({ view: 'next', page: 0, isHeld: true, until: start + holdMs });
    expect(turned(back, { cycle: three, by: 1, now: start })).toMatchObject({
      view: 'now',
      page: 0,
    });
  });

  test('goes on at once when it is let go', () => {
    const place = released(held(first, start), start + 1_000);
    expect(isOver(place, { ms, now: start + 1_000 })).toBe(true);
    expect(released(first, start + 1_000)).toEqual(first);
  });
});

describe('a new failure', () => {
  const away = turned(first, { cycle: three, by: -1, now: start });

  test('turns to the first page of the view of now, for a minute', () => {
    const place = heeding(away, { cycle: three, at: start + 7_000 });
    expect(place).toMatchObject({ view: 'now', page: 0, isHeld: true, until: start + 67_000 });
  });

  test('turns to the failures where nothing else shows it, or else nowhere', () => {
    const cycle: Cycle = [
      { view: 'next', pages: 1 },
      { view: 'failures', pages: 1 },
    ];
    expect(heeding(away, { cycle, at: start })).toMatchObject({ view: 'failures' });
    const none: Cycle = [{ view: 'next', pages: 1 }];
    expect(heeding(away, { cycle: none, at: start })).toEqual({ ...away, heeded: start });
  });
});
