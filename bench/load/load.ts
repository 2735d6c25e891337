/**
 * `npm run load`: 100 viewers of one identity and 20 others before one server, and before three that
 * share a Redis. With `--replicas`, `--viewers`, `--others` and `--minutes` one run of that size; of
 * several servers one is killed on the way and started again, and so is Redis.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startRedis } from '#proxy/testing/redis-server.ts';

import { startBalancer } from './balancer.ts';
import { createClient } from './client.ts';
import { judge, type Line, type Mark, type Outage, plain } from './judge.ts';
import {
  guessPasswords,
  nothingSeen,
  pressStart,
  readOnAfterEnd,
  type Run,
  watch,
} from './people.ts';
import { type Replica, startReplica, startVault } from './processes.ts';

const { values } = parseArgs({
  options: {
    replicas: { type: 'string' },
    viewers: { type: 'string', default: '100' },
    others: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '0.75' },
  },
});
const [replicas, viewers, others, minutes] = [
  bounded('replicas', values.replicas ?? '1', 10),
  bounded('viewers', values.viewers, 1_000),
  bounded('others', values.others, 200),
  bounded('minutes', values.minutes, 10),
];
const everyMs = 5_000;
/** As long as a server may take to notice that Redis is back. */
const noticeMs = 2_000;

const sizes = values.replicas === undefined ? [{ count: 1 }, { count: 3 }] : [{ count: replicas }];
let isKept = true;
for (const { count } of sizes) {
  const isAttacked = values.replicas !== undefined && count > 1;
  const lines = await measure(count, isAttacked);
  const title = count === 1 ? 'One server' : `${count} servers, one Redis`;
  const kills = isAttacked ? ', a server and Redis killed on the way' : '';
  process.stdout.write(
    `\n${title}, ${viewers} viewers of one identity and ${others} others, ${minutes} min${kills}\n`,
  );
  for (const line of lines) {
    isKept &&= line.isKept;
    const verdict = line.budget === '' ? '' : line.isKept ? 'kept' : 'NOT KEPT';
    const cells = [line.what.padEnd(50), line.budget.padEnd(6), verdict.padEnd(9), line.value];
    process.stdout.write(`${cells.join(' ').trimEnd()}\n`);
  }
}
process.exit(isKept ? 0 : 1);

async function measure(count: number, isAttacked: boolean): Promise<Line[]> {
  const vault = await startVault();
  const redis = count > 1 ? await startRedis({ isKept: true }) : undefined;
  const running: Replica[] = [];
  const balancer = await startBalancer(() => running.map(({ port }) => port));
  const environment = {
    PUBLIC_URL: balancer.url,
    VAULT_URL: vault.url,
    SESSION_SECRET: 'a secret of a load run, of no other use',
    ...(redis && { REDIS_URL: redis.url }),
  };
  const starting = Array.from({ length: count }, () => startReplica(environment));
  running.push(...(await Promise.all(starting)));
  const client = createClient(balancer.url);
  const seen = nothingSeen();
  const outages: Outage[] = [];
  const [from, lengthMs] = [Date.now(), minutes * 60_000];
  const marks: Mark[] = [];
  const mark = (what: string) => marks.push({ what, at: Date.now() });
  mark('begun');
  const isOver = () => Date.now() > from + lengthMs;
  let isQuiet = true;
  const host = new URL(vault.url).host;
  const run: Run = { client, vault: host, seen, isOver, everyMs };
  await delay(500);

  try {
    const crowd = await client.signIn(host, 'crowd');
    const people = Array.from({ length: viewers }, (_, n) =>
      watch(run, crowd.cookie, n % 10 === 0),
    );
    for (let n = 0; n < others; n += 1) {
      const { cookie } = await client.signIn(host, `other-${n}`);
      people.push(watch(run, cookie, n % 10 === 0));
      if (n < 3) people.push(pressStart(run, cookie, 1_000_000 * (n + 1)));
    }
    people.push(
      readOnAfterEnd(run, () => isQuiet),
      guessPasswords(run),
    );
    if (isAttacked) people.push(attack());
    await Promise.all(people);
    const ends = await Promise.all(running.map((one) => one.metrics()));
    const calls = await vault.calls();
    return [...judge({ calls, seen, outages, everyMs, lengthMs, marks }), ...costs(ends)];
  } finally {
    balancer.close();
    await Promise.all(running.map(({ kill }) => kill()));
    await redis?.close();
    await vault.end();
  }

  /** In the order of a bad day: a server, its return, Redis, its return. */
  async function attack() {
    const step = lengthMs / 6;
    await delay(step);
    const [dying, ...left] = running;
    running.splice(0, running.length, ...left);
    mark('server killed');
    await dying?.kill();
    await delay(step);
    running.push(await startReplica(environment));
    mark('server back');
    await delay(step);
    isQuiet = false;
    const outage: Outage = { from: Date.now(), until: Infinity };
    outages.push(outage);
    mark('Redis killed');
    await redis?.kill();
    // Longer than a cookie is let in whose end can't be checked, where there is time for it.
    await delay(Math.min(step * 1.5, 70_000));
    await redis?.start();
    mark('Redis back');
    await delay(noticeMs);
    outage.until = Date.now() + everyMs;
    isQuiet = true;
  }
}

function costs(ends: readonly Map<string, number>[]): Line[] {
  const all = (name: string, unit: number, digits: number) =>
    ends.map((metrics) => ((metrics.get(name) ?? 0) / unit).toFixed(digits)).join(', ');
  return [
    plain('memory of each server, MB', all('process_resident_memory_bytes', 1e6, 0)),
    plain('event loop p99 of each server, ms', all('nodejs_eventloop_lag_p99_seconds', 1e-3, 1)),
    plain('processor time of each server, s', all('process_cpu_seconds_total', 1, 1)),
  ];
}

function bounded(name: string, text: string, most: number): number {
  const value = Number(text);
  if (value > 0 && value <= most) return value;
  process.stderr.write(`--${name} must be a number above 0, up to ${most}\n`);
  process.exit(2);
}
