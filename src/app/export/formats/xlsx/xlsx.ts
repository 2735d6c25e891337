/**
 * An Excel workbook, written row by row: 100,000 rows are 100 MB of XML, of which no more than a
 * piece is kept. Cells are typed, texts are never formulas, and nothing in it points elsewhere.
 */
import { Zip, ZipDeflate } from 'fflate';

import { offsetsOf } from '#contract/zone.ts';

import { number } from '../../../ui/number.ts';
import { refuseForExcel } from '../../failure.ts';
import type { Column, Sheet, Value, Writer } from '../../table.ts';
import { zonedText } from '../zoned-text.ts';
import { fixedStyle, type Styles, styles } from './styles.ts';
import * as workbook from './workbook.ts';
import { columnName, numberCell, textCell } from './workbook.ts';

const enough = 1 << 18;

export function xlsxWriter(sheet: Sheet): Writer {
  const { columns, zone } = sheet;
  const archive = zipped();
  const style = styles();
  const cell = cellsOf(offsetsOf(zone), style);
  const names = columns.map((_, index) => columnName(index));
  let rows = 0;
  let xml = workbook.sheetHead(columns.map(width)) + headerRow(columns, names);

  archive.file('[Content_Types].xml', workbook.contentTypes);
  archive.file('_rels/.rels', workbook.rootLinks);
  const push = archive.open('xl/worksheets/sheet1.xml');

  return {
    add(batch) {
      for (const row of batch) {
        rows += 1;
        refuseForExcel(rows);
        xml += `<row r="${rows + 1}">`;
        for (const [index, column] of columns.entries())
          xml += cell(`${names[index]}${rows + 1}`, column, row[index]);
        xml += '</row>';
        if (xml.length < enough) continue;
        push(xml);
        xml = '';
      }
    },
    finish() {
      const area = `A1:${names.at(-1)}${rows + 1}`;
      push(xml + workbook.sheetTail(area), true);
      archive.file('xl/worksheets/sheet2.xml', aboutSheet(sheet, rows));
      archive.file('xl/styles.xml', style.xml());
      archive.file('xl/workbook.xml', workbook.workbook(area));
      archive.file('xl/_rels/workbook.xml.rels', workbook.links);
      return archive.blob();
    },
  };
}

function cellsOf(offsetAt: (at: number) => number, { zoned }: Styles) {
  return (address: string, { kind }: Column, value: Value): string => {
    if (value === undefined || value === '') return '';
    if (typeof value === 'string') return textCell(address, value, fixedStyle[kind]);
    if (!Number.isFinite(value)) return '';
    switch (kind) {
      case 'zoned': {
        const offset = offsetAt(value);
        if (value + offset < firstDay)
          return textCell(address, zonedText(value, offsetAt), fixedStyle.text);
        return numberCell(address, serial(value + offset), zoned(offset));
      }
      case 'instant':
        if (value < firstDay)
          return textCell(
            address,
            zonedText(value, () => 0),
            fixedStyle.text,
          );
        return numberCell(address, serial(value), fixedStyle.instant);
      case 'clock':
        // Excel shows a negative time as ####.
        return numberCell(
          address,
          value / 86_400,
          value < 0 ? fixedStyle.number : fixedStyle.clock,
        );
      case 'seconds':
      case 'number':
      case 'text':
      case 'id':
        return numberCell(address, value, fixedStyle.number);
    }
  };
}

/** Excel knows no day before 1900, and counts one too many until March of that year. */
const firstDay = Date.UTC(1900, 2, 1);

/**
 * Days since the end of 1899. A cell knows no zone, so its format says the offset. Rounded up by one
 * float step where the fraction falls short: readers that truncate would show the previous second.
 */
function serial(at: number): number {
  const days = at / dayMs + epoch;
  return (days - epoch) * dayMs < at ? days * (1 + Number.EPSILON) : days;
}

const dayMs = 86_400_000;
const epoch = 25_569; // 1970 in such days

function headerRow(columns: readonly Column[], names: readonly string[]): string {
  const head = columns.map(({ header }, index) =>
    textCell(`${names[index]}1`, header, fixedStyle.header),
  );
  return `<row r="1">${head.join('')}</row>`;
}

function width({ key, header, kind }: Column): number {
  const content = { text: 22, id: 18, zoned: 27, instant: 20, seconds: 10, clock: 10, number: 12 };
  return key === 'title' ? 48 : Math.max(content[kind], header.length + 4);
}

function aboutSheet(sheet: Sheet, rows: number): string {
  const lines = aboutRows(sheet, rows).map(([name, text], index) => {
    const row = index + 1;
    return `<row r="${row}">${textCell(`A${row}`, name, fixedStyle.header)}${textCell(`B${row}`, text, fixedStyle.text)}</row>`;
  });
  return workbook.plainSheet([22, 100], lines.join(''));
}

/** A zip archive whose files are compressed while they are written. */
function zipped() {
  const kept: Blob[] = [];
  const utf8 = new TextEncoder();
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    kept.push(new Blob([bytes.slice()]));
  });
  const open = (name: string) => {
    // Level 3 takes half the time of the usual 6, for a file a tenth larger.
    const file = new ZipDeflate(name, { level: 3 });
    file.mtime = new Date(2000, 0, 1);
    zip.add(file);
    return (text: string, last = false) => file.push(utf8.encode(text), last);
  };
  return {
    open,
    file: (name: string, text: string) => open(name)(text, true),
    blob() {
      zip.end();
      return new Blob(kept, { type: workbook.mediaType });
    },
  };
}

/** What the second sheet says of the file, in lines of name and words. */
function aboutRows({ about, zone }: Sheet, rows: number): [name: string, words: string][] {
  const offsetAt = offsetsOf(zone);
  const at = (moment: number | undefined) =>
    moment === undefined ? 'no limit' : zonedText(moment, offsetAt);
  return [
    ['Vault', `${about.vaultName} (${about.vault})`],
    ['View', about.view],
    ['Filters', about.filters],
    ['From', at(about.from)],
    ['To', at(about.to)],
    ['Rows', number(rows)],
    [
      'Coverage',
      about.coverage.kind === 'complete' ? 'Complete' : `PARTIAL: ${about.coverage.words}`,
    ],
    ['Times', `In ${zone}, with the offset from UTC; columns named UTC in UTC`],
    ['Started', 'When the job began to run; blank while it has not'],
    ['Planned', 'When it was to run; blank where Vault no longer says so'],
    [
      'Created to start',
      'From the creation of the job to its start, including the time until it was due',
    ],
    ['Late (s)', 'Seconds from planned to actual start, or until now while it is overdue'],
    ['Exported at', at(about.madeMs)],
    ['Exported by', about.who],
    ['Exported with', about.app],
  ];
}
