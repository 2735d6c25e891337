/** Rows for programs: nothing guarded, nothing rounded, one object a line. */
import { instant } from '#contract/instant.ts';

import type { About, Sheet, Value, Writer } from '../table.ts';
import { parts } from './parts.ts';
import { plain } from './plain.ts';

/** `{ about, rows }`, in which each row has a line of its own. */
export function jsonWriter(sheet: Sheet): Writer {
  const file = parts();
  const object = objects(sheet);
  let rows = 0;
  file.add(`{"about":${JSON.stringify(aboutObject(sheet))},\n"rows":[`);
  return {
    add(batch) {
      for (const row of batch) file.add(`${rows++ === 0 ? '' : ','}\n${object(row)}`);
    },
    finish() {
      file.add('\n]}\n');
      return file.blob('application/json');
    },
  };
}

/** NDJSON: a row a line and nothing else, for tools that read streams. */
export function linesWriter(sheet: Sheet): Writer {
  const file = parts();
  const object = objects(sheet);
  return {
    add(batch) {
      for (const row of batch) file.add(`${object(row)}\n`);
    },
    finish: () => file.blob('application/x-ndjson'),
  };
}

function objects({ columns, zone }: Sheet): (row: readonly Value[]) => string {
  const text = plain(zone);
  const names = columns.map(({ key }) => JSON.stringify(key));
  return (row) => {
    const pairs = columns.map(({ kind }, at) => {
      const value = row[at] ?? null;
      const isMoment = kind === 'zoned' || kind === 'instant' || kind === 'clock';
      return `${names[at]}:${JSON.stringify(isMoment && value !== null ? text(kind, value) : value)}`;
    });
    return `{${pairs.join()}}`;
  };
}

function aboutObject({ about, zone }: Sheet) {
  const { madeMs, from, to, ...rest } = about satisfies About;
  return {
    ...rest,
    zone,
    from: from === undefined ? null : instant(from),
    to: to === undefined ? null : instant(to),
    made: instant(madeMs),
  };
}
