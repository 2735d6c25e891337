import { cells, type ExportColumn } from '../table.ts';
/** Rows for the clipboard: spreadsheets paste tab-separated text into cells. */
import { headerLine, line } from './csv.ts';
import { plain } from './plain.ts';

type Copied<Row> = {
  columns: readonly ExportColumn<Row>[];
  rows: readonly Row[];
  zone: string;
};

/** With a header row and the same guard as CSV: a paste runs formulas as an opened file does. */
export function tsv<Row>({ columns, rows, zone }: Copied<Row>): string {
  const text = plain(zone);
  const separator = '\t';
  const lines = rows.map((row) => line({ columns, row: cells(columns, row), text, separator }));
  return headerLine(columns, separator) + lines.join('');
}
