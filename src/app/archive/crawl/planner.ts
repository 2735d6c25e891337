/**
 * What to ask next, and what an answer changes. No clock, no network.
 *
 * Everything rests on one fact: an id is known only if Vault has shown it. So as soon as there are
 * as many known ids as Vault counts, they are the same ids. That holds for the whole history and
 * for any window, in whatever order rows come and however many come while reading; but only if
 * Vault counted after the latest known row had come.
 */
import { longestPage } from '#contract/page.ts';

import type { RowIndex } from '../row-index.ts';
import { applyPage } from './apply-page.ts';
import {
  type AnswerEffect,
  comparisonsBeforeReread,
  type Crawl,
  isNewerThanRows,
  isOutdated,
  knownCount,
  markEqual,
  newerAnswerMs,
  proceed,
  startReading,
  type WindowReading,
} from './crawl-state.ts';
import { isConfirmed, isRefuted, nextProbe, type Probe } from './filter-date-probe.ts';
import { withNextWindow } from './next-window.ts';
import { isLastPage, type PageAnswer, type PageQuery, rowCount } from './page-query.ts';
import { recordUnreadable } from './unreadable-rows.ts';
import { applyWarned, isWarned } from './warned-answer.ts';
import { everything, windowParameters } from './window.ts';

export type CrawlRequest = { query: PageQuery } & (
  | { kind: 'first' }
  | { kind: 'probe'; probe: Probe }
  | { kind: 'page' }
  | { kind: 'compare' }
);

/** The next request; undefined while everything is known. */
export function nextRequest(crawl: Crawl, index: RowIndex): CrawlRequest | undefined {
  const { startedAt, rule, todo, comparison } = crawl;
  const page = { limit: longestPage, offset: 0 };
  if (startedAt === undefined) return { kind: 'first', query: page };
  if (comparison.kind === 'equal') return undefined;
  if (rule.kind === 'unknown') {
    const next = nextProbe(index.jobs(), rule.tried);
    if (next !== undefined) {
      return { kind: 'probe', probe: next, query: { ...windowParameters(next.window), ...page } };
    }
  }
  const [reading] = todo;
  if (reading !== undefined) {
    return { kind: 'page', query: pageOf(reading, reading.offset) };
  }
  return compareRequest(crawl, index);
}

/** Needs no trust in totals: if Vault has as many rows as are known, this page has exactly one. */
export function compareRequest(crawl: Crawl, index: RowIndex): CrawlRequest {
  const offset = Math.max(0, knownCount(crawl, index) - 1);
  return { kind: 'compare', query: { limit: longestPage, offset } };
}

/** The page so many after the requested one, if it will be needed whatever that one says, or has said. */
export function prefetchQuery(
  { todo: [reading], rule, pageRows }: Crawl,
  count: number,
  answer: Pick<PageAnswer, 'total'> | undefined = reading,
): PageQuery | undefined {
  if (reading === undefined || reading.mode === 'compare' || rule.kind === 'unknown')
    return undefined;
  const offset = reading.offset + count * pageRows;
  // Two requests at a time may overtake each other, which only totals show; and what another total
  // leads to is not known before it is applied.
  const { total = 0 } = reading;
  return answer?.total === total && offset < total ? pageOf(reading, offset) : undefined;
}

function pageOf(reading: WindowReading, offset: number): PageQuery {
  return { ...windowParameters(reading), limit: longestPage, offset };
}

/** Applies an answer whose rows are in the index already. */
export function applyAnswer(
  crawl: Crawl,
  index: RowIndex,
  [request, answer]: [CrawlRequest, PageAnswer],
): AnswerEffect {
  // The proxy had cached this answer for too long.
  if (isOutdated(crawl, answer.asOf)) return { crawl, gone: [], waitMs: newerAnswerMs };
  const effect = isWarned(answer)
    ? applyWarned(crawl, request.kind, () => applyByKind(crawl, index, [request, answer]))
    : applyByKind(crawl, index, [request, answer]);
  const { crawl: after, gone, waitMs } = effect;
  const validFrom = gone.length > 0 ? answer.asOf : after.validFrom;
  return { crawl: settle({ ...after, validFrom }, index), gone, waitMs };
}

function applyByKind(
  crawl: Crawl,
  index: RowIndex,
  [request, answer]: [CrawlRequest, PageAnswer],
): AnswerEffect {
  switch (request.kind) {
    case 'first':
      return applyFirstPage(crawl, index, answer);
    case 'probe':
      return applyProbe(crawl, index, [request.probe, answer]);
    case 'page':
      return isRefutedBy(answer, crawl)
        ? proceed(withoutFilter(crawl, index))
        : applyPage(crawl, index, answer);
    case 'compare':
      return applyComparison(crawl, index, [request.query, answer]);
  }
}

/** Decides what needs no answer: which rule to go on with, and which window. */
export function settle(crawl: Crawl, index: RowIndex): Crawl {
  if (crawl.startedAt === undefined || crawl.comparison.kind === 'equal') return crawl;
  const { rule } = crawl;
  const isOpen = rule.kind === 'unknown' && nextProbe(index.jobs(), rule.tried) !== undefined;
  if (isOpen) return crawl;
  const decided: Crawl = rule.kind === 'unknown' ? { ...crawl, rule: { kind: 'none' } } : crawl;
  if (decided.reachedEnd || decided.todo.length > 0) return decided;
  return withNextWindow(decided, index);
}

function applyFirstPage(crawl: Crawl, index: RowIndex, answer: PageAnswer): AnswerEffect {
  const started: Crawl = {
    ...crawl,
    startedAt: answer.asOf,
    total: answer.total,
    pageRows: answer.limit ?? longestPage,
  };
  const rows = rowCount(answer);
  if (!isLastPage(answer, rows) || (rows === 0 && answer.total === undefined))
    return proceed(started);
  const all = {
    ...started,
    unreadable: recordUnreadable([], everything, answer.unreadable),
    reachedEnd: true,
  };
  const isAll = knownCount(all, index) === rows && isNewerThanRows(index, answer.asOf);
  return proceed(isAll ? markEqual(all, answer.asOf) : all);
}

function applyProbe(
  crawl: Crawl,
  index: RowIndex,
  [probe, answer]: [Probe, PageAnswer],
): AnswerEffect {
  if (isConfirmed(probe, answer, index.jobs())) {
    return proceed({ ...crawl, rule: { kind: 'tests', date: probe.date } });
  }
  const tried = crawl.rule.kind === 'unknown' ? crawl.rule.tried + 1 : 0;
  return proceed({ ...crawl, rule: { kind: 'unknown', tried } });
}

const longestWaitMs = 30 * 60_000;

function applyComparison(
  crawl: Crawl,
  index: RowIndex,
  [query, answer]: [PageQuery, PageAnswer],
): AnswerEffect {
  if (!isNewerThanRows(index, answer.asOf)) return { crawl, gone: [], waitMs: newerAnswerMs };
  const end = query.offset + rowCount(answer);
  const size = knownCount(crawl, index);
  const isEnd = isLastPage(answer, end) && (rowCount(answer) > 0 || size === 0);
  const total = answer.total ?? end;
  if (isEnd && end === size) return proceed(markEqual({ ...crawl, total }, answer.asOf));
  const by = total - size;
  const { comparison } = crawl;
  const isSame =
    crawl.knownAtComparison === size && comparison.kind === 'differs' && comparison.by === by;
  const repeats = isSame ? crawl.repeats + 1 : 1;
  // Rows and total disagree: one of them is wrong for a moment, so only ask again.
  const isContradictory =
    rowCount(answer) < crawl.pageRows && total !== end && total > query.offset;
  const isReread = repeats % (comparisonsBeforeReread + 1) === 0;
  const isIdle = !isReread && (isContradictory || repeats > comparisonsBeforeReread);
  const again = startReading(everything, { mode: isReread ? 'reread' : 'compare' });
  return {
    crawl: {
      ...crawl,
      total,
      todo: isIdle ? [] : [again],
      comparison: { kind: 'differs', by },
      repeats,
      knownAtComparison: size,
      divisions: 0,
    },
    gone: [],
    waitMs:
      repeats === 1 && !isContradictory
        ? 0
        : Math.min(longestWaitMs, newerAnswerMs * 4 ** Math.max(0, repeats - 3)),
  };
}

function isRefutedBy(answer: PageAnswer, { todo: [reading], rule }: Crawl): boolean {
  return reading !== undefined && isRefuted(rule, reading, answer);
}

/** Vault refuses the filter or ignores it: everything is read without. */
export function withoutFilter(crawl: Crawl, index: RowIndex): Crawl {
  const plain: Crawl = { ...crawl, rule: { kind: 'none' }, todo: [] };
  return settle(plain, index);
}
