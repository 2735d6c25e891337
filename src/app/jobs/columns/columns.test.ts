import { describe, expect, test } from 'vitest';

import type { Job } from '#contract/jobs.ts';

import { exportColumnIds, exportColumns } from '../../export/columns.ts';
import { job, known } from '../../export/testing/export-data.ts';
import { jobsOfList } from '../lazy-jobs.ts';
import { columnsFor } from './cells.tsx';
import { type JobColumnId, jobColumns } from './columns.ts';
import { sortKeys } from './sort-keys.ts';

const ids = exportColumnIds.filter((id): id is JobColumnId => Object.hasOwn(jobColumns, id));

describe.each(ids)('the column %s', (id) => {
  const whole = job({ planned: job().start, modifiedBy: job().createdBy });

  test('has a header, a value, and a cell on screen', () => {
    const [shown] = columnsFor([id], known.zone);
    expect(shown?.header).toMatch(/^[A-Z]/);
    expect(jobColumns[id].value(whole)).toBeDefined();
    expect(shown?.cell(whole)).toBeTruthy();
  });

  test('sorts jobs without a value last, whichever way', () => {
    expect(sortKeys(jobsOfList([whole]), id)[0]).toBeLessThan(Infinity);
    expect(sortKeys(jobsOfList([whole]), `-${id}`)[0]).toBeLessThan(Infinity);
  });

  test('has cells in a file, under the header of the screen', () => {
    const { header } = jobColumns[id];
    const cells = exportColumns([id], known);
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) {
      expect(cell.header.startsWith(header)).toBe(true);
      expect(cell.value(whole)).toBeDefined();
    }
  });
});

describe('a date has one meaning', () => {
  const moments = ['created', 'planned', 'started', 'finished'] as const;
  const cases = [
    { status: 'SUCCESS', hasEnd: true, values: ['created', 'start', 'end'] },
    { status: 'SUCCESS', hasEnd: false, values: ['created', 'start'] },
    { status: 'MISSED_SCHEDULE', hasEnd: false, values: ['created', 'planned'] },
    { status: 'CANCELLED', hasEnd: false, values: ['created', 'planned'] },
    { status: 'CANCELLED', hasEnd: true, values: ['created', 'start', 'end'] },
    { status: 'FAILED_TO_RUN', hasEnd: false, values: ['created', 'planned'] },
    { status: 'SCHEDULED', hasEnd: false, values: ['created', 'planned'] },
  ];

  test.each(cases)('sorted, on screen and in a file: $status, end $hasEnd', (one) => {
    const vaults = job({ status: one.status, ...(!one.hasEnd && { end: undefined }) });
    const expected = one.values.map((value) => (value === 'planned' ? 'start' : value));
    const seen = moments.flatMap((id) => {
      const at = jobColumns[id].value(vaults);
      const ms = at === undefined ? undefined : Date.parse(at);
      expect(exportColumns([id], known).map(({ value }) => value(vaults))).toEqual([ms, ms]);
      expect(sortKeys(jobsOfList([vaults]), id)[0]).toBe(ms ?? Infinity);
      return at ?? [];
    });
    const dates = { created: vaults.created, start: vaults.start, end: vaults.end };
    expect(seen).toEqual(
      expected.map((name) => Object.entries(dates).find(([key]) => key === name)?.[1]),
    );
  });
});

describe('a date that can’t be read', () => {
  const unreadable = { created: 'soon', modified: '1.2.26', start: '03/02/2021', end: '{}' };
  const none = { created: undefined, modified: undefined, start: undefined, end: undefined };
  const odd = (status: string): Job => ({ ...job({ status, ...none }), unreadable });

  test.each([
    ['created', 'SUCCESS', 'soon'],
    ['modified', 'SUCCESS', '1.2.26'],
    ['planned', 'SCHEDULED', '03/02/2021'],
    ['started', 'SUCCESS', '03/02/2021'],
    // Its end says that it ran, whatever the end is.
    ['started', 'CANCELLED', '03/02/2021'],
    ['finished', 'SUCCESS', '{}'],
  ] as const)('is shown and exported as it came: %s of %s', (id, status, written) => {
    const [column] = columnsFor([id], known.zone);
    expect(column?.cell(odd(status))).toMatchObject({ props: { written } });
    expect(exportColumns([id], known).map(({ value }) => value(odd(status)))).toEqual([
      written,
      written,
    ]);
    expect(sortKeys(jobsOfList([odd(status)]), id)[0]).toBe(Infinity);
    expect(sortKeys(jobsOfList([odd(status)]), `-${id}`)[0]).toBe(Infinity);
  });

  test('is in no column that it is not meant for', () => {
    expect(jobColumns.started.unreadable(odd('SCHEDULED'))).toBeUndefined();
    expect(jobColumns.planned.unreadable(odd('SUCCESS'))).toBeUndefined();
    expect(jobColumns.finished.value(odd('SUCCESS'))).toBeUndefined();
  });
});

test('a file has the columns of the screen, in their order and under their headers', () => {
  const headers = columnsFor(ids, known.zone).map(({ header }) => header);
  const exported = exportColumns(ids, known).map(({ header }) =>
    header.replace(/ (?:\(.*\)|UTC|in Vault)$/, ''),
  );
  expect([...new Set(exported)]).toEqual(headers);
});
