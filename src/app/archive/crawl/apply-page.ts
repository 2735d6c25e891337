import type { Shelf } from '../row-index.ts';
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
import { sized } from './next-window.ts';
import { isLast, type Reading, rowsIn } from './page-query.ts';
/** What a page of a window changes: read on, compare, divide, or be done with it. */
import { blindIn, spotted } from './unreadable-rows.ts';
import { count, holds, isEverything, later, split } from './window.ts';

/** Answers that may make no sense, without any headway, before they are taken as they are. */
const mostStumbles = 3;
/** Where a difference isn't found by then, the rest is read: that costs each page once. */
const mostDivisions = 100;

export function heardPage(crawl: Crawl, shelf: Shelf, answer: Reading): Heard {
  const [asked, ...rest] = crawl.todo;
  if (asked === undefined) return unchanged(crawl);
  const told = isEverything(asked) ? { ...crawl, total: answer.total ?? crawl.total } : crawl;
  const reading = { ...asked, began: asked.began ?? answer.asOf };
  const stumble = stumbled(reading, answer);
  if (stumble !== undefined) {
    // What it goes back to may be what the proxy kept: the same again, and again going back.
    const isNews = stumble.offset < reading.offset && stumble.stumbles === 1;
    const restMs = isNews ? 0 : freshMs;
    return { crawl: { ...told, todo: [stumble, ...rest] }, gone: [], restMs };
  }
  const end = reading.offset + rowsIn(answer);
  const read: Task = {
    ...reading,
    offset: end,
    total: answer.total ?? reading.total,
    unreadable: reading.unreadable + answer.unreadable,
    steady: reading.steady && (reading.offset === 0 || answer.total === reading.total),
    stumbles: end > reading.furthest ? 0 : reading.stumbles,
  };
  const next = { ...told, todo: [read, ...rest] };
  const isEnd = isLast(answer, end) || rowsIn(answer) === 0;
  if (isEnd && asked.offset === 0) return atOnce(next, shelf, answer);
  if (!isEnd && read.mode !== 'look') return unchanged(next);
  if (!isCurrent(shelf, answer.asOf)) {
    return { crawl: { ...told, todo: [reading, ...rest] }, gone: [], restMs: freshMs };
  }
  return isEnd ? readThrough(next, shelf, answer) : compared(next, shelf);
}

/**
 * New rows push others towards the end, so pages that follow each other miss none that was there
 * before. A total that falls tells that a row went, or that this page overtook the one before:
 * then some may have slipped through between the two, and it goes back by as many.
 */
function stumbled(reading: Task, answer: Reading): Task | undefined {
  if (reading.stumbles >= mostStumbles) return undefined;
  const stumbles = reading.stumbles + 1;
  const { total } = answer;
  const fell = (reading.total ?? 0) - (total ?? Infinity);
  if (reading.offset > 0 && total !== undefined && fell > 0) {
    const offset = Math.max(0, reading.offset - fell);
    const furthest = Math.max(reading.furthest, reading.offset);
    return { ...reading, offset, total, steady: false, furthest, stumbles };
  }
  const end = reading.offset + rowsIn(answer);
  const isCutOff = rowsIn(answer) === 0 && !isLast(answer, end);
  const isTooLong = total !== undefined && end > total && rowsIn(answer) > 0;
  return isCutOff || isTooLong ? { ...reading, stumbles } : undefined;
}

/** The first page of a window that may be known already. */
function compared(crawl: Crawl, shelf: Shelf): Heard {
  const [looked, ...rest] = crawl.todo;
  if (looked === undefined) return unchanged(crawl);
  const sweep: Crawl = { ...crawl, todo: [{ ...looked, mode: 'sweep' }, ...rest] };
  const { total } = looked;
  if (total === undefined) return unchanged(sweep);
  const { least, most, sure, maybe } = knownIn(crawl, shelf, looked);
  if (maybe === 0 && least + sure <= total && total <= most + sure) {
    return unchanged(done(crawl, true));
  }
  const missing = total - most - sure;
  // Where an eighth is missing, reading all is no dearer than dividing until it is found.
  if (missing * 8 > total) return unchanged(sweep);
  return unchanged(divided(crawl, shelf, Math.abs(missing)) ?? sweep);
}

/** All of the window in one answer: it is as that says, whatever was thought before. */
function atOnce(crawl: Crawl, shelf: Shelf, answer: Reading): Heard {
  const [read] = crawl.todo;
  if (read === undefined) return unchanged(crawl);
  const { rule } = crawl;
  const there = new Set<string>(answer.jobs.map(({ id }) => id));
  // What was seen just now may be newer than an answer that the proxy had kept.
  const old = shelf.notSeenSince(later(answer.asOf, -2_000));
  const gone = old.filter((job) => {
    if (there.has(job.id)) return false;
    const at = rule.kind === 'tests' ? job[rule.date] : undefined;
    return holds(read, at) === 'yes';
  });
  const blind = spotted(crawl.blind, read, read.unreadable);
  const next = done({ ...crawl, blind }, true);
  return { crawl: next, gone: gone.map(({ id }) => id), restMs: 0 };
}

/** A window of several pages has been read to its end. */
function readThrough(crawl: Crawl, shelf: Shelf, answer: Reading): Heard {
  const [read] = crawl.todo;
  if (read === undefined) return unchanged(crawl);
  const total = read.offset;
  const isClear = read.unreadable === 0 || read.steady;
  const spots = spotted(crawl.blind, read, read.unreadable);
  const found = { ...crawl, blind: isClear ? spots : crawl.blind };
  const { least, most } = knownIn(crawl, shelf, read);
  const seen = total - read.unreadable;
  if (isClear && least <= seen && seen <= most) {
    const next = done(found, true);
    const isAll = isEverything(read) && known(next, shelf) === total;
    return unchanged(isAll ? agreed(next, answer.asOf) : next);
  }
  if (read.mode === 'forced') return forced(found, shelf, seen);
  const parts = divided(crawl, shelf, Math.abs(seen - most));
  return unchanged(parts ?? done(found, false));
}

/** After all was read in one go: where its rows are all of Vault's, any others are gone. */
function forced(crawl: Crawl, shelf: Shelf, seen: number): Heard {
  const [read] = crawl.todo;
  const next = done(crawl, false);
  if (read?.began === undefined || !read.steady) return unchanged(next);
  const rest = shelf.notSeenSince(read.began);
  const isAll = shelf.size() - rest.length === seen;
  return { crawl: next, gone: isAll ? rest.map(({ id }) => id) : [], restMs: 0 };
}

function divided(crawl: Crawl, shelf: Shelf, missing: number): Crawl | undefined {
  const [whole, ...rest] = crawl.todo;
  const { rule } = crawl;
  if (whole === undefined || rule.kind !== 'tests') return undefined;
  if (crawl.divisions >= mostDivisions) return undefined;
  // What is missing has mostly just finished: look among the newest first.
  const newest = whole.to === undefined ? { newest: Math.max(150, Math.ceil(missing / 4)) } : {};
  const parts = split(shelf.jobs(), { window: whole, date: rule.date, ...newest });
  if (parts === undefined) return undefined;
  const { frontier } = whole;
  return {
    ...crawl,
    divisions: crawl.divisions + 1,
    todo: [...parts.map((part) => task(part, { frontier })), ...rest],
  };
}

function done(crawl: Crawl, proven: boolean): Crawl {
  const [read, ...todo] = crawl.todo;
  if (read === undefined) return crawl;
  if (!read.frontier) return { ...crawl, todo };
  const doubtful = crawl.doubtful || !proven || isEverything(read);
  return {
    ...crawl,
    todo,
    reach: read.from,
    floor: doubtful ? crawl.floor : read.from,
    doubtful,
    bottom: read.from === undefined,
    ...sized(crawl, read, read.offset),
  };
}

function knownIn(crawl: Crawl, shelf: Shelf, read: Task) {
  const date = crawl.rule.kind === 'tests' ? crawl.rule.date : 'end';
  return { ...count(shelf.jobs(), read, date), ...blindIn(crawl.blind, read) };
}
