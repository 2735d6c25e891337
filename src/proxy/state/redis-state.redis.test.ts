import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { createLog } from '../log.ts';
import { type RedisServer, startRedis } from '../testing/redis-server.ts';
import { sharedStateSuite } from '../testing/shared-state-suite.ts';
import { createRedisState } from './redis-state.ts';
import { randomToken, type SharedState } from './shared-state.ts';

const secret = 'a secret of thirty-two characters';
const lines: string[] = [];
const opened: SharedState[] = [];
let redis: RedisServer;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => {
  for (const state of opened.splice(0)) state.close();
});
afterAll(() => redis.close());

function connect(url = redis.url, key = secret) {
  const clock = { now: () => Math.floor(performance.now()) };
  const log = createLog({ level: 'debug', clock, to: { write: (line) => lines.push(line) } });
  const state = createRedisState({ url, secret: key, log, clock });
  opened.push(state);
  return state;
}

async function connected(key = secret) {
  const state = connect(redis.url, key);
  await expect.poll(() => state.isUp()).toBe(true);
  return state;
}

sharedStateSuite('Redis', connected);

test('two processes see the same, and one with another secret nothing of it', async () => {
  const [a, b, other] = [await connected(), await connected(), await connected('x'.repeat(32))];
  const key = randomToken();
  await a.set(key, 'of both', 60_000);
  expect((await b.get(key))?.value).toBe('of both');
  expect(await other.get(key)).toBeUndefined();
  const admitted = { most: 1, windowMs: 60_000 };
  expect(await a.admit(key + 1, { id: 'a', ...admitted })).toBe(0);
  expect(await b.admit(key + 1, { id: 'b', ...admitted })).toBeGreaterThan(0);
});

test('whoever reads the store finds no word of what is in it, and all of it ends by itself', async () => {
  const state = await connected();
  await state.set('session of ada', 'title of a job', 60_000);
  await state.setIfAbsent('ada and her session', 'fingerprint', 60_000);
  await state.admit('account ada', { id: 'b', most: 3, windowMs: 60_000 });
  await state.hold('lease of ada', randomToken(), 60_000);
  const contents = await redis.contents();
  expect(contents).not.toMatch(/ada|title|session|account|fingerprint|lease/);
  const names = contents.match(/^jobwatch:\S+ \S+/gm) ?? [];
  expect(names.length).toBeGreaterThanOrEqual(4);
  for (const name of names) expect(Number(name.split(' ')[1])).toBeGreaterThan(0);
});

test('while it hangs or is gone every call is refused at once, and it recovers by itself', async () => {
  const state = await connected();
  const key = randomToken();
  let reconnections = 0;
  state.onReconnected(() => {
    reconnections += 1;
  });
  redis.pause();
  await expect(state.get(key)).rejects.toMatchObject({ type: 'SHARED_STATE_DOWN' });
  const from = performance.now();
  for (let n = 0; n < 100; n += 1) {
    await expect(state.set(key, 'x', 60_000)).rejects.toMatchObject({ type: 'SHARED_STATE_DOWN' });
  }
  expect(performance.now() - from).toBeLessThan(200);
  expect(state.isUp()).toBe(false);
  expect(state.downMs()).toBeLessThan(1_500);
  redis.resume();
  await expect.poll(() => state.isUp(), { timeout: 3_000 }).toBe(true);
  await redis.kill();
  await expect.poll(() => state.isUp()).toBe(false);
  await expect(state.hold(key, 'a', 1_000)).rejects.toMatchObject({ kind: 'unreachable' });
  await redis.start();
  await expect.poll(() => state.isUp(), { timeout: 3_000 }).toBe(true);
  await state.set(key, 'again', 60_000);
  expect((await state.get(key))?.value).toBe('again');
  expect([reconnections, state.downMs()]).toEqual([2, 0]);
});

test('a process that is busy itself does not take the store for gone', async () => {
  const state = await connected();
  const asked = state.get(randomToken());
  // It has left, and its answer has not been read.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  const until = performance.now() + 700;
  while (performance.now() < until);
  expect(await asked).toBeUndefined();
  expect(state.isUp()).toBe(true);
});

test('what reaches the store late is as old as when it was sent', async () => {
  const state = await connected();
  const key = randomToken();
  redis.pause();
  await expect(state.set(key, 'late', 60_000)).rejects.toMatchObject({ type: 'SHARED_STATE_DOWN' });
  redis.resume();
  await expect.poll(() => state.isUp(), { timeout: 3_000 }).toBe(true);
  expect((await state.get(key))?.ageMs).toBeGreaterThanOrEqual(499);
});

test('a password in its address is in no line of the log', async () => {
  lines.length = 0;
  const { port } = new URL(redis.url);
  const state = connect(`redis://ada:hunter2hunter2@127.0.0.1:${port}`);
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  expect([state.isUp(), state.downMs()]).toEqual([false, Infinity]);
  expect(lines.join('')).not.toMatch(/hunter2|127\.0\.0\.1/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'shared-state', outcome: 'down' });
});
