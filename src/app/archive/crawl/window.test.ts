import { describe, expect } from 'vitest';

import { instant, milliseconds } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { firstDay, finished } from '../testing/adversarial-vault.ts';
import { countUnreadable, recordUnreadable } from './unreadable-rows.ts';
import {
  windowParameters,
  countIn,
  floorToSecond,
  contains,
  splitWindow,
  type Window,
} from './window.ts';

const moment = fc.integer({ min: firstDay, max: firstDay + 100_000 }).map(instant);
const second = moment.map(floorToSecond);
const jobs = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 40 })
  .map((ends) =>
    ends.map((end, id) => finished(id, { created: firstDay - 60_000, end: firstDay + end })),
  );

const window = fc
  .tuple(fc.option(second, { nil: undefined }), fc.option(second, { nil: undefined }))
  .map(([a, b]): Window => {
    return a !== undefined && b !== undefined && a > b ? { from: b, to: a } : { from: a, to: b };
  });

/** As Vault may do it, comparing milliseconds or whole seconds. */
function passes(window: Window, at: number, exact: boolean): boolean {
  const { start_date, end_date } = windowParameters(window);
  const tested = exact ? at : Math.floor(at / 1_000) * 1_000;
  if (start_date !== undefined && tested < Date.parse(start_date)) return false;
  return end_date === undefined || tested <= Date.parse(end_date);
}

describe('a window', () => {
  test.prop([window, moment, fc.boolean()])(
    'contains what Vault’s filter lets through, or says maybe',
    (window, at, exact) => {
      const held = contains(window, at);
      if (held !== 'maybe') {
        expect(held).toBe(passes(window, milliseconds(at), exact) ? 'yes' : 'no');
      }
    },
  );

  test.prop([window, jobs, fc.option(fc.nat(50), { nil: undefined })])(
    'splits into two that lose nothing, however Vault compares',
    (window, jobs, newest) => {
      const parts = splitWindow(jobs, {
        window,
        date: 'end',
        ...(newest !== undefined && { newest }),
      });
      if (parts === undefined) return;
      const [newer, older] = parts;
      expect([newer.to, older.from, newer.from]).toEqual([window.to, window.from, older.to]);
      // One expectation for all moments: each costs more than the test of a moment.
      const wrong: { at: number; exact: boolean }[] = [];
      for (let at = firstDay; at < firstDay + 100_000; at += 333) {
        for (const exact of [true, false]) {
          const either = passes(newer, at, exact) || passes(older, at, exact);
          if (either !== passes(window, at, exact)) wrong.push({ at, exact });
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test.prop([window, jobs])('can only be split so often', (window, jobs) => {
    const todo = [window];
    for (let steps = 0; todo.length > 0 && steps < 1_000; steps += 1) {
      todo.push(...(splitWindow(jobs, { window: todo.pop() ?? window, date: 'end' }) ?? []));
    }
    expect(todo).toEqual([]);
  });

  test.prop([window, jobs])('counts known jobs exactly at a clean boundary', (window, jobs) => {
    const parts = splitWindow(jobs, { window, date: 'end' });
    for (const part of parts ?? []) {
      if (part.to === window.to) continue;
      const { least, most } = countIn(jobs, part, 'end');
      expect(least).toBe(most);
    }
  });
});

test.prop([fc.array(fc.tuple(window, fc.integer({ min: 0, max: 9 })))])(
  'rows without an id that were located roughly are not counted twice once located exactly',
  (readings) => {
    const whole = recordUnreadable([], { from: undefined, to: undefined }, 1_000);
    let spans = whole;
    for (const [window, rows] of readings) {
      const all = window.from === undefined && window.to === undefined;
      if (!all) spans = recordUnreadable(spans, window, rows);
    }
    expect(countUnreadable(spans)).toBeLessThanOrEqual(1_000);
  },
);
