import { expect, test } from 'vitest';

import { deviceClock } from './clock.ts';
import { browserTabs, createTabLeader } from './tab-leader.ts';
import { createHeldClock } from './testing/held-clock.ts';

const name = 'tabs.vault.test/7';

test('one tab leads at a time, and the next when that one is closed', async () => {
  const browser = browserTabs();
  if (browser === undefined) throw new Error('This browser has no locks.');
  const received: unknown[] = [];
  const options = { ...browser, name, isPaused: () => false, clock: deviceClock };
  const first = createTabLeader({ ...options, onMessage: () => {} });
  const second = createTabLeader({ ...options, onMessage: (message) => received.push(message) });
  const { signal } = new AbortController();
  const lost = await first.lead(signal, () => {});
  let leads = false;
  const leading = second.lead(signal, () => {}).then(() => (leads = true));
  first.post({ kind: 'written' });
  await expect.poll(() => received).toEqual([{ kind: 'written' }]);
  expect([leads, lost.aborted]).toEqual([false, false]);
  first.close();
  await leading;
  expect([leads, lost.aborted]).toEqual([true, true]);
  second.close();
});

test('a tab that holds the lock and doesn’t answer is replaced', async () => {
  const browser = browserTabs();
  if (browser === undefined) throw new Error('This browser has no locks.');
  const { clock, passUntil } = createHeldClock();
  const options = { ...browser, name, isPaused: () => false, onMessage: () => {} };
  const deaf = { ...browser.openChannel('another'), listen: () => {} };
  const first = createTabLeader({ ...options, clock, openChannel: () => deaf });
  const second = createTabLeader({ ...options, clock });
  const { signal } = new AbortController();
  const lost = await first.lead(signal, () => {});
  const leading = await passUntil(second.lead(signal, () => {}));
  expect(leading.aborted).toBe(false);
  await expect.poll(() => lost.aborted).toBe(true);
  first.close();
  second.close();
});
