/** The writer of each format. */
import { csvWriter } from './csv.ts';
import { jsonWriter, linesWriter } from './json.ts';
import type { Dialect, Format, Sheet, Writer } from './table.ts';
import { xlsxWriter } from './xlsx/xlsx.ts';

type Wanted = { format: Format; dialect: Dialect };

export function writer(sheet: Sheet, { format, dialect }: Wanted): Writer {
  switch (format) {
    case 'csv':
      return csvWriter(sheet, dialect);
    case 'xlsx':
      return xlsxWriter(sheet);
    case 'json':
      return jsonWriter(sheet);
    case 'ndjson':
      return linesWriter(sheet);
  }
}
