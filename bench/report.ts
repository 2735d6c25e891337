/** The outcome as a table for people and as JSON for programs. */
import { cpus, loadavg } from 'node:os';

import { amount, budgetWords, type Row, verdict } from './row.ts';

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    budgetWords(row),
    `${amount(row.ours)} ${row.unit}`,
    row.floor === undefined ? '–' : `${amount(row.floor)} ${row.unit}`,
    ratio(row)?.toFixed(2) ?? '–',
    verdict(row),
    row.note ?? '',
  ]);
  const lines = [['what', 'budget', 'ours', 'floor', 'ratio', 'verdict', 'note'], ...cells];
  const widths = lines.reduce<number[]>(
    (widest, line) => line.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)),
    [],
  );
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function document(rows: readonly Row[], loads: readonly number[]) {
  return {
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    /** Load averages of a minute, before and after: numbers of a loaded machine vary. */
    loads,
    rows: rows.map((row) => ({ ...row, ratio: ratio(row), verdict: verdict(row) })),
  };
}

export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}

function ratio({ ours, floor }: Row): number | undefined {
  return floor === undefined || floor === 0 ? undefined : ours / floor;
}
