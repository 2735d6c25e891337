/**
 * What to ask next, and what an answer changes. No clock, no network.
 *
 * All rests on one fact: rows are never taken for known that Vault didn't show, so as soon as there
 * are as many known ids as Vault counts, they are the same. That holds for all rows as for those of
 * a window, whatever the order, and however many rows came while reading; but only if Vault counted
 * after the latest of them had come.
 */
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import type { Shelf } from '../row-index.ts';
import { heardPage } from './apply-page.ts';
import {
  agreed,
  type Crawl,
  freshMs,
  type Heard,
  isCurrent,
  known,
  type Task,
  task,
  unchanged,
} from './crawl-state.ts';
import { concluded, isRefuted, type Trial, trial } from './filter-probe.ts';
import { withNextWindow } from './next-window.ts';
import { isLast, type Query, type Reading, rowsIn } from './page-query.ts';
import { spotted } from './unreadable-rows.ts';
import { asked, everything, type FilterDate, floor, later, type Window } from './window.ts';

export type Ask = { query: Query } & (
  | { kind: 'first' }
  | { kind: 'learn'; trial: Trial }
  | { kind: 'page' }
  | { kind: 'check' }
);

/** The next thing to ask; undefined while all is known. */
export function ask(crawl: Crawl, shelf: Shelf): Ask | undefined {
  const { begun, rule, todo, verdict } = crawl;
  const page = { limit: longestPage, offset: 0 };
  if (begun === undefined) return { kind: 'first', query: page };
  if (verdict.kind === 'equal') return undefined;
  if (rule.kind === 'unknown') {
    const next = trial(shelf.jobs(), rule.tried);
    if (next !== undefined) {
      return { kind: 'learn', trial: next, query: { ...asked(next.window), ...page } };
    }
  }
  const [task] = todo;
  if (task !== undefined) return { kind: 'page', query: pageOf(task, task.offset) };
  return check(crawl, shelf);
}

/** By place, not by a number: if Vault has as many rows as are known, exactly one stands here. */
export function check(crawl: Crawl, shelf: Shelf): Ask {
  const offset = Math.max(0, known(crawl, shelf) - 1);
  return { kind: 'check', query: { limit: longestPage, offset } };
}

/** The page after the one being asked, if it will be wanted whatever that one says. */
export function askAhead({ todo: [task], rule, pageRows }: Crawl): Query | undefined {
  if (task === undefined || task.mode === 'look' || rule.kind === 'unknown') return undefined;
  const offset = task.offset + pageRows;
  // Two pages at a time may pass each other on the way: only totals show it.
  return task.total !== undefined && offset < task.total ? pageOf(task, offset) : undefined;
}

function pageOf(task: Task, offset: number): Query {
  return { ...asked(task), limit: longestPage, offset };
}

/** Takes in an answer whose rows are on the shelf already. */
export function hear(crawl: Crawl, shelf: Shelf, [asked, answer]: [Ask, Reading]): Heard {
  // The proxy had kept this for too long.
  if (isOutdated(crawl, answer.asOf)) return { crawl, gone: [], restMs: freshMs };
  const { crawl: after, gone, restMs } = heardOf(crawl, shelf, [asked, answer]);
  const since = gone.length > 0 ? answer.asOf : after.since;
  return { crawl: settled({ ...after, since }, shelf), gone, restMs };
}

function isOutdated({ since }: Crawl, asOf: Instant): boolean {
  return since !== undefined && asOf < since;
}

function heardOf(crawl: Crawl, shelf: Shelf, [asked, answer]: [Ask, Reading]): Heard {
  switch (asked.kind) {
    case 'first':
      return heardFirst(crawl, shelf, answer);
    case 'learn':
      return heardTrial(crawl, shelf, [asked.trial, answer]);
    case 'page':
      return isRefutedBy(answer, crawl)
        ? unchanged(withoutFilter(crawl, shelf))
        : heardPage(crawl, shelf, answer);
    case 'check':
      return heardCheck(crawl, shelf, [asked.query, answer]);
  }
}

/** Decides what needs no answer: on which rule to go on, and with which window. */
export function settled(crawl: Crawl, shelf: Shelf): Crawl {
  if (crawl.begun === undefined || crawl.verdict.kind === 'equal') return crawl;
  const { rule } = crawl;
  const isOpen = rule.kind === 'unknown' && trial(shelf.jobs(), rule.tried) !== undefined;
  if (isOpen) return crawl;
  const decided: Crawl = rule.kind === 'unknown' ? { ...crawl, rule: { kind: 'none' } } : crawl;
  if (decided.bottom || decided.todo.length > 0) return decided;
  return withNextWindow(decided, shelf);
}

function heardFirst(crawl: Crawl, shelf: Shelf, answer: Reading): Heard {
  const begun = {
    ...crawl,
    begun: answer.asOf,
    total: answer.total,
    pageRows: answer.limit ?? longestPage,
  };
  const rows = rowsIn(answer);
  if (!isLast(answer, rows) || (rows === 0 && answer.total === undefined)) return unchanged(begun);
  const all = { ...begun, blind: spotted([], everything, answer.unreadable), bottom: true };
  const isAll = known(all, shelf) === rows && isCurrent(shelf, answer.asOf);
  return unchanged(isAll ? agreed(all, answer.asOf) : all);
}

function heardTrial(crawl: Crawl, shelf: Shelf, [trial, answer]: [Trial, Reading]): Heard {
  if (concluded(trial, answer, shelf.jobs())) {
    return unchanged({ ...crawl, rule: { kind: 'tests', date: trial.date } });
  }
  const tried = crawl.rule.kind === 'unknown' ? crawl.rule.tried + 1 : 0;
  return unchanged({ ...crawl, rule: { kind: 'unknown', tried } });
}

const longestRestMs = 30 * 60_000;
/** So often differences are looked for in windows before all is read again. */
const looks = 2;

function heardCheck(crawl: Crawl, shelf: Shelf, [query, answer]: [Query, Reading]): Heard {
  if (!isCurrent(shelf, answer.asOf)) return { crawl, gone: [], restMs: freshMs };
  const end = query.offset + rowsIn(answer);
  const size = known(crawl, shelf);
  const isWhole = isLast(answer, end) && (rowsIn(answer) > 0 || size === 0);
  const total = answer.total ?? end;
  if (isWhole && end === size) return unchanged(agreed({ ...crawl, total }, answer.asOf));
  const by = total - size;
  const { verdict } = crawl;
  const isSame = crawl.sizeAtCheck === size && verdict.kind === 'differs' && verdict.by === by;
  const fruitless = isSame ? crawl.fruitless + 1 : 1;
  // Rows and total at odds: one of them is wrong for a moment, so just ask again.
  const isOdd = rowsIn(answer) < crawl.pageRows && total !== end && total > query.offset;
  const isForced = fruitless % (looks + 1) === 0;
  const isIdle = !isForced && (isOdd || fruitless > looks);
  const again = task(everything, { mode: isForced ? 'forced' : 'look' });
  return {
    crawl: {
      ...crawl,
      total,
      todo: isIdle ? [] : [again],
      verdict: { kind: 'differs', by },
      fruitless,
      sizeAtCheck: size,
      divisions: 0,
    },
    gone: [],
    restMs:
      fruitless === 1 && !isOdd
        ? 0
        : Math.min(longestRestMs, freshMs * 4 ** Math.max(0, fruitless - 3)),
  };
}

/**
 * Rows that came from elsewhere. A total that fits keeps all known up to now; any other makes it
 * compare. What the proxy had kept for a while is not news.
 */
export function noticed(
  crawl: Crawl,
  shelf: Shelf,
  { total, asOf }: { total: number | undefined; asOf: Instant },
): Crawl {
  const { verdict } = crawl;
  if (verdict.kind !== 'equal') return crawl;
  if (total === undefined) return { ...crawl, verdict: { kind: 'unknown' } };
  const by = total - known(crawl, shelf);
  const isOld = asOf < verdict.asOf || isOutdated(crawl, asOf) || !isCurrent(shelf, asOf);
  if (by === 0) return isOld ? crawl : { ...crawl, total, verdict: { kind: 'equal', asOf } };
  return by < 0 && isOld ? crawl : { ...crawl, total, verdict: { kind: 'differs', by } };
}

/** Where a job that has left the monitors must now be, if it has finished. */
export function searchFor({ rule }: Crawl, shelf: Shelf, job: Job): Query {
  const page = { limit: longestPage, offset: 0 };
  const around = rule.kind === 'tests' ? whereabouts(shelf, job)[rule.date] : undefined;
  return { ...asked(around ?? everything), ...page };
}

function whereabouts(shelf: Shelf, { created, start }: Job): Partial<Record<FilterDate, Window>> {
  const newest = shelf.jobs().reduce<Instant | undefined>((a, { end }) => {
    return end !== undefined && (a === undefined || end > a) ? end : a;
  }, undefined);
  return {
    ...(created !== undefined && {
      created: { from: later(floor(created), -1_000), to: later(floor(created), 1_000) },
    }),
    // What was planned may be later than what happened, but Start now comes earlier.
    ...(newest !== undefined && { end: { from: later(floor(newest), -60_000), to: undefined } }),
    ...(start !== undefined && {
      start: { from: later(floor(start), -1_000), to: later(floor(start), 600_000) },
    }),
  };
}

function isRefutedBy(answer: Reading, { todo: [task], rule }: Crawl): boolean {
  return task !== undefined && isRefuted(rule, task, answer);
}

/** Vault refuses to filter, or ignores it: all is read without. */
export function withoutFilter(crawl: Crawl, shelf: Shelf): Crawl {
  const plain: Crawl = { ...crawl, rule: { kind: 'none' }, todo: [] };
  return settled(plain, shelf);
}
