/** For tests: jobs to export, and what an export says about itself. */
import * as v from 'valibot';

import { jobId, userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';

import type { ExportedJob, Known } from '../columns.ts';
import type { About } from '../table.ts';

const exportedAt = Date.UTC(2026, 10, 24, 9, 12);

export const about: About = {
  vault: 'acme.veevavault.com',
  vaultName: 'Production',
  view: 'Failed last night',
  filters: 'Status is Failed to run; started 23 to 24 Nov 2026',
  from: Date.UTC(2026, 10, 22, 23),
  to: Date.UTC(2026, 10, 23, 23),
  coverage: { kind: 'complete' },
  who: 'ann@acme.com',
  app: 'Jobwatch 1.0.0',
  madeMs: exportedAt,
};

export const known: Known = {
  zone: 'Europe/Berlin',
  names: new Map([['123', 'Ann Example']]),
  vault: about.vault,
  madeMs: exportedAt,
};

export function job(fields: Partial<ExportedJob> = {}): ExportedJob {
  return {
    id: v.parse(jobId, '1001'),
    title: 'Nightly load',
    status: 'SUCCESS',
    createdBy: v.parse(userId, '123'),
    created: instant(exportedAt - 7_200_000),
    modifiedBy: undefined,
    modified: instant(exportedAt),
    start: instant(exportedAt - 3_600_000),
    end: instant(exportedAt - 60_000),
    ...fields,
  };
}

/** One every five minutes, so that 100,000 of them cover nearly every hour of a year. */
export function jobs(count: number): ExportedJob[] {
  return Array.from({ length: count }, (_, at) => {
    const start = Date.UTC(2026, 0, 1) + at * 300_000;
    return job({
      id: v.parse(jobId, String(900_000 + at)),
      title: `Nightly load of things, part ${at % 400}`,
      created: instant(start - 60_000),
      start: instant(start),
      end: instant(start + 1_000 * (at % 9_000)),
      modified: instant(start + 1_000 * (at % 9_000)),
    });
  });
}

/** Titles that break spreadsheets and readers of CSV or XML. */
export const hostileTitles = [
  '=HYPERLINK("http://x","y")',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '  =1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '＝1+1',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  "'quoted",
  'a"b""c',
  'a,b;c\td|e',
  'a;=1+1',
  'a,"=1+1;b',
  'line one\nline two\r\nline three\rfour',
  'a\n=1+1',
  ' spaces at the ends ',
  '\u202egnp.exe',
  '<script>&amp;</script>]]>',
  '_x0041_ and _x000D_',
  '\u0001\u0008\u000b\u001f\ufffe\uffff',
  'constructor',
  '__proto__',
  '0012',
  '1E5',
  '2026-01-01',
  '日本語 🦊 é',
  'x'.repeat(400),
  '',
];
