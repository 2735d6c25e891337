import { describe, expect, vi } from 'vitest';

import type { Answer } from './client.ts';
import type { Output } from './endpoint.ts';
import { monitors } from './jobs.ts';
import { readAll } from './read-all.ts';
import { fakeCall, listBody } from './testing/fake-call.ts';
import { fc, test } from './testing/property-test.ts';

type JobsPage = Output<typeof monitors>;
const jobsOf = ({ jobs }: JobsPage) => jobs;

type Row = { job_id?: number };

/** A Vault's way with pages. */
type Ways = {
  /** What it cuts a page down to, whatever it is asked for. */
  most: number;
  next: 'right' | 'missing' | 'by the limit asked for' | 'in a circle' | 'at one too many';
  total: 'right' | 'missing' | 'too small' | 'too large';
  says: 'its limit' | 'the limit asked for' | 'no limit';
};

const asked = 200;

function pageOf(rows: Row[], offset: number, ways: Ways): Promise<Answer<JobsPage>> {
  const { most, next, total, says } = ways;
  const part = rows.slice(offset, offset + most);
  const leads = {
    right: offset + most,
    missing: undefined,
    'by the limit asked for': offset + asked,
    'in a circle': 0,
    'at one too many': offset + most + 1,
  }[next];
  const isLast = offset + most >= rows.length && next !== 'in a circle';
  const totals = { right: rows.length, missing: undefined, 'too small': 1, 'too large': 999 };
  const limits = { 'its limit': most, 'the limit asked for': asked, 'no limit': undefined };
  const responseDetails = {
    offset,
    limit: limits[says],
    total: totals[total],
    ...(leads !== undefined && !isLast && { next_page: `/services/jobs/monitors?offset=${leads}` }),
  };
  return fakeCall(listBody(part, { responseDetails }))(monitors, {});
}

async function idsOf(read: (offset: number) => Promise<Answer<JobsPage>>) {
  const pages = await readAll(read, jobsOf);
  return new Set(pages.flatMap(({ data }) => data.jobs).map(({ id }) => String(id)));
}

const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, id) => ({ job_id: id }));
const idsIn = (rows: Row[]) => new Set(rows.flatMap(({ job_id }) => job_id ?? []).map(String));

const most = fc.integer({ min: 10, max: asked });
const count = fc.integer({ min: 0, max: 350 });
/** Each run makes and reads some thousand rows. */
const few = { numRuns: 30 };

/** Each way by which a Vault could still tell that there is more. */
const ways: fc.Arbitrary<Ways> = fc
  .record<Ways>({
    most,
    next: fc.constantFrom(
      'right',
      'missing',
      'by the limit asked for',
      'in a circle',
      'at one too many',
    ),
    total: fc.constantFrom('right', 'missing', 'too small', 'too large'),
    says: fc.constantFrom('its limit', 'the limit asked for', 'no limit'),
  })
  .filter(({ next, total, says, most: size }) => {
    const tells = next !== 'missing' || total === 'right' || total === 'too large';
    return tells || says !== 'the limit asked for' || size === asked;
  });

describe('the pages of a list', () => {
  test.prop([ways, count], few)(
    'add up to the whole, whatever Vault makes of them',
    async (way, size) => {
      const rows = rowsOf(size);
      expect(await idsOf((offset) => pageOf(rows, offset, way))).toEqual(idsIn(rows));
    },
  );

  test.prop([ways, count], few)('are asked for as often as they are needed', async (way, size) => {
    const rows = rowsOf(size);
    const read = vi.fn((offset: number) => pageOf(rows, offset, way));
    await readAll(read, jobsOf);
    // Each page but the first has a row of the one before; up to 3 tell a wrong Vault from a long list.
    expect(read.mock.calls.length).toBeLessThanOrEqual(1 + Math.ceil(size / (way.most - 1)) + 3);
  });

  test.prop([most, count, fc.float({ min: 0, max: 1, noNaN: true })], few)(
    'lose nothing beside rows that can’t be read, and count those once',
    async (size, length, share) => {
      const rows = rowsOf(length).map((row, at) => ((at * 7919) % 100 < share * 100 ? {} : row));
      const way: Ways = { most: size, next: 'right', total: 'right', says: 'its limit' };
      const pages = await readAll((offset) => pageOf(rows, offset, way), jobsOf);
      expect(await idsOf((offset) => pageOf(rows, offset, way))).toEqual(idsIn(rows));
      const unreadable = pages.reduce((sum, { data }) => sum + data.unreadable, 0);
      expect(unreadable).toBe(rows.filter(({ job_id }) => job_id === undefined).length);
    },
  );

  test('are one call where one page is the whole', async () => {
    const way: Ways = { most: asked, next: 'right', total: 'right', says: 'its limit' };
    for (const size of [0, 1, 200]) {
      const read = vi.fn((offset: number) => pageOf(rowsOf(size), offset, way));
      await readAll(read, jobsOf);
      expect(read).toHaveBeenCalledTimes(1);
    }
  });

  test.prop([most, fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 8 })], few)(
    'may hold rows twice and hide rows from the viewer',
    async (size, length, nth) => {
      // Vault counts and pages all rows, then leaves out those that may not be seen.
      const hidden = ({ job_id = 0 }: Row) =>
        job_id % (nth + 1) === 0 || (job_id >= 20 && job_id < 20 + size * 2);
      const rows = rowsOf(length);
      const found = await idsOf((offset) => {
        const part = rows.slice(offset, offset + size).filter((row) => !hidden(row));
        const more = offset + size < length && { next_page: `?offset=${offset + size}` };
        const responseDetails = { offset, limit: size, total: length, ...more };
        return fakeCall(listBody([...part, ...part.slice(0, 3)], { responseDetails }))(
          monitors,
          {},
        );
      });
      expect(found).toEqual(idsIn(rows.filter((row) => !hidden(row))));
    },
  );
});

const way = (size: number): Ways => ({
  most: size,
  next: 'right',
  total: 'right',
  says: 'its limit',
});

describe('while the list moves', () => {
  test.prop([most, fc.integer({ min: 20, max: 350 }), fc.nat(), fc.nat({ max: 30 })], few)(
    'every row that stays is read, although others leave between two pages',
    async (...[size, length, first, leaving]) => {
      let rows = rowsOf(length);
      const from = first % length;
      const leavers = new Set(rows.slice(from, from + leaving).map(({ job_id }) => job_id));
      const stays = rows.filter(({ job_id }) => !leavers.has(job_id));
      const found = await idsOf((offset) => {
        const page = pageOf(rows, offset, way(size));
        rows = stays;
        return page;
      });
      for (const id of idsIn(stays)) expect(found).toContain(id);
    },
  );

  test.prop([most, fc.integer({ min: 20, max: 350 }), fc.integer({ min: 1, max: 9 })], few)(
    'every row that was there is read, although others come in before it',
    async (size, length, coming) => {
      const before = rowsOf(length);
      let rows = before;
      const found = await idsOf((offset) => {
        const page = pageOf(rows, offset, way(size));
        rows = [...rowsOf(coming).map((_, id) => ({ job_id: 1_000 + id })), ...before];
        return page;
      });
      for (const id of idsIn(before)) expect(found).toContain(id);
    },
  );

  test('it is not read for ever', async () => {
    let first = 0;
    const read = vi.fn((offset: number) => {
      first += 1_000;
      const rows = rowsOf(10_000).map((_, at) => ({ job_id: first + at }));
      return pageOf(rows, offset, way(50));
    });
    await readAll(read, jobsOf);
    expect(read.mock.calls.length).toBeLessThanOrEqual(150);
  });
});

test('a failed page fails the list: a part must not pass for the whole', async () => {
  const way: Ways = { most: 50, next: 'right', total: 'right', says: 'its limit' };
  const read = (offset: number) =>
    offset === 0 ? pageOf(rowsOf(90), offset, way) : Promise.reject(new Error('lost'));
  await expect(readAll(read, jobsOf)).rejects.toThrow('lost');
});
