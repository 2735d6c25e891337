import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { instant } from '#contract/instant.ts';
import { job } from '#insight/testing/jobs.ts';

import { jobsOfList } from '../jobs/lazy-jobs.ts';
import type { Coverage } from './crawl/coverage.ts';
import type { ArchiveState } from './status.ts';
import { throttled } from './throttled.ts';
import { stateBeforeOpening } from './use-archive.ts';

const opening: ArchiveState = { ...stateBeforeOpening, hasStoredHistory: true };

const part = (rows: number): Coverage => ({
  kind: 'partial',
  rows,
  total: undefined,
  missing: undefined,
  contradicts: false,
  covered: undefined,
});

/** An archive that holds what a test says. */
function createFake() {
  const listeners = new Set<() => void>();
  let state = opening;
  let jobs = jobsOfList([]);
  return {
    state: () => state,
    lazyJobs: () => jobs,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    has: (rows: number, coverage: Coverage = part(rows)) => {
      state = { ...state, coverage };
      jobs = jobsOfList(Array.from({ length: rows }, (_, id) => job({ id })));
      for (const listener of listeners) listener();
    },
  };
}

function open() {
  const archive = createFake();
  const view = throttled(archive);
  const listener = vi.fn();
  const leave = view.subscribe(listener);
  const shown = () => [view.jobs().size, view.state().coverage];
  return { archive, view, listener, leave, shown };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first rows are shown at once, and of more within a second only the last', () => {
  const { archive, view, listener, shown } = open();
  archive.has(2);
  expect(listener).toHaveBeenCalledTimes(1);
  expect(shown()).toEqual([2, part(2)]);
  archive.has(3);
  archive.has(4);
  vi.advanceTimersByTime(999);
  // However often a page renders meanwhile: each list of rows would be sorted anew.
  expect(shown()).toEqual([2, part(2)]);
  expect(view.jobs()).toBe(view.jobs());
  vi.advanceTimersByTime(1);
  expect(listener).toHaveBeenCalledTimes(2);
  expect(shown()).toEqual([4, part(4)]);
});

test('a complete archive is shown at once', () => {
  const { archive, listener, shown } = open();
  archive.has(2);
  archive.has(3);
  const whole: Coverage = { kind: 'complete', rows: 5, unreadable: 0, asOf: instant(0) };
  archive.has(5, whole);
  expect(shown()).toEqual([5, whole]);
  vi.advanceTimersByTime(5_000);
  expect(listener).toHaveBeenCalledTimes(2);
});

test('a page that opens shows what is there then', () => {
  const { archive, view, listener, leave, shown } = open();
  archive.has(2);
  archive.has(3);
  leave();
  vi.advanceTimersByTime(5_000);
  archive.has(4);
  expect(shown()).toEqual([4, part(4)]);
  expect(listener).toHaveBeenCalledTimes(1);
  view.subscribe(listener);
  archive.has(5);
  expect(shown()).toEqual([4, part(4)]);
});
