/** Three weeks of a Vault with ten troubles, a server that is restarted, and a sink that fails. */
import { afterEach, expect, test } from 'vitest';

import { watchedVault, type WatchedVault } from './testing/watched-vault.ts';
import { accept, breakOff, webhookSink } from './testing/webhook-sink.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type World = WatchedVault['world'];
type Kind = 'failing' | 'overdue' | 'stuck' | 'long';

/** Each begins now, and what it returns ends it. */
const begin: Record<Kind, (world: World, title: string) => () => void> = {
  failing: (world, title) => {
    world.finished({ title, status: 'TIMEOUT', agoMs: 1_000 });
    return () => void world.finished({ title, agoMs: 1_000, tookMs: 30_000 });
  },
  overdue: (world, title) => {
    const { id } = world.scheduled({ title, inMs: -5 * minute });
    return () => world.finish(id);
  },
  stuck: (world, title) => {
    const { id } = world.queued({ title });
    return () => world.finish(id);
  },
  long: (world, title) => {
    const { id } = world.running({ title, forMs: hour });
    return () => world.finish(id);
  },
};

/** When each begins, and for how long it goes on. */
const planned: [at: number, lasts: number, kind: Kind, title: string][] = [
  [1 * day, 2 * hour, 'failing', 'Ledger'],
  [2 * day + 3 * hour, 30 * hour, 'failing', 'Import'],
  [3 * day, 90 * minute, 'overdue', 'Reports'],
  [6 * day, 2 * hour, 'stuck', 'Import'],
  [8 * day + hour, 4 * hour, 'long', 'Weekly'],
  // While the sink is down: one begins and ends, another begins.
  [10 * day + 10 * minute, 40 * minute, 'failing', 'Ledger'],
  [10 * day + 80 * minute, 3 * hour, 'overdue', 'Ledger'],
  [13 * day, 26 * hour, 'stuck', 'Reports'],
  [16 * day, 30 * minute, 'failing', 'Weekly'],
  [18 * day + 5 * hour, 2 * day, 'failing', 'Reports'],
];
const down = { from: 10 * day, to: 10 * day + 2 * hour };
const total = 21 * day;

test('of ten troubles in 21 days each is said twice, through 20 restarts and a sink that is down', async () => {
  const sink = await webhookSink();
  const vault = watchedVault({
    environment: { NOTIFY_URLS: sink.url },
    rules: {
      rules: [{ when: ['failing', 'overdue', 'stuck'] }, { when: 'long', title: 'Weekly' }],
    },
  });
  ends.push(sink.close, vault.close);
  const { world } = vault;
  for (let run = 1; run <= 8; run += 1)
    world.finished({ title: 'Weekly', agoMs: run * 6 * hour, tookMs: 10 * minute });

  const waiting = [...planned];
  const going: { until: number; end: () => void }[] = [];
  let restarts = 0;
  for (let now = 0; now <= total;) {
    const isDown = now >= down.from && now < down.to;
    sink.answer(isDown ? breakOff : accept);
    for (const [at, lasts, kind, title] of waiting.filter(([at]) => at <= now)) {
      waiting.shift();
      going.push({ until: at + lasts, end: begin[kind](world, title) });
    }
    for (const one of going.filter(({ until }) => until <= now)) {
      one.end();
      going.splice(going.indexOf(one), 1);
    }
    // Once a day, and twice more while the sink is down.
    if (now % day === hour || (isDown && now % hour === 30 * minute)) {
      restarts += 1;
      await vault.restart(restarts % 2 === 0 ? 'graceful' : 'power');
    }
    const step = isDown ? 10 * minute : hour;
    await vault.pass(step, step);
    now += step;
  }

  expect(restarts).toBeGreaterThanOrEqual(20);
  const events = sink.bodies().flatMap((body) => body.events);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(sink.bodies().filter(({ mayRepeat }) => mayRepeat)).toEqual([]);
  const said = (change: string) =>
    events.flatMap((event) =>
      event.change === change ? [`${event.kind} ${event.title ?? ''}`] : [],
    );
  const expected = planned.map(([, , kind, title]) => `${kind} ${title}`).toSorted();
  expect(said('began').toSorted()).toEqual(expected);
  expect(said('ended').toSorted()).toEqual(expected);
  // Each ends after it has begun, also where both arrived together.
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
});
