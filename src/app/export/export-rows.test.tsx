import { describe, expect, test } from 'vitest';

import { exportColumnIds } from './columns.ts';
import { exportRows } from './export-rows.ts';
import type { Batch, Order } from './messages.ts';
import type { Format } from './table.ts';
import { about, jobs, known } from './testing/export-data.ts';

const count = 100_000;
const many = jobs(count);

function order(format: Format, expected: number): Order {
  return {
    table: { kind: 'jobs', columns: exportColumnIds, names: known.names },
    format,
    dialect: { separator: ',', bom: true },
    zone: 'Europe/Berlin',
    about,
    expected,
  };
}

const all: Batch[] = [{ kind: 'jobs', jobs: many }];
const calm = () => new AbortController().signal;

describe('an export of 100,000 jobs with all columns', () => {
  test.each([
    ['csv', 20_000_000],
    ['xlsx', 5_000_000],
    ['json', 40_000_000],
  ] as const)(
    '%s is made while the page goes on answering',
    { timeout: 120_000 },
    async (format, bytes) => {
      const page = watchPage();
      const started = performance.now();
      const { blob, rows, fileName } = await exportRows({
        ...order(format, count),
        batches: all,
        signal: calm(),
      });
      const took = performance.now() - started;
      const { turns, longestMs } = page.stop();
      report(
        `${format}: ${took.toFixed(0)} ms for ${blob.size} bytes, page answered ${turns} times, at longest after ${longestMs.toFixed(0)} ms`,
      );
      expect(rows).toBe(count);
      expect(fileName).toMatch(new RegExp(`${format}$`));
      expect(blob.size).toBeGreaterThan(bytes);
      // How long it takes is the machine's, and the bench's to judge.
      // 200 pieces are handed over: between most of them the page came to do other things.
      expect(turns).toBeGreaterThan(50);
    },
  );

  test('has a line for each job, in their order', { timeout: 60_000 }, async () => {
    const { blob } = await exportRows({ ...order('csv', count), batches: all, signal: calm() });
    const lines = (await blob.text()).split('\r\n');
    expect(lines).toHaveLength(count + 2);
    expect(lines.slice(1, -1).every((line, at) => line.startsWith(`${many[at]?.id},`))).toBe(true);
  });
});

describe('an export', () => {
  test('tells how far it is', async () => {
    const told: number[] = [];
    await exportRows({
      ...order('ndjson', 1_200),
      batches: [{ kind: 'jobs', jobs: many.slice(0, 1_200) }],
      signal: calm(),
      onProgress: ({ rows, total }) => told.push(rows, total),
    });
    expect(told).toEqual([500, 1_200, 1_000, 1_200, 1_200, 1_200]);
  });

  test('stops when cancelled, and reads no further', async () => {
    const control = new AbortController();
    let read = 0;
    async function* endless(): AsyncGenerator<Batch> {
      for (;;) {
        read += 1;
        if (read === 5) control.abort();
        yield { kind: 'jobs', jobs: many.slice(0, 1_000) };
      }
    }
    const made = exportRows({ ...order('csv', count), batches: endless(), signal: control.signal });
    await expect(made).rejects.toHaveProperty('name', 'AbortError');
    expect(read).toBe(5);
  });

  test('stops at once where the rows never come', async () => {
    const control = new AbortController();
    const made = exportRows({ ...order('csv', 1), batches: never(), signal: control.signal });
    control.abort();
    await expect(made).rejects.toHaveProperty('name', 'AbortError');
  });

  test.each([[99], [101]])(
    'gives no file where %d rows were promised and 100 came',
    async (expected) => {
      const made = exportRows({
        ...order('csv', expected),
        batches: [{ kind: 'jobs', jobs: many.slice(0, 100) }],
        signal: calm(),
      });
      await expect(made).rejects.toMatchObject({
        kind: 'other-count',
        message: expect.stringContaining(`expected ${expected} rows but got 100`),
      });
    },
  );

  test('refuses more rows than Excel takes before it reads one', async () => {
    let read = 0;
    function* counted(): Generator<Batch> {
      for (;;) {
        read += 1;
        yield { kind: 'jobs', jobs: many };
      }
    }
    const made = exportRows({ ...order('xlsx', 2_000_000), batches: counted(), signal: calm() });
    await expect(made).rejects.toMatchObject({ kind: 'too-many-rows' });
    expect(read).toBe(1);
  });

  test('fails with what kept the rows from being read', async () => {
    const made = exportRows({ ...order('csv', 20), batches: broken(), signal: calm() });
    await expect(made).rejects.toThrow('the archive is gone');
  });

  test('takes tables that are cells already', async () => {
    const { blob } = await exportRows({
      ...order('csv', 1),
      table: { kind: 'cells', columns: [{ key: 'title', header: 'title', kind: 'text' }] },
      batches: [{ kind: 'cells', cells: [['=1']] }],
      signal: calm(),
    });
    expect(await blob.text()).toContain("title\r\n'=1\r\n");
  });
});

async function* never(): AsyncGenerator<Batch> {
  await new Promise(() => {});
  yield { kind: 'jobs', jobs: [] };
}

async function* broken(): AsyncGenerator<Batch> {
  yield { kind: 'jobs', jobs: many.slice(0, 10) };
  throw new Error('the archive is gone');
}

/** How often the page came to do something else, and the longest time in which it did not. */
function watchPage() {
  let [last, longestMs, turns] = [performance.now(), 0, 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    turns += 1;
  }, 4);
  return {
    stop() {
      clearInterval(timer);
      return { turns, longestMs };
    },
  };
}

function report(measured: string): void {
  // oxlint-disable-next-line no-console -- the numbers are what the run is for
  console.info(measured);
}
