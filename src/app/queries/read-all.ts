/** Reads a list whole, however many pages Vault makes of it and however it words them. */
import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import type { monitors } from '#contract/jobs.ts';

export type Listed = Answer<Output<typeof monitors>>;

/** Reads the page at an offset, as long as Vault makes it. */
export type ReadPage = (offset: number) => Promise<Listed>;

/** Enough pages for 10,000 jobs, in case a list never ends. */
const mostPages = 50;
/** A list that moved while it was read is read anew, but not for ever: the next poll comes soon. */
const mostReadings = 3;
/** So many pages without a new row in them are the end, whatever else they lead to. */
const mostBarren = 3;

/**
 * The pages of one reading, in order. Each is asked to start with the last row of the one before:
 * where that is missing a job has left the list meanwhile, the others have moved up, and one of
 * them may stand on neither page (docs/vault-api.md §12.2). The list is then read anew.
 */
export async function readWhole(read: ReadPage, until: Until = {}): Promise<Listed[]> {
  let reading = await readOnce(read, until);
  for (let times = 1; reading.moved && times < mostReadings; times += 1) {
    reading = await readOnce(read, until);
  }
  return reading.pages;
}

/** Where to stop before the end. */
type Until = { pages?: number; isEnough?: (pages: Listed[]) => boolean };

type Step = { offset: number; seam?: string | undefined };

async function readOnce(
  read: ReadPage,
  { pages: most = mostPages, isEnough = () => false }: Until,
): Promise<{ pages: Listed[]; moved: boolean }> {
  const pages: Listed[] = [];
  const met = new Set<string>();
  let moved = false;
  let barren = 0;
  let step: Step | undefined = { offset: 0 };
  for (let calls = 0; step !== undefined && calls < most; calls += 1) {
    const page: Listed = await read(step.offset);
    const ids = page.data.jobs.map(({ id }) => id);
    if (step.seam !== undefined && !ids.some((id) => id === step?.seam)) moved = true;
    const isNew = ids.some((id) => !met.has(id)) || (ids.length === 0 && page.data.unreadable > 0);
    if (isNew || pages.length === 0) pages.push(page);
    for (const id of ids) met.add(id);
    if (isEnough(pages)) break;
    barren = isNew ? 0 : barren + 1;
    if (isNew) step = after(page, step.offset);
    else step = barren < mostBarren ? led(page, step.offset) : undefined;
  }
  return { pages, moved };
}

/**
 * Where to go on, by what was read: `next_page` would lead too far where Vault gave less than it
 * was asked for. Offsets count from zero; the reference's `offset=51` is wrong
 * (docs/vault-api.md §2).
 */
function after({ data: { page, jobs, unreadable } }: Listed, offset: number): Step | undefined {
  // A row that stands twice on a page may have only one place in the list.
  const count = new Set(jobs.map(({ id }) => id)).size + unreadable;
  const read = offset + count;
  // A total of less than was read is none.
  const isMore =
    page.total === undefined || page.total < read
      ? page.limit === undefined || jobs.length + unreadable >= page.limit
      : page.total > read;
  if (page.next === undefined && !isMore) return undefined;
  // A row without an id can't be recognised, and asked for twice it would be counted twice.
  return unreadable > 0 || count === 1
    ? { offset: read }
    : { offset: read - 1, seam: jobs.at(-1)?.id };
}

/** Where `next_page` leads, unless that is back. */
function led({ data: { page } }: Listed, offset: number): Step | undefined {
  const next = Number(page.next?.['offset'] ?? Number.NaN);
  return Number.isInteger(next) && next > offset ? { offset: next } : undefined;
}
