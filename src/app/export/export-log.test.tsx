import { beforeEach, describe, expect, test } from 'vitest';

import { type ExportRecord, exportsMade, recordExport } from './export-log.ts';

const made: ExportRecord = {
  at: 0,
  who: 'ann@acme.com',
  vault: 'acme.veevavault.com',
  filters: 'All',
  fileName: 'a.csv',
  rows: 1,
  partial: false,
};

beforeEach(() => localStorage.clear());

describe('the log of exports', () => {
  test('is newest first and keeps the latest 200', () => {
    for (let rows = 1; rows <= 205; rows += 1) expect(recordExport({ ...made, rows })).toBe(true);
    expect(exportsMade()).toHaveLength(200);
    expect(exportsMade()[0]?.rows).toBe(205);
  });

  test('has every entry that can be read beside one that can’t, and keeps that one', () => {
    const stored = [{ ...made, rows: 2 }, { rows: 'many' }];
    localStorage.setItem('jobwatch.exports', JSON.stringify(stored));
    expect(exportsMade()).toEqual([{ ...made, rows: 2 }]);
    recordExport(made);
    expect(JSON.parse(localStorage.getItem('jobwatch.exports') ?? '')).toEqual([made, ...stored]);
  });

  test.each(['', 'null', '{}', '[{"rows":"many"}]', 'no json'])(
    'is empty where something else is stored: %s',
    (stored) => {
      localStorage.setItem('jobwatch.exports', stored);
      expect(exportsMade()).toEqual([]);
    },
  );
});
