import readWorkbook from 'read-excel-file/universal';
import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { exportColumnIds, exportColumns } from '../../columns.ts';
import { excelRows, refuseForExcel } from '../../failure.ts';
import { cells, type Column, type Sheet, type Value } from '../../table.ts';
import { about, hostileTitles, job, known } from '../../testing/export-data.ts';
import { xlsxWriter } from './xlsx.ts';

const columns: Column[] = [
  { key: 'job_id', header: 'job_id', kind: 'id' },
  { key: 'title', header: 'title', kind: 'text' },
  { key: 'start', header: 'start (Europe/Berlin)', kind: 'zoned' },
  { key: 'start_utc', header: 'start_utc', kind: 'instant' },
  { key: 'run_clock', header: 'run (h:mm:ss)', kind: 'clock' },
  { key: 'late_s', header: 'late_s', kind: 'seconds' },
];
const sheet: Sheet = { columns, zone: 'Europe/Berlin', about };

const moment = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });
const titles = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTitles));

describe('a workbook', () => {
  test.prop([fc.array(fc.tuple(titles, moment, fc.integer()), { maxLength: 10 })], { numRuns: 40 })(
    'reads back to the same rows, instants and text in typed cells',
    async (given) => {
      const rows = given.map(([title, start, late], at): Value[] => [
        `00${at}`,
        title,
        start,
        start,
        late,
        late / 10,
      ]);
      const [jobs] = await read(rows);
      expect(jobs?.data[0]).toEqual(columns.map(({ header }) => header));
      expect(jobs?.data).toHaveLength(rows.length + 1);
      for (const [at, [id, title, zoned, utc, , late]] of (jobs?.data.slice(1) ?? []).entries()) {
        const [givenId, givenTitle, start, , , givenLate] = rows[at] ?? [];
        expect(id).toBe(givenId);
        expect(title ?? '').toBe(givenTitle);
        expect(near(utc)).toBe(near(new Date(Number(start))));
        expect(localOf(zoned)).toBe(intl(Number(start)));
        expect(late).toBe(givenLate);
      }
    },
  );

  test('has no formula, link or shared text, keeps its header in view and filters', async () => {
    const files = await unzipped(
      await blobOf(hostileTitles.map((title) => ['1', title, 0, 0, 0, 0])),
    );
    const [xml = '', styles = ''] = ['xl/worksheets/sheet1.xml', 'xl/styles.xml'].map((name) =>
      files.get(name),
    );
    expect([...files.keys()].filter((name) => /link|external|shared|calc/i.test(name))).toEqual([]);
    expect([...files.values()].join('')).not.toMatch(/<f[ >]|<hyperlink|TargetMode/);
    expect(xml).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(xml).toContain(`<autoFilter ref="A1:F${hostileTitles.length + 1}"/>`);
    expect(xml).toContain('<c r="A2" s="2" t="inlineStr">');
    expect(xml).toContain('<c r="D2" s="4"><v>25569</v></c>');
    expect(styles).toContain(String.raw`formatCode="yyyy\-mm\-dd\ hh:mm:ss\ &quot;+01:00&quot;"`);
  });

  test('tells what it is on a sheet of its own', async () => {
    const [, told] = await read([['1', 'a', 0, 0, 0, 0]], {
      ...sheet,
      about: { ...about, coverage: { kind: 'partial', words: '8,000 of 21,340 read' } },
    });
    const words = new Map(told?.data.map(([name, text]) => [name, text]));
    expect(told?.sheet).toBe('About');
    expect(words.get('Vault')).toBe('Production (acme.veevavault.com)');
    expect(words.get('Rows')).toBe('1');
    expect(words.get('Coverage')).toBe('PARTIAL: 8,000 of 21,340 read');
    expect(words.get('Exported with')).toBe('Jobwatch 1.0.0');
    expect(words.get('Exported at')).toBe('2026-11-24T10:12:00.000+01:00');
  });

  test('takes every column of a job, past the letter Z where there are so many', async () => {
    const all = exportColumns([...exportColumnIds, ...exportColumnIds], known);
    const [jobs] = await read([cells(all, job())], { ...sheet, columns: all });
    expect(jobs?.data[1]?.length).toBe(all.length);
    expect(all.length).toBeGreaterThan(26);
  });

  test('writes days that Excel does not know as text', async () => {
    const [jobs] = await read([['1', 'a', Date.UTC(1890, 0, 1), Date.UTC(1890, 0, 1), -5, 0]]);
    expect(jobs?.data[1]?.[3]).toBe('1890-01-01T00:00:00.000+00:00');
  });

  test('refuses more rows than a sheet holds, in words', () => {
    expect(() => refuseForExcel(excelRows)).not.toThrow();
    expect(() => refuseForExcel(excelRows + 1)).toThrow(/at most 1,048,575 rows, .* Choose CSV/);
  });
});

async function blobOf(rows: Value[][], of: Sheet = sheet): Promise<Blob> {
  const writer = xlsxWriter(of);
  writer.add(rows);
  return writer.finish();
}

async function read(rows: Value[][], of: Sheet = sheet) {
  return readWorkbook(await blobOf(rows, of), { trim: false });
}

/** To the millisecond: days are fractions in a sheet. */
function near(value: unknown): number {
  return value instanceof Date ? Math.round(value.getTime()) : Number.NaN;
}

/** What a cell shows, to the second: readers take its clock for UTC. */
function localOf(value: unknown): string {
  return new Date(near(value)).toISOString().slice(0, 19);
}

function intl(at: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(at).replace(' ', 'T');
}

/** By the archive's directory, at its end. */
async function unzipped(blob: Blob): Promise<Map<string, string>> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const [size, name, extra, start] = [
      view.getUint32(at + 20, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint32(at + 42, true),
    ];
    const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const stream = new Blob([bytes.slice(data, data + size)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'));
    files.set(
      new TextDecoder().decode(bytes.slice(at + 46, at + 46 + name)),
      await new Response(stream).text(),
    );
    at += 46 + name + extra;
  }
  return files;
}
