/**
 * Shared state in Redis or Valkey. Once it has failed, nothing waits for it: until it answers again
 * every call is refused at once. Nothing is sent twice by the connection itself.
 */
import { Redis } from 'ioredis';

import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createSealedValues } from './sealed-values.ts';
import { type SharedState, sharedStateDown } from './shared-state.ts';

type Options = { url: string; secret: string; log: Log; clock: Clock; timeoutMs?: number };

const probeEveryMs = 250;
const longestReconnectMs = 1_000;

const holdScript = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** By the clock of the store: those of several machines differ. */
const admitScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local count = redis.call('ZCARD', KEYS[1])
if count >= most then
  local first = redis.call('ZRANGE', KEYS[1], count - most, count - most, 'WITHSCORES')
  return math.min(window, math.max(1, first[2] + window - now))
end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], window)
return 0`;

export function createRedisState({
  url,
  secret,
  log,
  clock,
  timeoutMs = 500,
}: Options): SharedState {
  const sealed = createSealedValues(secret);
  const nameOf = (key: string) => `jobwatch:${sealed.nameOf(key)}`;
  const redis = new Redis(url, {
    connectTimeout: timeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    connectionName: 'jobwatch',
    retryStrategy: (times) => Math.min(longestReconnectMs, 50 * 2 ** Math.min(times, 10)),
  });
  const storeClock = createStoreClock();
  const listeners: (() => void)[] = [];
  let isUp = false;
  let downSince = -Infinity;
  let isReportedDown = false;
  let isClosed = false;
  let probing: NodeJS.Timeout | undefined;

  // What it says may quote the address, and each call fails by itself.
  redis.on('error', (error: Error) => goDown(error));
  redis.on('close', () => goDown(new Error('closed')));
  redis.on('ready', () => void probe());

  function goDown(error: unknown) {
    if (isClosed) return;
    if (isUp) downSince = clock.now();
    isUp = false;
    if (!isReportedDown) {
      log.warn({ event: 'shared-state', outcome: 'down', reason: reasonOf(error) });
    }
    isReportedDown = true;
    if (redis.status === 'ready') probeLater();
  }

  /** By a write: a store that is full, or only a copy, answers reads. */
  async function probe() {
    try {
      const write = () => redis.set('jobwatch:probe', '1', 'PX', 60_000);
      await inTime(() => Promise.all([write(), time()]), timeoutMs);
      if (isUp) return;
      isUp = true;
      isReportedDown = false;
      log.info({ event: 'shared-state', outcome: 'up' });
      for (const listener of listeners) listener();
    } catch (error) {
      goDown(error);
    }
  }

  async function time(): Promise<number> {
    const sentAt = performance.now();
    const [seconds = 0, microseconds = 0] = await redis.time();
    const now = seconds * 1_000 + Math.floor(microseconds / 1_000);
    storeClock.note(now, { sentAt, receivedAt: performance.now() });
    return now;
  }

  function probeLater() {
    if (isClosed || probing !== undefined) return;
    probing = setTimeout(() => {
      probing = undefined;
      if (redis.status === 'ready') void probe();
    }, probeEveryMs);
    probing.unref();
  }

  async function asked<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (!isUp) throw sharedStateDown();
    try {
      return await inTime(call, timeoutMs);
    } catch (error) {
      goDown(error);
      throw sharedStateDown();
    }
  }

  const script = (text: string, key: string, ...values: (string | number)[]) =>
    asked(() => redis.eval(text, 1, nameOf(key), ...values));

  const sealedFor = (name: string, value: string) =>
    sealed.seal(name, `${Math.floor(storeClock.now())} ${value}`);

  return {
    isShared: true,
    async get(key) {
      const name = nameOf(key);
      // The time comes second: nothing seems younger than it is.
      const [bytes, now] = await asked(() => Promise.all([redis.getBuffer(name), time()]));
      const text = bytes === null ? undefined : sealed.open(name, bytes);
      if (text === undefined) return undefined;
      const space = text.indexOf(' ');
      const ageMs = now - Number(text.slice(0, space));
      // The clock of the store was put back since: of unknown age.
      return ageMs < 0 ? undefined : { value: text.slice(space + 1), ageMs };
    },
    async set(key, value, ttlMs) {
      const name = nameOf(key);
      await asked(() => redis.set(name, sealedFor(name, value), 'PX', ttlMs));
    },
    async setIfAbsent(key, value, ttlMs) {
      const name = nameOf(key);
      const bytes = sealedFor(name, value);
      return (await asked(() => redis.set(name, bytes, 'PX', ttlMs, 'NX'))) === 'OK';
    },
    hold: async (key, token, ttlMs) => String(await script(holdScript, key, token, ttlMs)),
    async release(key, token) {
      await script(releaseScript, key, token);
    },
    admit: async (key, { id, most, windowMs }) =>
      Number(await script(admitScript, key, most, windowMs, id)),
    async withdraw(key, id) {
      const name = nameOf(key);
      await asked(() => (id === undefined ? redis.del(name) : redis.zrem(name, id)));
    },
    isUp: () => isUp,
    downMs: () => (isUp ? 0 : clock.now() - downSince),
    onReconnected(listener) {
      listeners.push(listener);
    },
    close() {
      isClosed = true;
      isUp = false;
      clearTimeout(probing);
      redis.disconnect();
    },
  };
}

/** Where this process was busy itself, the answer may be there and not read yet: a moment more. */
function inTime<Answer>(call: () => Promise<Answer>, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('Command timed out'));
    const timer = setTimeout(() => setImmediate(() => setImmediate(fail)), timeoutMs);
    call()
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

/**
 * What the clock of the store shows at least. A write may reach the store late, such as after a
 * pause: what it writes is as old as the moment at which it was sent.
 */
function createStoreClock() {
  /** To be added to the monotonic clock of this process. */
  let offset = -Infinity;
  let notedAt = -Infinity;
  return {
    now: () => performance.now() + offset,
    note(now: number, { sentAt, receivedAt }: { sentAt: number; receivedAt: number }) {
      const [least, most] = [now - receivedAt, now - sentAt];
      // The quickest answer says it best, unless one of the clocks has been set since.
      const isBetter = least > offset || most < offset || receivedAt - notedAt > sampleMs;
      if (isBetter) [offset, notedAt] = [least, receivedAt];
    },
  };
}

/** Clocks of two machines drift apart by less than a millisecond meanwhile. */
const sampleMs = 20_000;

/** Only what can't hold a password: a code, or the first word of an answer of the store's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const [, word] = /^([A-Z]{3,20})\b/.exec(error.message) ?? [];
  return word ?? (error.message === 'Command timed out' ? 'TIMEOUT' : error.name);
}
