import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { turns } from './job-status-slots.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a turn that came while the machine slept is taken within a second', async () => {
  let now = 0;
  const line = turns({ clock: { now: () => now }, everyMs: 10_000 });
  const calls: number[] = [];
  const turn = {
    call: async () => calls.push(now),
    left: new AbortController().signal,
    order: 'first look',
  } as const;
  void line.take('job', turn);
  void line.take('job', turn);
  await vi.advanceTimersByTimeAsync(0);
  // Timers stand still meanwhile.
  now += 60_000;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(calls).toEqual([0, 60_000]);
});
