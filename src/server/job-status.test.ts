/** One job's status, asked for by many, at a simulated Vault that keeps to its limit. */
import * as v from 'valibot';
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
  const shown: { user: string; text: string }[] = [];

  /** As a page does: asks again 10.5 s after an answer, or when it was told to. */
  async function tab(user: string, until: number) {
    const { viewer } = await signIn(user);
    return async function watch(): Promise<void> {
      const answer = await ask(path, viewer);
      shown.push({ user, text: await answer.text() });
      const waitMs = Number(answer.headers.get('retry-after') ?? 10.5) * second;
      await new Promise((resolve) => {
        setTimeout(resolve, waitMs);
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
  expect(shown.filter(({ text }) => text.includes('API_LIMIT_EXCEEDED'))).toEqual([]);
  const of = (user: string) =>
    shown
      .filter((one) => one.user === user && !one.text.includes('ASKED_RECENTLY'))
      .map(({ text }) => text);
  for (const user of ['admin', 'reader']) {
    expect(of(user).length).toBeGreaterThan(1);
    expect(of(user).every((text) => text.includes('"RUNNING"'))).toBe(true);
  }
  expect(of('nojobs').length).toBeGreaterThan(0);
  expect(of('nojobs').every((text) => text.includes('INSUFFICIENT_ACCESS'))).toBe(true);
});

test('five users who open a running job each see it, and Vault never refuses a call', async () => {
  const { ask, signIn, world, clock, called } = testServer();
  const job = world.running({ title: 'Export Documents' });
  const names = ['admin', 'reader', 'maria.keller', 'james.okafor', 'yuki.tanaka'];
  const viewers = await Promise.all(names.map(async (name) => (await signIn(name)).viewer));
  const outcomes: string[] = [];
  const open = new Set(names);

  /** As a page does that has nothing to show yet: asks again after Retry-After. */
  async function look(nth: number): Promise<void> {
    const answer = await ask(`/api/vault/services/jobs/${job.id}`, viewers[nth]);
    const text = await answer.text();
    const { errors } = v.parse(envelope, JSON.parse(text));
    const isShown = text.includes('"RUNNING"');
    outcomes.push(isShown ? 'shown' : (errors[0]?.type ?? text));
    if (isShown) {
      open.delete(names[nth] ?? '');
      return undefined;
    }
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
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

  expect(outcomes.filter((one) => one === 'shown')).toHaveLength(5);
  expect(new Set(outcomes)).toEqual(new Set(['shown', 'ASKED_RECENTLY']));
  const moments = called('jobStatus').map(({ at }) => at - begun);
  expect(moments).toHaveLength(5);
  const gaps = moments.slice(1).map((at, nth) => at - (moments[nth] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * second);
  expect(moments.at(-1)).toBeLessThan(minute);
  expect(new Set(called('jobStatus').map(({ session }) => session)).size).toBe(5);
});

async function settled() {
  for (let round = 0; round < 30; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
