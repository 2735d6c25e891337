import { describe, expect, test } from 'vitest';

import { exportColumnIds, exportColumns } from '../../export/columns.ts';
import { job, known } from '../../export/testing/export-data.ts';
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
    expect(sortKeys([whole], id)[0]).toBeLessThan(Infinity);
    expect(sortKeys([whole], `-${id}`)[0]).toBeLessThan(Infinity);
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

test('a file has the columns of the screen, in their order and under their headers', () => {
  const headers = columnsFor(ids, known.zone).map(({ header }) => header);
  const exported = exportColumns(ids, known).map(({ header }) =>
    header.replace(/ (?:\(.*\)|UTC|in Vault)$/, ''),
  );
  expect([...new Set(exported)]).toEqual(headers);
});
