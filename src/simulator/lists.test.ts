import { expect } from 'vitest';

import { instant, parameter } from '#contract/instant.ts';
import { histories, monitors, type Job as Read } from '#contract/jobs.ts';
import type { Page } from '#contract/page.ts';
/** Paging and filtering, for every order of rows and every date that the filter can test. */
import { fc, test } from '#contract/testing/property-test.ts';

import { day, hour } from './clock.ts';
import { signedInClient } from './testing/signed-in-client.ts';
import type { Order } from './world/history.ts';
import type { Switches } from './world/world.ts';

const orders: Order[] = ['newest-first', 'oldest-first', 'by-id', 'shuffled'];
const dates: Switches['filterTests'][] = ['created', 'start', 'end'];

type List = (query: Record<string, string>) => Promise<{ jobs: Read[]; page: Page }>;

async function allPages(list: List, limit: number): Promise<Read[]> {
  const found: Read[] = [];
  let next: Page['next'] = { limit: String(limit), offset: '0' };
  while (next !== undefined) {
    // oxlint-disable-next-line no-await-in-loop -- one page leads to the next
    const { jobs, page } = await list(next);
    found.push(...jobs);
    next = page.next;
  }
  return found;
}

test.prop([fc.integer({ min: 1, max: 200 }), fc.constantFrom(...orders)], { numRuns: 25 })(
  'pages of any size add up to the whole list, in any order',
  async (limit, order) => {
    const { call, world } = await signedInClient();
    world.switches.order = order;
    const list: List = async (query) => (await call(histories, toInput(query))).data;
    const found = await allPages(list, limit);
    expect(found.map(({ id }) => id)).toEqual(world.histories().map(({ id }) => id));
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  },
);

test('the pages of 300 monitors add up too', async () => {
  const { call, world } = await signedInClient({ host: 'odd.vault.test' });
  const list: List = async (query) => (await call(monitors, toInput(query))).data;
  expect(await allPages(list, 200)).toHaveLength(world.monitors().length - 4);
});

test.prop(
  [fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 50 }), fc.constantFrom(...dates)],
  { numRuns: 30 },
)('a window contains exactly the jobs whose tested date is in it', async (ago, length, tests) => {
  const { call, world, clock } = await signedInClient();
  world.switches.filterTests = tests;
  const from = clock.now() - ago * day;
  const to = from + length * hour;
  const window = { start_date: parameter(instant(from)), end_date: parameter(instant(to)) };
  const { data } = await call(histories, { ...window, limit: 200 });
  const everything = await allPages(
    async (query) => (await call(histories, toInput(query))).data,
    200,
  );
  const read = { created: 'created', start: 'start', end: 'end' } as const;
  const inside = everything.filter((job) => {
    const date = Date.parse(job[read[tests]] ?? '');
    return date >= from && date <= to;
  });
  expect(new Set(data.jobs.map(({ id }) => id))).toEqual(new Set(inside.map(({ id }) => id)));
});

test('a status filter returns only that status, and all of them add up to the whole list', async () => {
  const { call, world } = await signedInClient({ host: 'failing.vault.test' });
  const statuses = [
    'success',
    'errors_encountered',
    'failed_to_run',
    'missed_schedule',
    'timeout',
    'completed_due_to_inactivity',
    'cancelled',
  ] as const;
  const counts = await Promise.all(
    statuses.map(async (status) => {
      const { data } = await call(histories, { status });
      expect(new Set(data.jobs.map((job) => job.status))).toEqual(new Set([status.toUpperCase()]));
      return data.page.total ?? 0;
    }),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(world.histories().length);
});

test('monitors are filtered by status, with QUEUEING only if the switch says so', async () => {
  const { call, world } = await signedInClient();
  const queueing = world.queued({ title: 'Binder Export', status: 'QUEUEING', startsInMs: hour });
  const waits = world.queued({ title: 'Binder Export' });
  const ids = async () =>
    (await call(monitors, { status: 'queued' })).data.jobs.map(({ id }) => id);
  expect(await ids()).toEqual([waits.id]);
  world.switches.queuedFilter = 'with-queueing';
  expect((await ids()).toSorted()).toEqual([queueing.id, waits.id].toSorted());
  expect((await call(monitors, { status: 'scheduled' })).data.page.total).toBe(4);
});

test('monitors are filtered by the date of creation', async () => {
  const { call, world, clock } = await signedInClient();
  world.remove(world.running({ title: 'Removed', forMs: 5 * day }).id);
  const old = world.running({ title: 'Cascade Delete Object Record', forMs: 5 * day });
  const end_date = parameter(instant(clock.now() - 4 * day));
  const { data } = await call(monitors, { end_date });
  expect(data.jobs.map(({ id }) => id)).toEqual([old.id]);
});

test('dates can be written in the local time of a zone, still with a Z', async () => {
  const { call, world } = await signedInClient();
  const { id } = world.finished({ title: 'User Account Activation', agoMs: 0 });
  world.switches.times = 'America/New_York';
  const { data, raw } = await call(histories, { limit: 1 });
  expect(data.jobs[0]?.id).toBe(id);
  expect(raw).toContain('"run_end_date":"2026-03-10T10:00:00.000Z"');
});

/** The text of a `next_page` as input of the client. */
function toInput({ limit, offset }: Record<string, string>) {
  return { limit: Number(limit), offset: Number(offset) };
}
