/** What a page of a window changes: read on, compare, divide, or finish the window. */
import type { RowIndex } from '../row-index.ts';
import {
  type AnswerEffect,
  type Crawl,
  isNewerThanRows,
  knownCount,
  markEqual,
  newerAnswerMs,
  proceed,
  startReading,
  type WindowReading,
} from './crawl-state.ts';
import { nextWindowSize } from './next-window.ts';
import { isLastPage, type PageAnswer, rowCount } from './page-query.ts';
import { recordUnreadable, unreadableIn } from './unreadable-rows.ts';
import { addMs, contains, countIn, isEverything, splitWindow } from './window.ts';

/** How many contradictory answers without progress are asked for again; then they are accepted. */
const maxRetries = 3;
/** A difference that isn't found by then: the rest is read, which costs each page once. */
const maxDivisions = 100;

export function applyPage(crawl: Crawl, index: RowIndex, answer: PageAnswer): AnswerEffect {
  const [current, ...rest] = crawl.todo;
  if (current === undefined) return proceed(crawl);
  const counted = isEverything(current) ? { ...crawl, total: answer.total ?? crawl.total } : crawl;
  const reading = { ...current, startedAt: current.startedAt ?? answer.asOf };
  const retry = retryOf(reading, answer);
  if (retry !== undefined) {
    // The page that it goes back to may be cached by the proxy: it would go back again and again.
    const isFirstStepBack = retry.offset < reading.offset && retry.retries === 1;
    const waitMs = isFirstStepBack ? 0 : newerAnswerMs;
    return { crawl: { ...counted, todo: [retry, ...rest] }, gone: [], waitMs };
  }
  const end = reading.offset + rowCount(answer);
  const read: WindowReading = {
    ...reading,
    offset: end,
    total: answer.total ?? reading.total,
    unreadable: reading.unreadable + answer.unreadable,
    isTotalSteady:
      reading.isTotalSteady && (reading.offset === 0 || answer.total === reading.total),
    retries: end > reading.furthestOffset ? 0 : reading.retries,
  };
  const next = { ...counted, todo: [read, ...rest] };
  const isEnd = isLastPage(answer, end) || rowCount(answer) === 0;
  if (isEnd && current.offset === 0) return applyWholeWindow(next, index, answer);
  if (!isEnd && read.mode !== 'compare') return proceed(next);
  if (!isNewerThanRows(index, answer.asOf)) {
    return { crawl: { ...counted, todo: [reading, ...rest] }, gone: [], waitMs: newerAnswerMs };
  }
  return isEnd ? applyLastPage(next, index, answer) : applyFirstOfKnown(next, index);
}

/**
 * The reading to go on with if the answer is contradictory. New rows push others towards the end,
 * so pages that follow each other miss no row that was there before. A total that falls means that
 * a row went, or that this page overtook the one before: some rows may have slipped between the
 * two, so it goes back by as many.
 */
function retryOf(reading: WindowReading, answer: PageAnswer): WindowReading | undefined {
  if (reading.retries >= maxRetries) return undefined;
  const retries = reading.retries + 1;
  const { total } = answer;
  const lost = (reading.total ?? 0) - (total ?? Infinity);
  if (reading.offset > 0 && total !== undefined && lost > 0) {
    const offset = Math.max(0, reading.offset - lost);
    const furthestOffset = Math.max(reading.furthestOffset, reading.offset);
    return { ...reading, offset, total, isTotalSteady: false, furthestOffset, retries };
  }
  const end = reading.offset + rowCount(answer);
  const isCutOff = rowCount(answer) === 0 && !isLastPage(answer, end);
  const isTooLong = total !== undefined && end > total && rowCount(answer) > 0;
  return isCutOff || isTooLong ? { ...reading, retries } : undefined;
}

/** The first page of a window that may be known already. */
function applyFirstOfKnown(crawl: Crawl, index: RowIndex): AnswerEffect {
  const [reading, ...rest] = crawl.todo;
  if (reading === undefined) return proceed(crawl);
  const readAll: Crawl = { ...crawl, todo: [{ ...reading, mode: 'read' }, ...rest] };
  const { total } = reading;
  if (total === undefined) return proceed(readAll);
  const { least, most, sure, maybe } = knownInWindow(crawl, index, reading);
  if (maybe === 0 && least + sure <= total && total <= most + sure) {
    return proceed(finishReading(crawl, true));
  }
  const missing = total - most - sure;
  // If an eighth is missing, reading everything costs no more than dividing until it is found.
  if (missing * 8 > total) return proceed(readAll);
  return proceed(divide(crawl, index, Math.abs(missing)) ?? readAll);
}

/** The whole window in one answer: that is the truth, whatever was known before. */
function applyWholeWindow(crawl: Crawl, index: RowIndex, answer: PageAnswer): AnswerEffect {
  const [read] = crawl.todo;
  if (read === undefined) return proceed(crawl);
  const { rule } = crawl;
  const answered = new Set<string>(answer.jobs.map(({ id }) => id));
  // A row seen just now may be newer than an answer that the proxy had cached.
  const old = index.notSeenSince(addMs(answer.asOf, -2_000));
  const gone = old.filter((job) => {
    if (answered.has(job.id)) return false;
    const at = rule.kind === 'tests' ? job[rule.date] : undefined;
    return contains(read, at) === 'yes';
  });
  const unreadable = recordUnreadable(crawl.unreadable, read, read.unreadable);
  const next = finishReading({ ...crawl, unreadable }, true);
  return { crawl: next, gone: gone.map(({ id }) => id), waitMs: 0 };
}

/** The last page of several. */
function applyLastPage(crawl: Crawl, index: RowIndex, answer: PageAnswer): AnswerEffect {
  const [read] = crawl.todo;
  if (read === undefined) return proceed(crawl);
  const total = read.offset;
  const isClear = read.unreadable === 0 || read.isTotalSteady;
  const spans = recordUnreadable(crawl.unreadable, read, read.unreadable);
  const found = { ...crawl, unreadable: isClear ? spans : crawl.unreadable };
  const { least, most } = knownInWindow(crawl, index, read);
  const seen = total - read.unreadable;
  if (isClear && least <= seen && seen <= most) {
    const next = finishReading(found, true);
    const isCounted = answer.total === undefined || answer.total === total;
    const isAll = isEverything(read) && isCounted && knownCount(next, index) === total;
    return proceed(isAll ? markEqual(next, answer.asOf) : next);
  }
  if (read.mode === 'reread') return applyReread(found, index, seen);
  const parts = divide(crawl, index, Math.abs(seen - most));
  return proceed(parts ?? finishReading(found, false));
}

/** Everything was read in one go: if these rows are all that Vault has, any others are gone. */
function applyReread(crawl: Crawl, index: RowIndex, seen: number): AnswerEffect {
  const [read] = crawl.todo;
  const next = finishReading(crawl, false);
  if (read?.startedAt === undefined || !read.isTotalSteady) return proceed(next);
  const rest = index.notSeenSince(read.startedAt);
  const isAll = index.size() - rest.length === seen;
  return { crawl: next, gone: isAll ? rest.map(({ id }) => id) : [], waitMs: 0 };
}

function divide(crawl: Crawl, index: RowIndex, missing: number): Crawl | undefined {
  const [whole, ...rest] = crawl.todo;
  const { rule } = crawl;
  if (whole === undefined || rule.kind !== 'tests') return undefined;
  if (crawl.divisions >= maxDivisions) return undefined;
  // Most missing jobs have just finished: look among the newest first.
  const newest = whole.to === undefined ? { newest: Math.max(150, Math.ceil(missing / 4)) } : {};
  const parts = splitWindow(index.jobs(), { window: whole, date: rule.date, ...newest });
  if (parts === undefined) return undefined;
  const { isFirstPass } = whole;
  return {
    ...crawl,
    divisions: crawl.divisions + 1,
    todo: [...parts.map((part) => startReading(part, { isFirstPass })), ...rest],
  };
}

function finishReading(crawl: Crawl, isProven: boolean): Crawl {
  const [read, ...todo] = crawl.todo;
  if (read === undefined) return crawl;
  if (!read.isFirstPass) return { ...crawl, todo };
  const hasGap = crawl.hasGap || !isProven || isEverything(read);
  return {
    ...crawl,
    todo,
    reachedFrom: read.from,
    provenFrom: hasGap ? crawl.provenFrom : read.from,
    hasGap,
    reachedEnd: read.from === undefined,
    ...nextWindowSize(crawl, read, read.offset),
  };
}

function knownInWindow(crawl: Crawl, index: RowIndex, read: WindowReading) {
  const date = crawl.rule.kind === 'tests' ? crawl.rule.date : 'end';
  return { ...countIn(index.jobs(), read, date), ...unreadableIn(crawl.unreadable, read) };
}
