import { parse } from 'papaparse';
import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import type { Column, Dialect, Sheet, Value } from '../table.ts';
import { about, hostileTitles } from '../testing/export-data.ts';
import { csvWriter, tsv } from './csv.ts';

const columns: Column[] = [
  { key: 'job_id', header: 'job_id', kind: 'id' },
  { key: 'title', header: 'title', kind: 'text' },
  { key: 'start', header: 'start (Europe/Berlin)', kind: 'zoned' },
  { key: 'start_utc', header: 'start_utc', kind: 'instant' },
  { key: 'late_s', header: 'late_s', kind: 'seconds' },
];
const sheet: Sheet = { columns, zone: 'Europe/Berlin', about };

const titles = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...hostileTitles),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '＝',
          ',',
          ';',
          '\t',
          '\r\n',
          '"',
          "'",
          ' ',
          '\0',
          '\u202e',
        ),
        fc.string(),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join('')),
);
const moment = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });
const rows = fc.array(
  fc
    .record({
      id: fc.nat(),
      title: titles,
      start: moment,
      late: fc.integer({ min: -9_999, max: 9_999 }),
    })
    .map(({ id, title, start, late }): Value[] => [`V${id}`, title, start, start, late / 10]),
  { maxLength: 12 },
);
const dialects = fc.record<Dialect>({
  separator: fc.constantFrom(',', ';'),
  bom: fc.boolean(),
});

describe('CSV', () => {
  test.prop([rows, dialects])(
    'reads back to the same rows, instants and text, whatever the titles',
    async (rows, dialect) => {
      const [header, ...read] = readBack(await written(rows, dialect), dialect.separator);
      expect(header).toEqual(columns.map(({ header }) => header));
      expect(read).toHaveLength(rows.length);
      for (const [at, [id, title = '', zoned = '', utc = '', late]] of read.entries()) {
        const [givenId, givenTitle, start, , givenLate] = rows[at] ?? [];
        expect(id).toBe(givenId);
        expect(Date.parse(zoned)).toBe(start);
        expect(Date.parse(utc)).toBe(start);
        expect(Number(late)).toBe(givenLate);
        expect(unguarded(title)).toBe(unguarded(String(givenTitle)));
        if (!/[=+\-@＝＋－＠]/.test(title) && !/^'?[\t\r\n\0]/.test(title))
          expect(title).toBe(givenTitle);
      }
    },
  );

  test.prop([rows, dialects])('no title can begin a formula', async (rows, dialect) => {
    for (const [, title = ''] of readBack(await written(rows, dialect), dialect.separator))
      expect(title).not.toMatch(formula);
  });

  test.prop([rows, dialects])(
    'nor can a piece of one, where a spreadsheet takes another separator',
    async (rows, dialect) => {
      const file = await written(
        rows.map(([id, title]) => [id, title]),
        dialect,
      );
      const others = [',', ';', '\t'].filter((other) => other !== dialect.separator);
      const [, ...cells] = file.split(new RegExp(`[\r\n${others.join('')}]`));
      for (const cell of cells.filter((cell) => !cell.startsWith('V')))
        expect(cell.replaceAll('"', '')).not.toMatch(sign);
    },
  );

  test('begins with a byte order mark only where asked, and never with sep=', async () => {
    expect(await written([], { separator: ',', bom: true })).toMatch(/^\ufeffjob_id,title,/);
    expect(await written([], { separator: ';', bom: false })).toMatch(/^job_id;title;.*\r\n$/);
  });

  test('leaves true negatives alone and keeps line breaks', async () => {
    const file = await written([['V1', 'one\ntwo', undefined, 0, -3.5]], {
      separator: ',',
      bom: false,
    });
    expect(file.split('\r\n')[1]).toBe('V1,"one\ntwo",,1970-01-01T00:00:00.000Z,-3.5');
  });

  test.each(hostileTitles)('guards an id as well: %j', async (id) => {
    const file = await written([[id, '', 0, 0, 0]], { separator: ',', bom: false });
    expect(readBack(file, ',')[1]?.[0]).not.toMatch(formula);
  });
});

test.prop([rows])('Copied rows read back and are guarded alike', (rows) => {
  const described = columns.map((column, at) => ({ ...column, value: (row: Value[]) => row[at] }));
  const read = readBack(tsv({ columns: described, rows, zone: 'UTC' }), '\t');
  expect(read).toHaveLength(rows.length + 1);
  for (const [at, [id, title = '']] of read.slice(1).entries()) {
    expect(id).toBe(rows[at]?.[0]);
    expect(title).not.toMatch(formula);
    expect(unguarded(title)).toBe(unguarded(String(rows[at]?.[1])));
  }
});

/** As Excel takes a cell: what does not show counts for nothing. */
const sign = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u;

function unguarded(text: string): string {
  return text.replaceAll("'", '');
}

async function written(rows: Value[][], dialect: Dialect): Promise<string> {
  const writer = csvWriter(sheet, dialect);
  writer.add(rows);
  const bytes = await writer.finish().arrayBuffer();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function readBack(text: string, delimiter: string): string[][] {
  const { data, errors } = parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter,
    newline: '\r\n',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}
