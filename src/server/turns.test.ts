/** One job's status, asked for by many: the proxy's line before a Vault that holds to its limit. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { envelope } from '#contract/envelope.ts';
import { minute, second } from '#simulator/clock.ts';

import { testServer } from './testing/test-server.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('two tabs and three users of a job for a minute: no call within 10 s of another, none limited', async () => {
  const { ask, signIn, world, clock, called } = testServer();
  const job = world.running({ title: 'Export Documents' });
  const path = `/api/vault/services/jobs/${job.id}`;
  const told: { who: string; text: string }[] = [];

  /** As a page does: asks again 10.5 s after it has heard. */
  async function tab(who: string, until: number) {
    const { viewer } = await signIn(who);
    return async function watch(): Promise<void> {
      const text = await (await ask(path, viewer)).text();
      told.push({ who, text });
      await new Promise((resolve) => {
        setTimeout(resolve, 10.5 * second);
      });
      return clock.now() < until ? watch() : undefined;
    };
  }

  const begun = clock.now();
  const names = ['admin', 'admin', 'reader', 'nojobs'];
  const tabs = await Promise.all(names.map(async (who) => tab(who, begun + minute)));
  const open = new Set(tabs);
  const all = tabs.map(async (watch) => {
    await watch();
    open.delete(watch);
  });
  while (open.size > 0) {
    clock.advance(second / 2);
    // oxlint-disable-next-line no-await-in-loop -- time goes by step by step
    await vi.advanceTimersByTimeAsync(second / 2);
    // oxlint-disable-next-line no-await-in-loop -- cookies are opened on threads, which no clock moves
    await settled();
  }
  await Promise.all(all);

  const moments = called('jobStatus').map(({ at }) => at);
  const gaps = moments.slice(1).map((at, nth) => at - (moments[nth] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * second);
  expect(moments.filter((at) => at <= begun + minute).length).toBeGreaterThanOrEqual(4);
  expect(told.filter(({ text }) => text.includes('API_LIMIT_EXCEEDED'))).toEqual([]);
  const seen = (who: string, what: string) =>
    told.filter((one) => one.who === who).map(({ text }) => text.includes(what));
  expect(new Set([...seen('admin', '"RUNNING"'), ...seen('reader', '"RUNNING"')])).toEqual(
    new Set([true]),
  );
  expect(new Set(seen('nojobs', 'INSUFFICIENT_ACCESS'))).toEqual(new Set([true]));
});

test('five users who open a job at once each see it, and none is told that Vault was asked too often', async () => {
  const { ask, signIn, world, clock, called } = testServer();
  const job = world.running({ title: 'Export Documents' });
  const names = ['admin', 'reader', 'maria.keller', 'james.okafor', 'yuki.tanaka'];
  const viewers = await Promise.all(names.map(async (name) => (await signIn(name)).viewer));
  const told: string[] = [];
  const open = new Set(names);

  /** As a page does that has nothing to show yet: comes when it is told to. */
  async function look(nth: number): Promise<void> {
    const answer = await ask(`/api/vault/services/jobs/${job.id}`, viewers[nth]);
    const text = await answer.text();
    const { errors } = envelope.parse(JSON.parse(text));
    const isTold = text.includes('"RUNNING"');
    told.push(isTold ? 'told' : (errors[0]?.type ?? text));
    if (isTold) {
      open.delete(names[nth] ?? '');
      return undefined;
    }
    const seconds = Number(answer.headers.get('retry-after'));
    await new Promise((resolve) => {
      setTimeout(resolve, seconds * second);
    });
    return look(nth);
  }

  const begun = clock.now();
  const all = names.map(async (_, nth) => look(nth));
  while (open.size > 0 && clock.now() < begun + 2 * minute) {
    clock.advance(second / 2);
    // oxlint-disable-next-line no-await-in-loop -- time goes by step by step
    await vi.advanceTimersByTimeAsync(second / 2);
    // oxlint-disable-next-line no-await-in-loop -- cookies are opened on threads, which no clock moves
    await settled();
  }
  await Promise.all(all);

  expect(told.filter((one) => one === 'told')).toHaveLength(5);
  expect(new Set(told)).toEqual(new Set(['told', 'NOT_YOUR_TURN']));
  const moments = called('jobStatus').map(({ at }) => at - begun);
  expect(moments).toHaveLength(5);
  const gaps = moments.slice(1).map((at, nth) => at - (moments[nth] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * second);
  expect(moments.at(-1)).toBeLessThan(45 * second);
  expect(new Set(called('jobStatus').map(({ session }) => session)).size).toBe(5);
});

async function settled() {
  for (let turn = 0; turn < 30; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
