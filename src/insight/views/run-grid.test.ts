import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { overAt } from '../job-times.ts';
import { rowsOf, within } from '../rows-filter.ts';
import { at, hour, job, minute, now, run } from '../testing/jobs.ts';
import { runGrid } from './run-grid.ts';

const everything = { from: -Infinity, to: Infinity };
const all = { range: everything, knownFrom: -Infinity, most: 25 };

/** Around the last three days; some without an end or a start, so that other dates count. */
const ago = fc.integer({ min: 0, max: 72 * 60 }).map((minutes) => -minutes * minute);
const jobs = fc
  .array(
    fc.record({
      title: fc.constantFrom('', 'Export', 'Import', 'constructor'),
      status: fc.constantFrom(...knownStatuses, '', 'PAUSED'),
      start: fc.option(ago, { nil: undefined }),
      end: fc.option(ago, { nil: undefined }),
      modified: fc.option(ago, { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(({ start, end, modified, ...row }, id) =>
      job({
        id,
        ...row,
        start: start === undefined ? undefined : at(start),
        end: end === undefined ? undefined : at(end),
        modified: modified === undefined ? undefined : at(modified),
      }),
    ),
  );
const range = fc
  .tuple(ago, ago)
  .map(([a, b]) => ({ from: now + Math.min(a, b), to: now + Math.max(a, b) }));

describe('the run grid', () => {
  test.prop([jobs, fc.oneof(range, fc.constant(everything)), fc.constantFrom(1, 10, 25)])(
    'counts in each row the rows behind its link, and shows the newest of them',
    (finished, range, most) => {
      const rows = runGrid(runsByTitle(finished), { range, knownFrom: -Infinity, most });
      for (const { title, runs, total, rows: filter, failed } of rows) {
        const behind = rowsOf(finished, filter);
        expect(filter.titles).toEqual([title]);
        expect(total).toBe(behind.length);
        expect(runs).toHaveLength(Math.min(most, total));
        for (const { job } of runs) {
          expect(rowsOf(finished, { ids: [job.id] })).toEqual([job]);
          expect(behind).toContain(job);
        }
        expect(failed).toBe(runs.filter(({ outcome }) => outcome === 'badly').length);
        const shown = new Set(runs.map(({ job }) => job));
        const oldest = runs[0]?.overMs ?? 0;
        const others = runsByTitle(behind.filter((job) => !shown.has(job)));
        for (const { runs } of others)
          for (const { overMs } of runs) expect(overMs).toBeLessThanOrEqual(oldest);
      }
      const counted = rows.reduce((sum, { total }) => sum + total, 0);
      const dated = finished.filter((one) => overAt(one) !== undefined);
      expect(counted).toBe(rowsOf(dated, within(range)).length);
    },
  );

  test('puts titles whose last telling run failed first', () => {
    const rows = runGrid(
      runsByTitle([
        { ...run(1, 3 * hour, minute), title: 'fails now' },
        job({ id: 2, title: 'fails now', status: 'TIMEOUT', end: at(-hour) }),
        job({ id: 3, title: 'fails now', status: 'CANCELLED', end: at(-minute) }),
        job({ id: 4, title: 'has recovered', status: 'TIMEOUT', end: at(-2 * hour) }),
        { ...run(5, hour, minute), title: 'has recovered' },
        { ...run(6, hour, minute), title: 'always well' },
      ]),
      all,
    );
    expect(rows.map(({ title, lastFailed }) => [title, lastFailed])).toEqual([
      ['fails now', true],
      ['has recovered', false],
      ['always well', false],
    ]);
  });

  test('says which runs stand where others may be missing, and that older ones may be', () => {
    const titles = runsByTitle([run(1, 3 * hour, minute), run(2, hour, minute)]);
    const [partly] = runGrid(titles, { ...all, knownFrom: now - 2 * hour });
    expect(partly).toMatchObject({ unsure: 1, mayLack: true });
    const [unknown] = runGrid(titles, { ...all, knownFrom: Infinity });
    expect(unknown).toMatchObject({ unsure: 2, mayLack: true });
    const range = { from: now - 4 * hour, to: now };
    const [whole] = runGrid(titles, { ...all, range, knownFrom: now - 5 * hour });
    expect(whole).toMatchObject({ unsure: 0, mayLack: false });
  });

  test('draws usual durations high, whatever one run that hung took', () => {
    const usual = Array.from({ length: 20 }, (_, id) => run(id, (id + 2) * hour, minute));
    const [row] = runGrid(runsByTitle([...usual, run(99, hour, 50 * hour)]), all);
    expect(row?.topMs).toBe(2 * minute);
    const [even] = runGrid(runsByTitle(usual), all);
    expect(even?.topMs).toBe(minute);
  });
});
