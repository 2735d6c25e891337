/**
 * The first way through: windows from the newest to the oldest, each about four times as many
 * rows as the one before. The newest are soon known for sure, and few pages are left half empty.
 */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import { longestPage } from '#contract/page.ts';

import type { Shelf } from '../row-index.ts';
import { type Crawl, known, type Task, task } from './crawl-state.ts';
import { everything, type FilterDate, floor, later, seam } from './window.ts';

const hour = 3_600_000;
const mostRows = 100 * longestPage;
/** Nothing in Vault is older. */
const dawn = Date.UTC(2000, 0, 1);

export function withNextWindow(crawl: Crawl, shelf: Shelf): Crawl {
  const { rule, reach, total, aim } = crawl;
  if (rule.kind !== 'tests') {
    return { ...crawl, todo: [task(everything, { mode: 'sweep', frontier: true })] };
  }
  const left = total === undefined ? Infinity : total - known(crawl, shelf);
  if (reach !== undefined && left === 0) return { ...crawl, bottom: true };
  const guess = firstGuess(crawl, datesOf(shelf, rule.date));
  const lengthMs = crawl.lengthMs ?? guess.lengthMs;
  const to = reach === undefined ? undefined : seam(shelf.jobs(), rule.date, reach);
  const from = floor(later(reach ?? guess.newest, -lengthMs));
  const isRest = (reach !== undefined && left <= aim * 1.25) || milliseconds(from) < dawn;
  const window = { from: isRest ? undefined : from, to };
  return { ...crawl, lengthMs, todo: [task(window, { mode: 'sweep', frontier: true })] };
}

function datesOf(shelf: Shelf, date: FilterDate): Instant[] {
  return shelf.jobs().flatMap(({ [date]: at }) => (at === undefined ? [] : [at]));
}

/** Where the first page came newest first, it tells how dense rows are; else it tells nothing. */
function firstGuess({ begun }: Crawl, dates: readonly Instant[]) {
  const [first, last] = [dates[0], dates.at(-1)];
  const isFalling = dates.every((at, place) => place === 0 || at <= (dates[place - 1] ?? at));
  if (!isFalling || first === undefined || last === undefined) {
    return { newest: begun ?? instant(dawn), lengthMs: 24 * hour };
  }
  const span = milliseconds(first) - milliseconds(last);
  return { newest: first, lengthMs: Math.max(60_000, span * 4) };
}

/** How long the next window is to be, after one with so many rows. */
export function sized(crawl: Crawl, { from, to }: Task, rows: number) {
  const { lengthMs } = crawl;
  const length =
    from === undefined || to === undefined ? lengthMs : milliseconds(to) - milliseconds(from);
  const aim = Math.min(mostRows, Math.max(4 * longestPage, rows * 4));
  const growth = Math.min(16, aim / Math.max(1, rows));
  return { aim, lengthMs: length === undefined ? undefined : Math.max(2_000, length * growth) };
}
