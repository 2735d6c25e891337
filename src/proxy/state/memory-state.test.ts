import { expect, test } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';

import { sharedStateSuite } from '../testing/shared-state-suite.ts';
import { createMemoryState } from './memory-state.ts';

/** Time goes by itself here, as it does in a store outside of this process. */
const clock = { now: () => Math.floor(performance.now()) };

sharedStateSuite('memory', () => createMemoryState({ clock }));

test('it holds a number of values and of bytes and no more, and forgets the oldest', async () => {
  const state = createMemoryState({ clock, maxEntries: 10, maxBytes: 2_000 });
  for (let n = 0; n < 30; n += 1) await state.set(`${n}`, 'x', 60_000);
  expect([await state.get('19'), (await state.get('20'))?.value]).toEqual([undefined, 'x']);
  await state.set('long', 'x'.repeat(1_500), 60_000);
  await state.set('longer', 'x'.repeat(1_500), 60_000);
  expect(await state.get('long')).toBeUndefined();
});

test('a clock that is put back keeps nothing for longer', async () => {
  const clock = createManualClock();
  const state = createMemoryState({ clock });
  await state.set('a', 'x', 1_000);
  clock.advance(-3_600_000);
  expect((await state.get('a'))?.ageMs).toBe(0);
  clock.advance(1_000);
  expect(await state.get('a')).toBeUndefined();
});
