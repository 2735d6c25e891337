import { afterEach, describe, expect, vi } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import {
  mayReload,
  type ReloadLog,
  storedReloadLog,
  storeReloadLog,
  withReload,
} from './reload-log.ts';
import type { ReloadReason } from './reload-reason.ts';

const minute = 60_000;
const day = 1_440 * minute;

/** When a page reloads that finds the reason at each of these moments, in milliseconds. */
function reloadTimes(reason: ReloadReason, moments: readonly number[]): number[] {
  let log: ReloadLog = {};
  return moments.filter((now) => {
    if (!mayReload(log, reason, now)) return false;
    log = withReload(log, reason, now);
    return true;
  });
}

const always = Array.from({ length: 1_440 }, (_, at) => at * minute);

describe('a page reloads', () => {
  test('at once for the first reason', () => {
    expect(reloadTimes('build', always)[0]).toBe(0);
  });

  test('ever more rarely where that does not help: 8 times a day for a new build', () => {
    expect(reloadTimes('build', always).map((at) => at / minute)).toEqual([
      0, 10, 30, 70, 150, 310, 630, 1_270,
    ]);
    expect(reloadTimes('stale', always).map((at) => at / minute)).toEqual([
      0, 30, 90, 210, 450, 930,
    ]);
  });

  test('without a longer wait once it has been well for long', () => {
    expect(reloadTimes('build', [0, 2 * day, 2 * day + 10 * minute])).toHaveLength(3);
  });

  test('for memory and for stale data with one shared wait', () => {
    const log = withReload({}, 'memory', 0);
    expect(mayReload(log, 'stale', 29 * minute)).toBe(false);
    expect(mayReload(log, 'build', 29 * minute)).toBe(true);
  });

  test.prop([
    fc.constantFrom<ReloadReason>('build', 'memory', 'stale'),
    fc.array(fc.nat({ max: 30 * day }), { maxLength: 200 }),
  ])('never twice within 10 minutes, whenever the reasons occur', (reason, moments) => {
    const times = reloadTimes(
      reason,
      moments.toSorted((a, b) => a - b),
    );
    for (const [nth, at] of times.slice(1).entries()) {
      expect(at - (times[nth] ?? 0)).toBeGreaterThanOrEqual(10 * minute);
    }
  });
});

describe('a log of reloads', () => {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };
  afterEach(() => {
    kept.clear();
    vi.unstubAllGlobals();
  });

  test('outlasts the reload', () => {
    vi.stubGlobal('sessionStorage', storage);
    const log = withReload({}, 'build', 7 * minute);
    expect(storedReloadLog()).toEqual({});
    expect(storeReloadLog(log)).toBe(true);
    expect(storedReloadLog()).toEqual(log);
  });

  test('that can’t be read stops no reload for good', () => {
    vi.stubGlobal('sessionStorage', storage);
    kept.set('jobwatch.wall.reloads', 'no json');
    expect(mayReload(storedReloadLog(), 'build', 0)).toBe(true);
    expect(storeReloadLog(withReload(storedReloadLog(), 'build', 0))).toBe(true);
    expect(mayReload(storedReloadLog(), 'build', minute)).toBe(false);
  });

  test('that can’t be stored says so', () => {
    vi.stubGlobal('sessionStorage', undefined);
    expect(storedReloadLog()).toEqual({});
    expect(storeReloadLog({})).toBe(false);
  });
});
