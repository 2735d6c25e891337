import { expect, test } from 'vitest';

import { createTabLeader } from './tab-leader.ts';
import { createTestTabs } from './testing/test-tabs.ts';
import { createVirtualClock } from './testing/virtual-clock.ts';

test('a browser whose locks never answer doesn’t keep a tab from reading', async () => {
  const clock = createVirtualClock(0);
  const tabLeader = createTabLeader({
    ...createTestTabs(clock).open(),
    locks: { request: async () => new Promise(() => {}) },
    name: 'test',
    isPaused: () => false,
    onMessage: () => {},
  });
  let lost: AbortSignal | undefined;
  void tabLeader
    .lead(new AbortController().signal, () => {})
    .then((signal) => {
      lost = signal;
    });
  expect(await clock.until(() => lost !== undefined, 10_000)).toBe(true);
  expect(lost?.aborted).toBe(false);
  tabLeader.close();
  expect(await clock.until(() => lost?.aborted === true, 1_000)).toBe(true);
});
