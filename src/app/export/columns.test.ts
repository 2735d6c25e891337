import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { jobId, userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';

import {
  type ExportColumnId,
  exportColumnIds,
  exportColumns,
  type ExportedJob,
} from './columns.ts';
import { job, known } from './testing/export-data.ts';

function cellsOf(ids: readonly ExportColumnId[], of: ExportedJob): Record<string, unknown> {
  return Object.fromEntries(
    exportColumns(ids, known).map(({ header, value }) => [header, value(of)]),
  );
}

const at = (minutes: number) => instant(known.madeMs + minutes * 60_000);

const late = (part: Partial<ExportedJob>) => cellsOf(['late'], job(part))['Late (s)'];

describe('columns of a job', () => {
  test('keep the order asked for, with each moment in the zone and in UTC', () => {
    expect(exportColumns(['started', 'id'], known).map(({ header }) => header)).toEqual([
      'Started (Europe/Berlin)',
      'Started UTC',
      'Job ID',
    ]);
  });

  test('have unique keys and headers, whatever the zone', () => {
    const all = exportColumns(exportColumnIds, { ...known, zone: 'UTC' });
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(new Set(all.map(({ header }) => header)).size).toBe(all.length);
  });

  test('give the raw status with its word, and the creator with their name if known', () => {
    expect(cellsOf(['id', 'status', 'by', 'vault'], job())).toEqual({
      'Job ID': '1001',
      Status: 'Success',
      'Status in Vault': 'SUCCESS',
      'Created by': 'Ann Example',
      'Created by (user ID)': '123',
      Vault: 'acme.veevavault.com',
    });
    const odd = job({ status: 'SOMETHING_NEW', createdBy: v.parse(userId, '7') });
    expect(cellsOf(['status', 'by'], odd)).toMatchObject({
      Status: 'SOMETHING_NEW',
      'Status in Vault': 'SOMETHING_NEW',
      'Created by': undefined,
    });
    expect(cellsOf(['by'], job({ createdBy: v.parse(userId, '1') }))).toMatchObject({
      'Created by': 'System',
    });
  });

  test('measure the run, and the time from creation to start', () => {
    const ran = job({ created: at(-60), start: at(-30), end: at(-20) });
    expect(cellsOf(['waited', 'ran', 'late'], ran)).toEqual({
      'Created to start (s)': 1_800,
      'Created to start (h:mm:ss)': 1_800,
      'Ran (s)': 600,
      'Ran (h:mm:ss)': 600,
      'Late (s)': undefined,
    });
  });

  test.each(['SCHEDULED', 'QUEUED', 'MISSED_SCHEDULE'])(
    'read the start of a job that has not run as its plan: %s',
    (status) => {
      const waiting = job({ status, start: at(60), end: undefined });
      expect(cellsOf(['planned', 'started', 'waited', 'ran', 'late'], waiting)).toMatchObject({
        'Planned UTC': known.madeMs + 3_600_000,
        'Started UTC': undefined,
        'Created to start (s)': undefined,
        'Ran (s)': undefined,
        'Late (s)': undefined,
      });
    },
  );

  test('say how late a run was where its plan is known, negative where it started early', () => {
    expect(late({ planned: at(-40), start: at(-30) })).toBe(600);
    expect(late({ planned: at(0), start: at(-30) })).toBe(-1_800);
    expect(late({ status: 'SCHEDULED', start: at(-5), end: undefined })).toBe(300);
    expect(late({ status: 'MISSED_SCHEDULE', start: at(-5), end: undefined })).toBeUndefined();
  });

  test('are blank where Vault gives no date or two that contradict each other', () => {
    const nothing = job({ id: v.parse(jobId, '1'), created: undefined, start: at(0), end: at(-1) });
    expect(cellsOf(['created', 'waited', 'ran'], nothing)).toMatchObject({
      'Created UTC': undefined,
      'Created to start (s)': undefined,
      'Ran (s)': undefined,
    });
  });
});
