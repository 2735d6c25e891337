import { counted, number } from '../ui/number.ts';

/** Why there is no file. Its message is meant for the viewer; decide on `kind`. */
export class ExportFailure extends Error {
  override name = 'ExportFailure';
  readonly kind: 'too-many-rows' | 'other-count' | 'broken';

  constructor(kind: ExportFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The last row of a sheet is 1,048,576, and the header takes one. */
export const excelRows = 1_048_575;

export function refuseForExcel(rows: number): void {
  if (rows <= excelRows) return;
  throw new ExportFailure(
    'too-many-rows',
    `An Excel sheet can hold at most ${number(excelRows)} rows, and this export has ${number(rows)}. Choose CSV, or narrow the filters.`,
  );
}

export function refuseOtherCount(written: number, expected: number): void {
  if (written === expected) return;
  throw new ExportFailure(
    'other-count',
    `Nothing was saved: expected ${counted(expected, 'row')} but got ${number(written)}. The data may have changed; try again.`,
  );
}
