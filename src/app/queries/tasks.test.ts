import { describe, expect, vi } from 'vitest';

import { jobTasks } from '#contract/jobs.ts';
import { fakeCall } from '#contract/testing/fake-call.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { readTasks } from './tasks.ts';

/** A Vault's way with pages of tasks. */
type Ways = {
  /** What it cuts a page down to, whatever it is asked for. */
  most: number;
  next: 'right' | 'missing' | 'on the last page too';
  total: 'right' | 'missing' | 'too small' | 'too large';
  says: 'its limit' | 'the limit asked for' | 'no limit';
  /** How many of ten tasks have no id. */
  holed?: number;
};

const asked = 200;

/** Of `size` tasks those from `offset` on. */
function pageOf(size: number, offset: number, ways: Ways) {
  const { most, next, total, says, holed = 0 } = ways;
  const end = Math.min(size, offset + most);
  const tasks = Array.from({ length: Math.max(0, end - offset) }, (_, at) => ({
    ...((offset + at) % 10 >= holed && { id: `Task${offset + at}` }),
    state: 'SUCCESS',
  }));
  const leads = next === 'on the last page too' || (next === 'right' && end < size);
  const totals = { right: size, missing: undefined, 'too small': 1, 'too large': size + 99 };
  const limits = { 'its limit': most, 'the limit asked for': asked, 'no limit': undefined };
  const responseDetails = {
    total: totals[total],
    limit: limits[says],
    offset,
    ...(leads && { next_page: `/services/jobs/1/tasks?offset=${offset + most}` }),
  };
  const body = { responseStatus: 'SUCCESS', job_id: 1, tasks, responseDetails };
  return fakeCall(body)(jobTasks, { job_id: '1' });
}

const most = fc.integer({ min: 5, max: asked });
const count = fc.integer({ min: 0, max: 600 });
/** Each run makes and reads some hundred rows. */
const few = { numRuns: 40 };

/** Each way by which a Vault could still tell that there is more. */
const ways: fc.Arbitrary<Ways> = fc
  .record<Ways>({
    most,
    next: fc.constantFrom('right', 'missing', 'on the last page too'),
    total: fc.constantFrom('right', 'missing', 'too small', 'too large'),
    says: fc.constantFrom('its limit', 'the limit asked for', 'no limit'),
  })
  .filter(({ next, total, says, most: size }) => {
    const tells = next !== 'missing' || total === 'right' || total === 'too large';
    return tells || says !== 'the limit asked for' || size === asked;
  });

describe('the pages of tasks', () => {
  test.prop([ways, count], few)('add up to the whole, none twice', async (way, size) => {
    const pages = await readTasks((offset) => pageOf(size, offset, way));
    const ids = pages.flatMap(({ data }) => data.tasks).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: size }, (_, at) => `Task${at}`));
  });

  test.prop([ways, count], few)(
    'are asked for once each, and once for the end',
    async (...made) => {
      const [way, size] = made;
      const read = vi.fn((offset: number) => pageOf(size, offset, way));
      await readTasks(read);
      expect(read.mock.calls.length).toBeLessThanOrEqual(Math.ceil(size / way.most) + 1);
      expect(new Set(read.mock.calls.map(([offset]) => offset)).size).toBe(read.mock.calls.length);
    },
  );

  test.prop([ways, count, fc.integer({ min: 1, max: 9 })], few)(
    'lose nothing beside tasks without an id, and count those once',
    async (way, size, holed) => {
      const pages = await readTasks((offset) => pageOf(size, offset, { ...way, holed }));
      const read = pages.reduce((sum, { data }) => sum + data.tasks.length, 0);
      const unreadable = pages.reduce((sum, { data }) => sum + data.unreadable, 0);
      expect(read + unreadable).toBe(size);
      expect(new Set(pages.flatMap(({ data }) => data.tasks).map(({ id }) => id)).size).toBe(read);
    },
  );

  const plain: Ways = { most: asked, next: 'right', total: 'right', says: 'its limit' };

  test('are 25 calls for 5,000 tasks, and one for up to 200', async () => {
    const calls = { 0: 1, 1: 1, 200: 1, 201: 2, 5000: 25 };
    for (const [size, expected] of Object.entries(calls)) {
      const read = vi.fn((offset: number) => pageOf(Number(size), offset, plain));
      await readTasks(read);
      expect(read).toHaveBeenCalledTimes(expected);
    }
  });

  test('end where a Vault gives the first page over and over', async () => {
    const read = vi.fn(() => pageOf(900, 0, plain));
    const pages = await readTasks(read);
    expect(pages.flatMap(({ data }) => data.tasks).length).toBe(asked);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('end there too where some tasks have no id, and those are counted once', async () => {
    const read = vi.fn(() => pageOf(900, 0, { ...plain, holed: 3 }));
    const pages = await readTasks(read);
    expect(pages.reduce((sum, { data }) => sum + data.unreadable, 0)).toBe(asked * 0.3);
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('end where a list has no end', async () => {
    const read = vi.fn((offset: number) => pageOf(10 ** 9, offset, plain));
    await readTasks(read);
    expect(read).toHaveBeenCalledTimes(50);
  });

  test('fail as a whole with one of them: a part must not pass for all', async () => {
    await expect(
      readTasks((offset) =>
        offset === 0 ? pageOf(300, 0, plain) : Promise.reject(new Error('lost')),
      ),
    ).rejects.toThrow('lost');
  });
});
