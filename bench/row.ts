/** A line of the outcome, and whether it keeps its budget. */
export type Row = {
  what: string;
  unit: string;
  ours: number;
  floor?: number;
  budget: Budget;
  samples: number;
  note?: string;
};

export type Budget =
  | { kind: 'at-most'; value: number }
  | { kind: 'times-floor'; value: number }
  /** More than the floor, in the row's unit. */
  | { kind: 'above-floor'; value: number }
  | { kind: 'share-of-floor'; value: number };

export type Verdict = 'kept' | 'over';

export function verdict({ ours, floor, budget }: Row): Verdict {
  return isKept(budget, ours, floor ?? Number.NaN) ? 'kept' : 'over';
}

function isKept(budget: Budget, ours: number, floor: number): boolean {
  switch (budget.kind) {
    case 'at-most':
      return ours <= budget.value;
    case 'times-floor':
      return ours <= floor * budget.value;
    case 'above-floor':
      return ours <= floor + budget.value;
    case 'share-of-floor':
      return ours >= floor * budget.value;
  }
}

export function budgetWords({ budget, unit }: Row): string {
  switch (budget.kind) {
    case 'at-most':
      return `≤ ${amount(budget.value)} ${unit}`;
    case 'times-floor':
      return `≤ ${budget.value} × floor`;
    case 'above-floor':
      return `≤ floor + ${amount(budget.value)} ${unit}`;
    case 'share-of-floor':
      return `≥ ${budget.value * 100} % of floor`;
  }
}

export function amount(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const below = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const above = sorted[Math.ceil((sorted.length - 1) / 2)] ?? below;
  return (below + above) / 2;
}

/** What something takes over 100,000 rows, in milliseconds, and at most may. */
export function rowOfAll(what: string, took: readonly number[], most: number): Row {
  return {
    what: `100,000 rows: ${what}`,
    unit: 'ms',
    ours: median(took),
    budget: { kind: 'at-most', value: most },
    samples: took.length,
    note: `longest ${Math.max(...took).toFixed(0)} ms`,
  };
}
