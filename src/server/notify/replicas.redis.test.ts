/** Three servers that share a Redis and watch one Vault: what is said is said by one of them, once. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createSteadyClock, systemClock } from '#proxy/clock.ts';
import { createLog } from '#proxy/log.ts';
import { createRedisState } from '#proxy/state/redis-state.ts';

import { replicas } from '../testing/replicas.ts';
import { createSharedStore } from './notify-store.ts';
import { accept, breakOff, webhookSink } from './testing/webhook-sink.ts';
import { nothingKnown } from './troubles/memory.ts';

const minute = 60_000;

let sink: Awaited<ReturnType<typeof webhookSink>>;
let made: Awaited<ReturnType<typeof replicas>>;
beforeEach(async () => {
  sink = await webhookSink();
  made = await replicas(3, { NOTIFY_URLS: sink.url, NOTIFY_ALLOW: '127.0.0.1' });
  await expect.poll(() => made.areReady()).toBe(true);
});
afterEach(async () => {
  sink.close();
  await made.close();
});

const tick = async (servers = made.all) => {
  made.skip(minute);
  await Promise.all(servers.flatMap(({ watching }) => watching?.tick() ?? []));
};
const said = () =>
  sink.bodies().flatMap(({ events }) => events.map(({ change, title }) => `${change} ${title}`));
const fail = (title: string) => made.world.finished({ title, status: 'TIMEOUT', agoMs: 1_000 });

test('one of three servers sends, and where it ends, another goes on where it was', async () => {
  fail('Ledger');
  await tick();
  await tick();
  expect(said()).toEqual(['began Ledger']);
  sink.answer(breakOff);
  fail('Import');
  // Redis measures by itself for how long an answer of Vault's is fresh.
  const attempts = () => tick().then(() => sink.received.length);
  await expect.poll(attempts, { timeout: 15_000, interval: 500 }).toBeGreaterThan(1);
  // Whoever leads goes; what waited and what is open is known to the next one.
  const [one, ...others] = made.all;
  await one?.watching?.stop();
  one?.kill();
  await tick(others);
  sink.answer(accept);
  for (let times = 0; times < 12; times += 1) await tick(others);
  expect(said()).toEqual(['began Ledger', 'began Import']);
  expect(sink.bodies().filter(({ mayRepeat }) => mayRepeat)).toEqual([]);
});

test('while Redis is down nobody sends; afterwards nothing is said twice, though it lost all', async () => {
  fail('Ledger');
  await tick();
  await tick();
  expect(said()).toEqual(['began Ledger']);
  await made.redis.kill();
  fail('Import');
  await tick();
  await tick();
  expect(said()).toEqual(['began Ledger']);
  await made.redis.start();
  await expect.poll(() => made.areReady()).toBe(true);
  await tick();
  await tick();
  expect(said()).toEqual(['began Ledger', 'began Import']);
});

test('the lease of a server that died ends by itself, and no title is in the clear', async () => {
  const clock = createSteadyClock(systemClock);
  const log = createLog({ level: 'silent', clock });
  const secret = 'a secret of thirty-two characters';
  const states = [0, 1].map(() => createRedisState({ url: made.redis.url, secret, log, clock }));
  await expect.poll(() => states.every((state) => state.isUp())).toBe(true);
  const [a, b] = states.map((state) =>
    createSharedStore(state, { vaultHost: 'a.test', leaseMs: 300 }),
  );
  expect([await a?.lead(), await b?.lead(), await a?.lead()]).toEqual([true, false, true]);
  const trouble = { kind: 'failing', key: 'Ledger', title: 'Ledger' } as const;
  const about = { jobs: ['1'], since: 1, saidAt: 1, missing: 0 };
  await a?.save({
    memory: { ...nothingKnown, troubles: [{ ...trouble, ...about }] },
    deliveries: { queues: [], log: [] },
  });
  await expect.poll(() => b?.lead()).toBe(true);
  expect((await b?.load())?.memory.troubles).toEqual([{ ...trouble, ...about }]);
  // What one has saved itself it knows.
  expect(await a?.load()).toBeUndefined();
  expect(await made.redis.contents()).not.toContain('Ledger');
  for (const state of states) state.close();
});
