import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { viewIds } from '../views.ts';
import {
  advance,
  type Cycle,
  firstPosition,
  isDue,
  pause,
  pauseMs,
  resume,
  showFailure,
  slotIndex,
  slotsOf,
  step,
} from './rotation.ts';

const ms = 20_000;
const start = 1_000_000;

const anyCycle: fc.Arbitrary<Cycle> = fc
  .shuffledSubarray([...viewIds], { minLength: 1 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((view) => fc.integer({ min: 1, max: 15 }).map((pages) => ({ view, pages }))),
    ),
  );

const threeSlots: Cycle = [
  { view: 'now', pages: 2 },
  { view: 'next', pages: 1 },
];
const first = firstPosition({ cycle: threeSlots, ms, now: start });

describe('a wall that nobody touches', () => {
  test.prop([anyCycle])('shows each page of each view once per cycle, in order', (cycle) => {
    const slots = slotsOf(cycle);
    let position = firstPosition({ cycle, ms, now: start });
    const shown = slots.map((_, nth) => {
      position = advance(position, { cycle, ms, now: start + nth * ms });
      return { view: position.view, page: position.page };
    });
    expect(shown).toEqual(slots);
    const again = advance(position, { cycle, ms, now: start + slots.length * ms });
    expect(again).toMatchObject(slots[0] ?? {});
  });

  test.prop([anyCycle, fc.nat(10_000_000), fc.nat(10_000_000)])(
    'depends on the time alone, not on how often it was drawn',
    (cycle, a, b) => {
      const position = firstPosition({ cycle, ms, now: start });
      const between = advance(position, { cycle, ms, now: start + a });
      const late = start + a + b;
      expect(advance(between, { cycle, ms, now: late })).toEqual(
        advance(position, { cycle, ms, now: late }),
      );
    },
  );

  test.prop([anyCycle, anyCycle, fc.nat(1_000_000)])(
    'shows a page that exists, even where the number of pages has changed',
    (before, after, passed) => {
      const position = advance(firstPosition({ cycle: before, ms, now: start }), {
        cycle: before,
        ms,
        now: start + passed,
      });
      const next = advance(position, { cycle: after, ms, now: position.until });
      expect(slotsOf(after)).toContainEqual({ view: next.view, page: next.page });
      expect(slotsOf(after).length).toBeGreaterThan(slotIndex(position, after));
    },
  );

  test('moves on when its time is over, and not before', () => {
    expect(isDue(first, { ms, now: start + ms - 1 })).toBe(false);
    expect(isDue(first, { ms, now: start + ms })).toBe(true);
  });

  test('moves on when the clock was set back', () => {
    const now = start - 3_600_000;
    expect(isDue(first, { ms, now })).toBe(true);
    expect(advance(first, { cycle: threeSlots, ms, now })).toMatchObject({
      until: now + ms,
      page: 0,
    });
  });
});

describe('a wall that is touched', () => {
  test('pauses for a minute, then moves on', () => {
    const position = pause(first, start + 5_000);
    expect(isDue(position, { ms, now: start + 64_999 })).toBe(false);
    const next = advance(position, { cycle: threeSlots, ms, now: start + 65_000 });
    expect(next).toMatchObject({
      view: 'now',
      page: 1,
      isPaused: false,
      until: start + 65_000 + ms,
    });
  });

  test('never moves on sooner than untouched', () => {
    const position = firstPosition({ cycle: threeSlots, ms: 3_600_000, now: start });
    expect(pause(position, start).until).toBe(position.until);
  });

  test('steps both ways, from the last page to the first and back', () => {
    const back = step(first, { cycle: threeSlots, by: -1, now: start });
    expect(back).toMatchObject({ view: 'next', page: 0, isPaused: true, until: start + pauseMs });
    expect(step(back, { cycle: threeSlots, by: 1, now: start })).toMatchObject({
      view: 'now',
      page: 0,
    });
  });

  test('moves on at once when it is resumed', () => {
    const position = resume(pause(first, start), start + 1_000);
    expect(isDue(position, { ms, now: start + 1_000 })).toBe(true);
    expect(resume(first, start + 1_000)).toEqual(first);
  });
});

describe('a new failure', () => {
  const elsewhere = step(first, { cycle: threeSlots, by: -1, now: start });

  test('switches to the first page of Now, for a minute', () => {
    const position = showFailure(elsewhere, { cycle: threeSlots, failedAt: start + 7_000 });
    expect(position).toMatchObject({ view: 'now', page: 0, isPaused: true, until: start + 67_000 });
  });

  test('switches to Failures where Now is not shown, and otherwise stays', () => {
    const cycle: Cycle = [
      { view: 'next', pages: 1 },
      { view: 'failures', pages: 1 },
    ];
    expect(showFailure(elsewhere, { cycle, failedAt: start })).toMatchObject({ view: 'failures' });
    const none: Cycle = [{ view: 'next', pages: 1 }];
    expect(showFailure(elsewhere, { cycle: none, failedAt: start })).toEqual({
      ...elsewhere,
      failedAt: start,
    });
  });
});
