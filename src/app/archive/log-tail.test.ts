import { describe, expect } from 'vitest';

import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { job } from '#insight/testing/jobs.ts';

import { type Batch, createLogTail } from './log-tail.ts';
import { toStored } from './stored-rows.ts';

/** Records by key, and what is known once those from a key on have been loaded. */
function createLog() {
  const records = new Map<number, Batch>();
  const load = (tail: LogTail, known: Map<string, Job>, from: number) => {
    for (const [key, batch] of [...records].toSorted(([a], [b]) => a - b)) {
      if (key < from) continue;
      tail.load({ key, batch: { gone: batch.gone, jobs: toStored(batch.jobs) } });
      for (const id of batch.gone) known.delete(id);
      for (const one of batch.jobs) known.set(one.id, one);
    }
  };
  const write = (tail: LogTail, batch: Batch) => {
    const next = tail.next(batch);
    for (let key = next.replacedFrom; key < next.key; key += 1) records.delete(key);
    records.set(next.key, next.batch);
    tail.commit(next);
  };
  return { records, load, write };
}

const open = () => ({ tail: createLogTail(), known: new Map<string, Job>() });

type LogTail = ReturnType<typeof createLogTail>;

function page(from: number, rows: number, title = 'Nightly export'): Job[] {
  return Array.from({ length: rows }, (_, place) => job({ id: from + place, title }));
}

const anyWrite = fc.record({
  /** Of two tabs; the one that writes has loaded what is new before. */
  tab: fc.nat(1),
  isReopened: fc.boolean(),
  from: fc.nat(60).map((nth) => nth * 40),
  rows: fc.constantFrom(0, 1, 1, 3, 199, 200, 200, 200, 700, 1_200),
  gone: fc.array(fc.nat(2_500).map(String), { maxLength: 1 }),
});

describe('a log', () => {
  test.prop([fc.array(anyWrite, { maxLength: 60 })], { numRuns: 300 })(
    'holds each row once it was written, as it was written last, whichever tab writes',
    (writes) => {
      const log = createLog();
      const expected = new Map<string, Job>();
      const tabs = [open(), open()];
      for (const [nth, { tab: place, isReopened, from, rows, gone }] of writes.entries()) {
        if (isReopened) tabs[place] = open();
        const { tail, known } = tabs[place] ?? open();
        log.load(tail, known, tail.last());
        expect(known).toEqual(expected);
        const jobs = page(from, rows, `Written ${nth}`);
        for (const id of gone) expected.delete(id);
        for (const one of jobs) expected.set(one.id, one);
        log.write(tail, { gone, jobs });
      }
      for (const { tail, known } of [...tabs, open()]) {
        log.load(tail, known, tail.last());
        expect(known).toEqual(expected);
      }
    },
  );

  test('has a block for every five pages, and writes each page twice', () => {
    const log = createLog();
    const tail = createLogTail();
    let written = 0;
    for (let nth = 0; nth < 50; nth += 1) {
      log.write(tail, { gone: [], jobs: page(nth * 200, 200) });
      written += log.records.get(tail.last())?.jobs.length ?? 0;
    }
    expect([...log.records.values()].map(({ jobs }) => jobs.length)).toEqual(Array(10).fill(1_000));
    expect(written).toBeLessThanOrEqual(50 * 200 * 2);
  });

  test('takes single jobs into one record until it holds a page, and never a block anew', () => {
    const log = createLog();
    const tail = createLogTail();
    for (let nth = 0; nth < 5; nth += 1) log.write(tail, { gone: [], jobs: page(nth * 200, 200) });
    for (let nth = 0; nth < 150; nth += 1) {
      log.write(tail, { gone: [], jobs: page(2_000 + nth, 1) });
      expect(log.records.get(tail.last())?.jobs.length).toBeLessThanOrEqual(200);
    }
    expect(log.records.size).toBe(2);
  });
});
