/** How far the reading of Vault's history has come: plain data, stored with the rows. */
import type { Instant } from '#contract/instant.ts';
import { longestPage } from '#contract/page.ts';

import type { RowIndex } from '../row-index.ts';
import type { FilterRule } from './filter-date-probe.ts';
import { countUnreadable, type UnreadableSpan } from './unreadable-rows.ts';
import type { Window } from './window.ts';

/** A window that is to be read or compared, and how far that has come. */
export type WindowReading = Window & {
  offset: number;
  /** As its latest page said. */
  total: number | undefined;
  unreadable: number;
  /** The total never changed, so no row was seen twice. */
  isTotalSteady: boolean;
  startedAt: Instant | undefined;
  /** `compare`: read only if it differs. `read`: read all. `reread`: the same without dividing. */
  mode: 'compare' | 'read' | 'reread';
  /** Part of the first pass through the history, newest first; not a repair. */
  isFirstPass: boolean;
  /** The furthest row that was reached before it had to go back. */
  furthestOffset: number;
  /** Contradictory answers since it last came further than before. */
  retries: number;
};

export type Comparison =
  | { kind: 'unknown' }
  | { kind: 'equal'; asOf: Instant }
  | { kind: 'differs'; by: number };

export type Crawl = {
  rule: FilterRule;
  startedAt: Instant | undefined;
  /** Rows per page, as Vault limits it. */
  pageRows: number;
  /** How many rows Vault counted last. */
  total: number | undefined;
  /** Newest first; the first is being read. */
  todo: WindowReading[];
  /** The first pass has come down to here; undefined before its first window. */
  reachedFrom: Instant | undefined;
  /** All rows from here on are known; undefined if that is not certain. */
  provenFrom: Instant | undefined;
  /** A window of the first pass could not be proven, so `provenFrom` stays where it is. */
  hasGap: boolean;
  /** The first pass is complete. */
  reachedEnd: boolean;
  /** How long the next window is to be. */
  windowMs: number | undefined;
  /** How many rows it should then have. */
  windowRows: number;
  unreadable: UnreadableSpan[];
  comparison: Comparison;
  /**
   * Older answers prove nothing: at this time rows were last found to be gone, or the latest of
   * the rows came that an earlier session has stored.
   */
  validFrom: Instant | undefined;
  /** Comparisons in a row with the same difference. */
  repeats: number;
  knownAtComparison: number;
  /** Windows divided since the last comparison. */
  divisions: number;
};

export const initialCrawl: Crawl = {
  rule: { kind: 'unknown', tried: 0 },
  startedAt: undefined,
  pageRows: longestPage,
  total: undefined,
  todo: [],
  reachedFrom: undefined,
  provenFrom: undefined,
  hasGap: false,
  reachedEnd: false,
  windowMs: undefined,
  windowRows: 800,
  unreadable: [],
  comparison: { kind: 'unknown' },
  validFrom: undefined,
  repeats: 0,
  knownAtComparison: -1,
  divisions: 0,
};

/** What an answer changes. `gone`: ids that Vault no longer has. `waitMs`: ask no sooner. */
export type AnswerEffect = { crawl: Crawl; gone: string[]; waitMs: number };

/** The proxy shares an answer for 5 s: asking again sooner would only bring the same one. */
export const newerAnswerMs = 6_500;

/** How often a difference is looked for in windows before everything is read again. */
export const comparisonsBeforeReread = 2;

export function startReading(window: Window, options: Partial<WindowReading> = {}): WindowReading {
  return {
    ...window,
    offset: 0,
    total: undefined,
    unreadable: 0,
    isTotalSteady: true,
    startedAt: undefined,
    mode: 'compare',
    isFirstPass: false,
    furthestOffset: 0,
    retries: 0,
    ...options,
  };
}

/** How many rows Vault should count. */
export function knownCount(crawl: Crawl, index: RowIndex): number {
  return index.size() + countUnreadable(crawl.unreadable);
}

/** Whether an answer may be compared with the known ids: none of them may have come later. */
export function isNewerThanRows(index: RowIndex, asOf: Instant): boolean {
  return asOf >= index.lastGrownAt();
}

/** The proxy had cached the answer for too long. */
export function isOutdated({ validFrom }: Crawl, asOf: Instant): boolean {
  return validFrom !== undefined && asOf < validFrom;
}

/** As many rows are known as Vault counted at that time. */
export function markEqual(crawl: Crawl, asOf: Instant): Crawl {
  return {
    ...crawl,
    todo: [],
    reachedEnd: true,
    comparison: { kind: 'equal', asOf },
    repeats: 0,
    knownAtComparison: -1,
  };
}

export function proceed(crawl: Crawl): AnswerEffect {
  return { crawl, gone: [], waitMs: 0 };
}
