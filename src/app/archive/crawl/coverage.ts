/** How much of Vault's history is known, in terms that a page can show. */
import type { Instant } from '#contract/instant.ts';

import type { RowIndex } from '../row-index.ts';
import { comparisonsBeforeReread, type Crawl, knownCount } from './crawl-state.ts';
import { countUnreadable } from './unreadable-rows.ts';
import type { FilterDate } from './window.ts';

export type Coverage =
  | { kind: 'none' }
  | {
      kind: 'partial';
      rows: number;
      /** How many Vault counted last; undefined if it gives no total. */
      total: number | undefined;
      /**
       * How many more Vault counts than are known, after the whole history has been read once; less
       * than none if rows went. Undefined until then.
       */
      missing: number | undefined;
      /**
       * Vault's total differs still, although everything was read again. Sooner it proves nothing:
       * a job that has just finished is counted before a page shows it.
       */
      contradicts: boolean;
      /**
       * Every job that had finished by `asOf` and whose `date` is `from` or later is there.
       * Undefined while that is not certain for any stretch of time.
       */
      covered: { date: FilterDate; from: Instant; asOf: Instant } | undefined;
    }
  | {
      kind: 'complete';
      rows: number;
      /** Rows that Vault counts but that have no id, so they can't be shown. */
      unreadable: number;
      /** Every job that had finished by then is there. */
      asOf: Instant;
    };

export function coverage(crawl: Crawl, index: RowIndex): Coverage {
  const { startedAt, comparison, total, repeats } = crawl;
  const rows = index.size();
  if (comparison.kind === 'equal') {
    return {
      kind: 'complete',
      rows,
      unreadable: countUnreadable(crawl.unreadable),
      asOf: comparison.asOf,
    };
  }
  if (startedAt === undefined && rows === 0) return { kind: 'none' };
  return {
    kind: 'partial',
    rows,
    total,
    missing: missing(crawl, index),
    contradicts: comparison.kind === 'differs' && repeats > comparisonsBeforeReread + 1,
    covered: covered(crawl),
  };
}

function missing(crawl: Crawl, index: RowIndex): number | undefined {
  const { reachedEnd, comparison, total } = crawl;
  if (!reachedEnd) return undefined;
  if (total !== undefined) return total - knownCount(crawl, index);
  return comparison.kind === 'differs' ? comparison.by : 0;
}

/** What the first pass has proven; a comparison that differs makes it uncertain. */
function covered({ rule, provenFrom: from, startedAt: asOf, comparison }: Crawl) {
  if (rule.kind !== 'tests' || from === undefined || asOf === undefined) return undefined;
  return comparison.kind === 'differs' ? undefined : { date: rule.date, from, asOf };
}
