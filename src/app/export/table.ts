/** What an exported table is: columns that say what their cells hold, and rows of such cells. */

/**
 * `text` and `id` hold text that others wrote, which is guarded against being taken for a formula.
 * All others hold numbers: `zoned` and `instant` milliseconds since 1970, written on the clocks of
 * the zone with their offset, or in UTC; `seconds`, as a number; `clock` seconds too, as h:mm:ss.
 */
export type Kind = 'text' | 'id' | 'zoned' | 'instant' | 'seconds' | 'clock' | 'number';

export type Value = string | number | undefined;

export type Column = {
  /** Name in JSON. */
  key: string;
  /** Name in everything that has a header row. */
  header: string;
  kind: Kind;
};

export type ExportColumn<Row> = Column & { value: (row: Row) => Value };

export function cells<Row>(columns: readonly ExportColumn<Row>[], row: Row): Value[] {
  return columns.map(({ value }) => value(row));
}

export type Coverage = { kind: 'complete' } | { kind: 'partial'; words: string };

/** What a file tells of itself, in its name, its About sheet or its `about`. */
export type About = {
  /** Host of the Vault, and what its badge says. */
  vault: string;
  vaultName: string;
  /** A word or two for the file's name: the saved view or what is filtered. */
  view: string;
  /** The filters in words, as a person would read them out. */
  filters: string;
  /** Milliseconds; absent where the range has no such end. */
  from?: number | undefined;
  to?: number | undefined;
  coverage: Coverage;
  who: string;
  /** Name and version, such as `Jobwatch 1.0.0`. */
  app: string;
  /** When it was made, in milliseconds on Vault's clock. */
  madeMs: number;
};

export const formats = ['csv', 'xlsx', 'json', 'ndjson'] as const;
export type Format = (typeof formats)[number];

/**
 * How CSV is written. Excel recognizes UTF-8 by the byte order mark, and wants `;` where the comma
 * is decimal.
 */
export type Dialect = { separator: ',' | ';'; bom: boolean };

/** What a writer needs beside rows. */
export type Sheet = { columns: readonly Column[]; zone: string; about: About };

/** Takes rows as they come and keeps none of them; what it makes grows outside of the script's heap. */
export type Writer = {
  add: (rows: readonly (readonly Value[])[]) => void;
  finish: () => Blob;
};
