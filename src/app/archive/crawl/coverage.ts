/** How much of Vault's history is known, in terms that a page can say. */
import type { Instant } from '#contract/instant.ts';

import type { Shelf } from '../row-index.ts';
import type { Crawl } from './crawl-state.ts';
import { blindRows } from './unreadable-rows.ts';
import type { FilterDate } from './window.ts';

export type Coverage =
  | { kind: 'none' }
  | {
      kind: 'partial';
      rows: number;
      /** How many Vault counted last; undefined if it doesn't. */
      total: number | undefined;
      /**
       * All jobs that had finished by `asOf` and whose `date` is `from` or later are there.
       * Undefined while that can't be said of any stretch.
       */
      covered: { date: FilterDate; from: Instant; asOf: Instant } | undefined;
    }
  | {
      kind: 'complete';
      rows: number;
      /** Rows that Vault counts but that have no id, so that they can't be shown. */
      unreadable: number;
      /** All jobs that had finished by then are there. */
      asOf: Instant;
    };

export function coverage(crawl: Crawl, shelf: Shelf): Coverage {
  const { begun, verdict, total } = crawl;
  const rows = shelf.size();
  if (verdict.kind === 'equal') {
    return { kind: 'complete', rows, unreadable: blindRows(crawl.blind), asOf: verdict.asOf };
  }
  if (begun === undefined && rows === 0) return { kind: 'none' };
  return { kind: 'partial', rows, total, covered: covered(crawl) };
}

/** What was proven on the first way through; a comparison that differed makes it doubtful. */
function covered({ rule, floor: from, begun: asOf, verdict }: Crawl) {
  if (rule.kind !== 'tests' || from === undefined || asOf === undefined) return undefined;
  return verdict.kind === 'differs' ? undefined : { date: rule.date, from, asOf };
}
