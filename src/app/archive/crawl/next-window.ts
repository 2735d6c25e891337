/**
 * The first pass: windows from the newest to the oldest, each with about four times as many rows as
 * the one before. So the newest days are soon proven, and few pages are left half empty.
 */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import { longestPage } from '#contract/page.ts';

import type { RowIndex } from '../row-index.ts';
import { type Crawl, knownCount, startReading, type WindowReading } from './crawl-state.ts';
import { everything, type FilterDate, floorToSecond, addMs, cleanBoundary } from './window.ts';

const hour = 3_600_000;
const maxRows = 100 * longestPage;
/** Vault has nothing older. */
const earliest = Date.UTC(2000, 0, 1);

export function withNextWindow(crawl: Crawl, index: RowIndex): Crawl {
  const { rule, reachedFrom, total, windowRows } = crawl;
  if (rule.kind !== 'tests') {
    return { ...crawl, todo: [startReading(everything, { mode: 'read', isFirstPass: true })] };
  }
  const left = total === undefined ? Infinity : total - knownCount(crawl, index);
  if (reachedFrom !== undefined && left === 0) return { ...crawl, reachedEnd: true };
  const guess = firstGuess(crawl, datesOf(index, rule.date));
  const windowMs = crawl.windowMs ?? guess.windowMs;
  const to =
    reachedFrom === undefined ? undefined : cleanBoundary(index.jobs(), rule.date, reachedFrom);
  const from = floorToSecond(addMs(reachedFrom ?? guess.newest, -windowMs));
  const isRest =
    (reachedFrom !== undefined && left <= windowRows * 1.25) || milliseconds(from) < earliest;
  const window = { from: isRest ? undefined : from, to };
  return { ...crawl, windowMs, todo: [startReading(window, { mode: 'read', isFirstPass: true })] };
}

function datesOf(index: RowIndex, date: FilterDate): Instant[] {
  return index.jobs().flatMap(({ [date]: at }) => (at === undefined ? [] : [at]));
}

/** If the first page came newest first, it shows how dense the rows are; otherwise it shows nothing. */
function firstGuess({ startedAt }: Crawl, dates: readonly Instant[]) {
  const [first, last] = [dates[0], dates.at(-1)];
  const isNewestFirst = dates.every(
    (at, position) => position === 0 || at <= (dates[position - 1] ?? at),
  );
  if (!isNewestFirst || first === undefined || last === undefined) {
    return { newest: startedAt ?? instant(earliest), windowMs: 24 * hour };
  }
  const span = milliseconds(first) - milliseconds(last);
  return { newest: first, windowMs: Math.max(60_000, span * 4) };
}

/** The size of the next window, after one with so many rows. */
export function nextWindowSize(crawl: Crawl, { from, to }: WindowReading, rows: number) {
  const { windowMs } = crawl;
  const length =
    from === undefined || to === undefined ? windowMs : milliseconds(to) - milliseconds(from);
  const windowRows = Math.min(maxRows, Math.max(4 * longestPage, rows * 4));
  const growth = Math.min(16, windowRows / Math.max(1, rows));
  return {
    windowRows,
    windowMs: length === undefined ? undefined : Math.max(2_000, length * growth),
  };
}
