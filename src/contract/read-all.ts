/** Reads a list whole, however many pages Vault makes of it and however it describes them. */
import type { Answer } from './client.ts';
import { distinctFaults } from './fault.ts';
import type { Page } from './page.ts';

/** What every list has besides its rows. */
type Listed = { unreadable: number; repeated: number; page: Page };
type WithId = { id: string };
type RowsOf<Data, Row extends WithId> = (data: Data) => readonly Row[];

/** Reads the page at an offset, as long as Vault makes it. */
export type ReadPage<Data> = (offset: number) => Promise<Answer<Data>>;

type Options<Data> = {
  /**
   * Rows neither come nor go while it is read, and none is hidden from the viewer. Pages then need
   * no overlap, which saves calls, and the first page without a new row is the end.
   */
  isFixed?: boolean;
  /** At most so many pages a reading. */
  mostPages?: number;
  /** Where to stop before the end. */
  isEnough?: (pages: Answer<Data>[]) => boolean;
};

/** Twice the most tasks that Vault allows a job: no list goes on past it, should it never end. */
const mostRows = 10_000;
/** As many at 200 rows a page. */
const defaultMostPages = 50;
/** A list that moved while it was read is read again, but not for ever: the next poll comes soon. */
const mostReadings = 3;
/** So many pages without a new row in them are the end, whatever `next_page` says. */
const mostWithoutNew = 3;

/**
 * The pages of one reading, in order. Each is asked to start with the last row of the one before:
 * where that is missing a job has left the list meanwhile, the others have moved up, and one of
 * them may stand on neither page (docs/vault-api.md §12.2). The list is then read again.
 */
export async function readAll<Data extends Listed>(
  read: ReadPage<Data>,
  rowsOf: RowsOf<Data, WithId>,
  options: Options<Data> = {},
): Promise<Answer<Data>[]> {
  let reading = await readOnce(read, rowsOf, options);
  for (let times = 1; reading.moved && times < mostReadings; times += 1) {
    reading = await readOnce(read, rowsOf, options);
  }
  return reading.pages;
}

type Step = { offset: number; overlapId?: string | undefined };

async function readOnce<Data extends Listed>(
  read: ReadPage<Data>,
  rowsOf: RowsOf<Data, WithId>,
  { isFixed = false, mostPages = defaultMostPages, isEnough = () => false }: Options<Data>,
): Promise<{ pages: Answer<Data>[]; moved: boolean }> {
  const pages: Answer<Data>[] = [];
  const seen = new Set<string>();
  let moved = false;
  let withoutNew = 0;
  let step: Step | undefined = { offset: 0 };
  for (let calls = 0; step !== undefined && calls < mostPages; calls += 1) {
    if (step.offset >= mostRows) break;
    const { offset, overlapId }: Step = step;
    const answer = await read(offset);
    const { page, unreadable, repeated } = answer.data;
    const ids = rowsOf(answer.data).map(({ id }) => id);
    if (overlapId !== undefined && !ids.includes(overlapId)) moved = true;
    const isNew = ids.some((id) => !seen.has(id)) || (ids.length === 0 && unreadable > 0);
    if (isNew || pages.length === 0) pages.push(answer);
    for (const id of ids) seen.add(id);
    if (isEnough(pages)) break;
    withoutNew = isNew ? 0 : withoutNew + 1;
    if (isNew) step = stepAfter({ ids, unreadable, repeated, page, offset, isFixed });
    else step = isFixed || withoutNew >= mostWithoutNew ? undefined : linkedStep(page, offset);
  }
  return { pages, moved };
}

type Read = Listed & { ids: string[]; offset: number; isFixed: boolean };

/**
 * Where to go on, by what was read: `next_page` would lead too far where Vault gave less than it
 * was asked for. Offsets count from zero; the reference's `offset=51` is wrong
 * (docs/vault-api.md §2).
 */
function stepAfter({ ids, unreadable, repeated, page, offset, isFixed }: Read): Step | undefined {
  // A row that stands twice on a page may have only one place in the list.
  const count = ids.length + unreadable;
  const read = offset + count;
  // A total of less than was read is none; a page shorter than its own limit is the last.
  const isMore =
    page.total === undefined || page.total < read
      ? page.limit === undefined || count + repeated >= page.limit
      : page.total > read;
  if (page.next === undefined && !isMore) return undefined;
  // A row without an id can't be recognised, and asked for twice it would be counted twice.
  return isFixed || unreadable > 0 || count === 1
    ? { offset: read }
    : { offset: read - 1, overlapId: ids.at(-1) };
}

/** Where `next_page` leads, unless that is back. */
function linkedStep(page: Page, offset: number): Step | undefined {
  const next = Number(page.next?.['offset'] ?? Number.NaN);
  return Number.isInteger(next) && next > offset ? { offset: next } : undefined;
}

/**
 * The pages as one answer, as old as the oldest of them. Pages move while they are read: a row that
 * stands on two counts once, as it was read last (docs/vault-api.md §12.2).
 */
export function joinPages<Data extends Listed, Row extends WithId>(
  answers: Answer<Data>[],
  rowsOf: RowsOf<Data, Row>,
) {
  const rows = new Map(answers.flatMap(({ data }) => rowsOf(data)).map((row) => [row.id, row]));
  const oldest = answers.reduce((a, b) => (b.asOf < a.asOf ? b : a));
  const latest = answers.reduce((a, b) => (b.asOf < a.asOf ? a : b));
  return {
    rows: [...rows.values()],
    unreadable: answers.reduce((sum, { data }) => sum + data.unreadable, 0),
    repeated: answers.reduce((sum, { data }) => sum + data.repeated, 0),
    warnings: distinctFaults(answers.flatMap(({ warnings }) => warnings)),
    total: latest.data.page.total,
    asOf: oldest.asOf,
    skewMs: latest.skewMs,
    budget: latest.budget,
    delayMs: latest.delayMs,
  };
}
