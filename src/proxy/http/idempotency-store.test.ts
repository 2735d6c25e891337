import { expect, test } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createEpoch } from '../state/epoch.ts';
import { createMemoryState } from '../state/memory-state.ts';
import { createIdempotencyStore, type Claim } from './idempotency-store.ts';

const clock = createManualClock();
function storeWith(limits: { maxEntries?: number; maxBytes?: number } = {}) {
  const state = createMemoryState({ clock });
  const longestMs = 40_000;
  const epoch = createEpoch({ state, clock, longestMs });
  return createIdempotencyStore({ clock, state, epoch, longestMs, ...limits });
}
const write = (key: string, body = '') => ({ key, owner: 'ada', request: ['POST', body] });

async function settle(claim: Claim, bytes = 10) {
  if (claim.kind !== 'first') throw new Error(`claimed before: ${claim.kind}`);
  const body = new Uint8Array(bytes);
  await claim.settle({
    status: 200,
    headers: [],
    body,
    id: '1',
    outcome: 'SUCCESS',
    kind: 'good',
    at: clock.now(),
  });
}

test('one of many at once is the first', async () => {
  const store = storeWith();
  const claims = await Promise.all(Array.from({ length: 50 }, () => store.claim(write('a'))));
  expect(claims.filter(({ kind }) => kind === 'first')).toHaveLength(1);
  expect(claims.filter(({ kind }) => kind === 'repeat')).toHaveLength(49);
});

test('holds a number of answers and no more, the newest ones', async () => {
  const store = storeWith({ maxEntries: 3 });
  for (const key of ['a', 'b', 'c', 'd', 'e']) await settle(await store.claim(write(key)));
  const kinds = [];
  for (const key of ['e', 'd', 'c', 'a']) kinds.push((await store.claim(write(key))).kind);
  expect(kinds).toEqual(['repeat', 'repeat', 'repeat', 'first']);
});

test('holds a number of bytes and no more', async () => {
  const store = storeWith({ maxBytes: 10_000 });
  for (const key of ['a', 'b', 'c']) await settle(await store.claim(write(key)), 4_000);
  const kinds = [];
  for (const key of ['c', 'b', 'a']) kinds.push((await store.claim(write(key))).kind);
  expect(kinds).toEqual(['repeat', 'repeat', 'first']);
});

test('one that is being carried out is never forgotten, whatever comes meanwhile', async () => {
  const store = storeWith({ maxEntries: 2 });
  const long = await store.claim(write('long'));
  for (let n = 0; n < 100; n += 1) await settle(await store.claim(write(`${n}`)));
  clock.advance(3_600_000);
  expect((await store.claim(write('long'))).kind).toBe('repeat');
  await settle(long);
  expect((await store.claim(write('long'))).kind).toBe('repeat');
});

test('the parts of a request can’t be shifted into each other', async () => {
  const store = storeWith();
  await store.claim({ key: 'a', owner: 'b', request: ['c', 'de'] });
  expect((await store.claim({ key: 'a', owner: 'b', request: ['cd', 'e'] })).kind).toBe('reused');
  expect((await store.claim({ key: 'ba', owner: '', request: ['c', 'de'] })).kind).toBe('first');
});

test('each store is another one, and stays the same', async () => {
  const [a, b] = [storeWith(), storeWith()];
  expect(await a.id()).not.toBe(await b.id());
  expect(await a.id()).toBe(await a.id());
});
