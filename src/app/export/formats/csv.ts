/** CSV as RFC 4180 has it: CRLF, quotes doubled, line breaks kept inside of quotes. */
import {
  cells,
  type Column,
  type Dialect,
  type ExportColumn,
  type Sheet,
  type Value,
  type Writer,
} from '../table.ts';
import { parts } from './parts.ts';
import { type Plain, plain } from './plain.ts';

/** Never `sep=`: only Excel reads it, and it makes Excel forget that the file is UTF-8. */
const byteOrderMark = '\ufeff';

export function csvWriter({ columns, zone }: Sheet, { separator, bom }: Dialect): Writer {
  const file = parts();
  const text = plain(zone);
  file.add(`${bom ? byteOrderMark : ''}${headerLine(columns, separator)}`);
  return {
    add(rows) {
      for (const row of rows) file.add(line({ columns, row, text, separator }));
    },
    finish: () => file.blob('text/csv;charset=utf-8'),
  };
}

function headerLine(columns: readonly Column[], separator: Separator): string {
  return `${columns.map(({ header }) => field(header, separator)).join(separator)}\r\n`;
}

type Line = {
  columns: readonly Column[];
  row: readonly Value[];
  text: Plain;
  separator: Separator;
};

function line({ columns, row, text, separator }: Line): string {
  const written = columns.map(({ kind }, at) => {
    const value = row[at];
    const cell = text(kind, value);
    // Numbers and moments are our own writing: a guard would make text of a true negative.
    return typeof value === 'string' ? field(cell, separator) : cell;
  });
  return `${written.join(separator)}\r\n`;
}

/** Most cells: nothing in them to guard or quote, and that takes a fifth of the time to see. */
const harmless = /^[A-Za-z0-9](?:[\w .:()/-]*\w)?$/;

function field(text: string, separator: Separator): string {
  if (harmless.test(text)) return text;
  const safe = guarded(text, separator);
  // Spaces at the ends are quoted too: some readers trim what isn't.
  return /[",;\t\r\n\0]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Copied<Row> = {
  columns: readonly ExportColumn<Row>[];
  rows: readonly Row[];
  zone: string;
};

/**
 * Rows for the clipboard: spreadsheets paste tab-separated text into cells. With a header row and
 * the same guard as CSV, as a paste runs formulas like an opened file.
 */
export function tsv<Row>({ columns, rows, zone }: Copied<Row>): string {
  const text = plain(zone);
  const separator = '\t';
  const lines = rows.map((row) => line({ columns, row: cells(columns, row), text, separator }));
  return headerLine(columns, separator) + lines.join('');
}

/**
 * Titles are typed by people, and spreadsheets run text that looks like a formula. A leading `'`
 * makes it text again (OWASP, CSV injection). Quoting alone does not: Excel unquotes first.
 */
function guarded(text: string, separator: Separator): string {
  const start = opening.test(text) || control.test(text) ? "'" : '';
  return start + text.replace(elsewhere[separator], "$1'");
}

/** Excel looks past what does not show, and takes the full-width signs of Japanese keyboards. */
const opening = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const control = /^[\t\r\n\0]/;

/**
 * Opened with another separator than it was written with, a file falls into other cells, quoted or
 * not: one begins after each of these. The file's own separator needs no guard inside of quotes.
 */
const elsewhere = {
  ',': /([;\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
  ';': /([,\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
  '\t': /([,;\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
} as const;

type Separator = keyof typeof elsewhere;
