/** Reading the last day: how far, how often, and what is said of it. */
import { describe, expect, test, vi } from 'vitest';

import type { Answer } from '#contract/client.ts';
import { instant } from '#contract/instant.ts';
import { histories } from '#contract/jobs.ts';
import { fakeCall, listBody, now } from '#contract/testing/fake-call.ts';
import { day, hour, minute } from '#insight/testing/jobs.ts';

import type { JobsPage } from './jobs.ts';
import { readDay } from './last-24-hours.ts';

type Row = Record<string, unknown>;

/** One that ended so long ago, after a run whose length makes the order of starts another one. */
function row(id: number, endedAgo: number): Row {
  return {
    job_id: id,
    title: `Job ${id}`,
    status: 'SUCCESS',
    created_date: instant(now - endedAgo - ((id % 3) + 2) * hour),
    run_start_date: instant(now - endedAgo - ((id % 3) + 1) * hour),
    run_end_date: instant(now - endedAgo),
    created_by: 1,
  };
}

/** One every so many milliseconds, newest first. */
function rowsEvery(ms: number, count: number): Row[] {
  return Array.from({ length: count }, (_, id) => row(id, (id + 1) * ms));
}

function reading(rows: Row[]) {
  return vi.fn(async (offset: number): Promise<Answer<JobsPage>> => {
    const part = rows.slice(offset, offset + 200);
    const more = offset + 200 < rows.length && { next_page: `?offset=${offset + 200}` };
    const responseDetails = { offset, limit: 200, total: rows.length, ...more };
    return fakeCall(listBody(part, { responseDetails }))(histories, {});
  });
}

describe('the last day', () => {
  test('is read on until it is sure to be whole, and no farther', async () => {
    const read = reading(rowsEvery(3 * minute, 1_500));
    const { jobs, knownFrom, until } = await readDay(read);
    expect(until).toBe(now);
    expect(jobs).toHaveLength(480);
    expect(knownFrom).toBeLessThanOrEqual(now - day);
    expect(read).toHaveBeenCalledTimes(3);
  });

  test('is one call where one page is all there is', async () => {
    const read = reading(rowsEvery(hour, 40));
    expect(await readDay(read)).toMatchObject({ rows: 40, knownFrom: -Infinity });
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('is given up after ten pages, and then says since when it is known', async () => {
    const read = reading(rowsEvery(20_000, 9_000));
    const { jobs, rows, knownFrom } = await readDay(read);
    expect(read).toHaveBeenCalledTimes(10);
    // Each page but the first begins with the last row of the one before.
    expect(rows).toBe(1_991);
    expect(jobs).toHaveLength(rows);
    expect(knownFrom).toBe(now - rows * 20_000);
  });

  test('is known from no moment where the rows are in no order of time', async () => {
    const rows = rowsEvery(minute, 3_000);
    const mixed = rows.map((_, at) => rows[(at * 1_009) % rows.length] ?? {});
    const { knownFrom, rows: count } = await readDay(reading(mixed));
    expect({ knownFrom, count }).toEqual({ knownFrom: Infinity, count: 1_991 });
  });

  test('counts rows without a date and rows that can’t be read', async () => {
    const bare = { job_id: 900, title: 'Bare', status: 'SUCCESS' };
    const read = reading([...rowsEvery(hour, 30), bare, { title: 'No id' }]);
    const { jobs, withoutEnd, unreadable } = await readDay(read);
    expect({ jobs: jobs.length, withoutEnd, unreadable }).toEqual({
      jobs: 24,
      withoutEnd: 1,
      unreadable: 1,
    });
  });

  test('keeps only what a chart needs', async () => {
    const { jobs } = await readDay(reading([row(1, hour)]));
    expect(jobs).toEqual([
      { title: 'Job 1', status: 'SUCCESS', createdBy: '1', at: instant(now - hour) },
    ]);
  });

  test('puts no job into an hour by another date than its end, and counts what it leaves out', async () => {
    const bare = ({ run_end_date, ...rest }: ReturnType<typeof row>) => ({
      ...rest,
      modified_date: run_end_date,
    });
    const read = reading([bare(row(1, hour)), bare(row(2, 40 * hour)), row(3, 2 * hour)]);
    const { jobs, withoutEnd } = await readDay(read);
    expect(jobs.map(({ title }) => title)).toEqual(['Job 3']);
    expect(withoutEnd).toBe(1);
  });

  test('is known from no moment where Vault warns of the list, and that costs no further call', async () => {
    const plain = reading(rowsEvery(hour, 30));
    const read = vi.fn(async (offset: number) => ({
      ...(await plain(offset)),
      warnings: [{ type: '', message: 'Node west-7 did not answer.' }],
    }));
    const { knownFrom, warnings } = await readDay(read);
    expect(knownFrom).toBe(Infinity);
    expect(warnings).toHaveLength(1);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('fails as a whole where a page fails', async () => {
    const whole = reading(rowsEvery(minute, 1_500));
    const read = (offset: number) =>
      offset === 0 ? whole(offset) : Promise.reject(new Error('lost'));
    await expect(readDay(read)).rejects.toThrow('lost');
  });
});
