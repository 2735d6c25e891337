import { describe, expect, test } from 'vitest';

import { jobId, userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';

import { type ExportedJob, type JobColumnId, jobColumnIds, jobColumns } from './columns.ts';
import { job, known } from './testing/export-data.ts';

function cellsOf(ids: readonly JobColumnId[], of: ExportedJob): Record<string, unknown> {
  return Object.fromEntries(jobColumns(ids, known).map(({ header, value }) => [header, value(of)]));
}

const at = (minutes: number) => instant(known.madeMs + minutes * 60_000);

const late = (part: Partial<ExportedJob>) => cellsOf(['late'], job(part))['late_s'];

describe('columns of a job', () => {
  test('come in the order asked for, each moment on the clocks of the zone and in UTC', () => {
    expect(jobColumns(['start', 'id'], known).map(({ header }) => header)).toEqual([
      'run_start (Europe/Berlin)',
      'run_start_utc',
      'job_id',
    ]);
  });

  test('have names of their own, for every program that reads them', () => {
    const all = jobColumns(jobColumnIds, known);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(new Set(all.map(({ header }) => header)).size).toBe(all.length);
  });

  test('give the raw status with its word, and the creator with their name if known', () => {
    expect(cellsOf(['id', 'status', 'creator', 'vault'], job())).toEqual({
      job_id: '1001',
      status: 'SUCCESS',
      status_label: 'Success',
      created_by_id: '123',
      created_by: 'Ann Example',
      vault: 'acme.veevavault.com',
    });
    const odd = job({ status: 'SOMETHING_NEW', createdBy: userId.parse('7') });
    expect(cellsOf(['status', 'creator'], odd)).toMatchObject({
      status: 'SOMETHING_NEW',
      status_label: 'SOMETHING_NEW',
      created_by: undefined,
    });
    expect(cellsOf(['creator'], job({ createdBy: userId.parse('1') }))).toMatchObject({
      created_by: 'System',
    });
  });

  test('measure the run, and the time from creation to start', () => {
    const ran = job({ created: at(-60), start: at(-30), end: at(-20) });
    expect(cellsOf(['wait', 'ran', 'late'], ran)).toEqual({
      created_to_start_s: 1_800,
      'created_to_start (h:mm:ss)': 1_800,
      run_s: 600,
      'run (h:mm:ss)': 600,
      late_s: undefined,
    });
  });

  test.each(['SCHEDULED', 'QUEUED', 'MISSED_SCHEDULE'])(
    'take the start of a job that has not run for its plan: %s',
    (status) => {
      const waiting = job({ status, start: at(60), end: undefined });
      expect(cellsOf(['planned', 'start', 'wait', 'ran', 'late'], waiting)).toMatchObject({
        planned_start_utc: known.madeMs + 3_600_000,
        run_start_utc: undefined,
        created_to_start_s: undefined,
        run_s: undefined,
        late_s: undefined,
      });
    },
  );

  test('say how late a run was where its plan is known, negative when brought forward', () => {
    expect(late({ planned: at(-40), start: at(-30) })).toBe(600);
    expect(late({ planned: at(0), start: at(-30) })).toBe(-1_800);
    expect(late({ status: 'SCHEDULED', start: at(-5), end: undefined })).toBe(300);
    expect(late({ status: 'MISSED_SCHEDULE', start: at(-5), end: undefined })).toBeUndefined();
  });

  test('are blank where Vault gives no date or two that contradict each other', () => {
    const nothing = job({ id: jobId.parse('1'), created: undefined, start: at(0), end: at(-1) });
    expect(cellsOf(['created', 'wait', 'ran'], nothing)).toMatchObject({
      created_utc: undefined,
      created_to_start_s: undefined,
      run_s: undefined,
    });
  });
});
