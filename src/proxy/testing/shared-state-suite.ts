/** For tests: what every place for shared state promises. */
import { describe, expect, test } from 'vitest';

import { randomToken, type SharedState } from '../state/shared-state.ts';

export function sharedStateSuite(place: string, open: () => SharedState | Promise<SharedState>) {
  /** With a key that no other test has. */
  const opened = async () => {
    const state = await open();
    return { state, key: randomToken() };
  };

  const askedWithinMs = 50;
  describe(`shared state in ${place}`, () => {
    test('a value comes back with its age until its time is over', async () => {
      const { state, key } = await opened();
      expect(await state.get(key)).toBeUndefined();
      const before = performance.now();
      await state.set(key, 'Żółć\n"x" 1', 300);
      const stored = await state.get(key);
      expect(stored?.value).toBe('Żółć\n"x" 1');
      expect(stored?.ageMs).toBeGreaterThanOrEqual(0);
      // Of the store's clock a server knows only within how long it took to ask for it.
      expect(stored?.ageMs).toBeLessThanOrEqual(performance.now() - before + askedWithinMs);
      await expect.poll(async () => (await state.get(key))?.ageMs ?? 300).toBeGreaterThan(100);
      await expect.poll(() => state.get(key)).toBeUndefined();
      expect(performance.now() - before).toBeGreaterThan(290);
    });

    test('a later value takes the place of an earlier one, and its age', async () => {
      const { state, key } = await opened();
      await state.set(key, 'old', 60_000);
      await expect.poll(async () => (await state.get(key))?.ageMs).toBeGreaterThan(20);
      await state.set(key, '', 60_000);
      expect((await state.get(key))?.value).toBe('');
      expect((await state.get(key))?.ageMs).toBeLessThan(20);
    });

    test('of many at once who set what is absent, one does', async () => {
      const { state, key } = await opened();
      const all = Array.from({ length: 30 }, (_, n) => state.setIfAbsent(key, `${n}`, 60_000));
      const results = await Promise.all(all);
      expect(results.filter(Boolean)).toHaveLength(1);
      expect((await state.get(key))?.value).toBe(`${results.indexOf(true)}`);
    });

    test('what is over can be set again', async () => {
      const { state, key } = await opened();
      expect(await state.setIfAbsent(key, 'a', 50)).toBe(true);
      await expect.poll(() => state.setIfAbsent(key, 'b', 60_000)).toBe(true);
    });

    test('a lease has one holder, who may prolong it and alone may end it', async () => {
      const { state, key } = await opened();
      const holders = await Promise.all(['a', 'b', 'c'].map((one) => state.hold(key, one, 60_000)));
      const [holder = ''] = holders;
      expect(new Set(holders)).toEqual(new Set([holder]));
      const other = holder === 'a' ? 'b' : 'a';
      expect(await state.hold(key, holder, 60_000)).toBe(holder);
      await state.release(key, other);
      expect(await state.hold(key, other, 60_000)).toBe(holder);
      await state.release(key, holder);
      expect(await state.hold(key, other, 60_000)).toBe(other);
    });

    test('the lease of a holder that has died ends by itself, that of a living one does not', async () => {
      const { state, key } = await opened();
      await state.hold(key, 'a', 50);
      await state.hold(key, 'a', 200);
      const from = performance.now();
      await expect.poll(() => state.hold(key, 'b', 60_000)).toBe('b');
      expect(performance.now() - from).toBeGreaterThan(120);
    });

    test('of many at once as many are let in as there is room for', async () => {
      const { state, key } = await opened();
      const window = { most: 3, windowMs: 300 };
      const waits = await Promise.all(
        Array.from({ length: 10 }, (_, n) => state.admit(key, { id: `${n}`, ...window })),
      );
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
      for (const wait of waits) expect(wait).toBeLessThanOrEqual(300);
      await expect.poll(() => state.admit(key, { id: 'later', ...window })).toBe(0);
    });

    test('what was counted can be taken back, one or all', async () => {
      const { state, key } = await opened();
      const window = { most: 2, windowMs: 60_000 };
      const admit = (id: string) => state.admit(key, { id, ...window });
      expect([await admit('a'), await admit('b')]).toEqual([0, 0]);
      expect(await admit('c')).toBeGreaterThan(50_000);
      await state.withdraw(key, 'c');
      expect(await admit('c')).toBeGreaterThan(50_000);
      await state.withdraw(key, 'a');
      expect(await admit('c')).toBe(0);
      await state.withdraw(key);
      expect([await admit('d'), await admit('e')]).toEqual([0, 0]);
    });
  });
}
