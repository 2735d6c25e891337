/** Where the reading of Vault's history stands: plain data, kept with the rows. */
import type { Instant } from '#contract/instant.ts';
import { longestPage } from '#contract/page.ts';

import type { Shelf } from '../row-index.ts';
import type { Rule } from './filter-probe.ts';
import { blindRows, type Spot } from './unreadable-rows.ts';
import type { Window } from './window.ts';

/** A window that is to be read or compared, and how far that is. */
export type Task = Window & {
  offset: number;
  /** As its latest page told. */
  total: number | undefined;
  unreadable: number;
  /** The total never changed, so no row was met twice. */
  steady: boolean;
  began: Instant | undefined;
  /** `look`: compare, and read what differs. `sweep`: read all. `forced`: all, and don't divide. */
  mode: 'look' | 'sweep' | 'forced';
  /** Part of the first way through, newest first; not a repair. */
  frontier: boolean;
  /** The furthest that it has come, if it then had to go back. */
  furthest: number;
  /** Answers that made no sense since it came further than ever. */
  stumbles: number;
};

export type Verdict =
  | { kind: 'unknown' }
  | { kind: 'equal'; asOf: Instant }
  | { kind: 'differs'; by: number };

export type Crawl = {
  rule: Rule;
  begun: Instant | undefined;
  /** Rows to a page, as Vault keeps to it. */
  pageRows: number;
  /** All of Vault's rows, as told last. */
  total: number | undefined;
  /** Newest first; the first is being read. */
  todo: Task[];
  /** The first way through has come down to here; undefined before its first window. */
  reach: Instant | undefined;
  /** All rows from here on are known; undefined if that can't be said. */
  floor: Instant | undefined;
  /** A window on the way could not be proven: `floor` stays. */
  doubtful: boolean;
  /** The first way through is done. */
  bottom: boolean;
  /** How long the next window is to be, in milliseconds. */
  lengthMs: number | undefined;
  /** How many rows it should then have. */
  aim: number;
  blind: Spot[];
  verdict: Verdict;
  /**
   * What was said before counts no more: then it was last found that rows had gone, or the latest
   * of those came that an earlier session has kept.
   */
  since: Instant | undefined;
  /** Comparisons in a row that differed while nothing new was found. */
  fruitless: number;
  sizeAtCheck: number;
  /** Windows divided since the last comparison. */
  divisions: number;
};

export const untouched: Crawl = {
  rule: { kind: 'unknown', tried: 0 },
  begun: undefined,
  pageRows: longestPage,
  total: undefined,
  todo: [],
  reach: undefined,
  floor: undefined,
  doubtful: false,
  bottom: false,
  lengthMs: undefined,
  aim: 800,
  blind: [],
  verdict: { kind: 'unknown' },
  since: undefined,
  fruitless: 0,
  sizeAtCheck: -1,
  divisions: 0,
};

/** What an answer changes. `gone`: rows that Vault no longer has. `restMs`: ask no sooner. */
export type Heard = { crawl: Crawl; gone: string[]; restMs: number };

/** The proxy keeps an answer for 5 s: asking again sooner would only hear it again. */
export const freshMs = 6_500;

export function task(window: Window, given: Partial<Task> = {}): Task {
  return {
    ...window,
    offset: 0,
    total: undefined,
    unreadable: 0,
    steady: true,
    began: undefined,
    mode: 'look',
    frontier: false,
    furthest: 0,
    stumbles: 0,
    ...given,
  };
}

/** As many as Vault should count. */
export function known(crawl: Crawl, shelf: Shelf): number {
  return shelf.size() + blindRows(crawl.blind);
}

/** Whether known ids can be counted against what was said then: none may have come since. */
export function isCurrent(shelf: Shelf, asOf: Instant): boolean {
  return asOf >= shelf.grown();
}

/** As many are known as Vault counted then. */
export function agreed(crawl: Crawl, asOf: Instant): Crawl {
  return {
    ...crawl,
    todo: [],
    bottom: true,
    verdict: { kind: 'equal', asOf },
    fruitless: 0,
    sizeAtCheck: -1,
  };
}

export function unchanged(crawl: Crawl): Heard {
  return { crawl, gone: [], restMs: 0 };
}
