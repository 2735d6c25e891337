import { expect } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import type { Reply } from './reply.ts';
import { createResponseCache } from './response-cache.ts';

const reply = (bytes: number, at = 0): Reply => ({
  status: 200,
  headers: {},
  body: new Uint8Array(bytes),
  outcome: 'SUCCESS',
  kind: 'good',
  showsVaultUp: true,
  userId: undefined,
  at,
});

test.prop([fc.array(fc.tuple(fc.nat(20), fc.nat(300)), { maxLength: 100 })])(
  'never more is kept than is allowed, and what came last is there',
  (puts) => {
    const answers = createResponseCache({
      clock: createManualClock(0),
      maxBytes: 500,
      maxEntries: 5,
    });
    for (const [key, bytes] of puts) {
      answers.set(String(key), reply(bytes), { freshMs: 10, keptMs: 10 });
      expect(answers.fresh(String(key))?.body.length).toBe(bytes);
      const there = Array.from({ length: 21 }, (_, n) => answers.fresh(String(n)));
      const found = there.filter((one) => one !== undefined);
      expect(found.length).toBeLessThanOrEqual(5);
      expect(found.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(500);
    }
  },
);

test('what has run out is neither fresh nor the last, and what has expired is only the last', () => {
  const clock = createManualClock(0);
  const answers = createResponseCache({ clock });
  answers.set('a b', reply(1), { freshMs: 10, keptMs: 100 });
  answers.set('c', reply(1), { freshMs: 10, keptMs: 10 });
  answers.expire('a ');
  expect([answers.fresh('a b'), answers.last('a b')?.at, answers.fresh('c')?.at]).toEqual([
    undefined,
    0,
    0,
  ]);
  clock.advance(10);
  expect([answers.fresh('c'), answers.last('c')]).toEqual([undefined, undefined]);
});

test('of more than may be kept, the one goes that was used least recently', () => {
  const answers = createResponseCache({ clock: createManualClock(0), maxEntries: 2 });
  const times = { freshMs: 10, keptMs: 10 };
  answers.set('a', reply(1), times);
  answers.set('b', reply(1), times);
  answers.fresh('a');
  answers.set('c', reply(1), times);
  expect(['a', 'b', 'c'].map((key) => answers.fresh(key) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});
