import type { Crawl } from '../crawl/crawl-state.ts';
import type { Activity } from '../status.ts';
/** How long the rest of the first reading takes. */
import type { createCallBudget } from './call-budget.ts';

const measuredPages = 20;

type Data = { crawl: () => Crawl; rows: { size: () => number } };

export function createReadingTime({
  pausesMs,
}: Pick<ReturnType<typeof createCallBudget>, 'pausesMs'>) {
  let pages: { rows: number; at: number }[] = [];

  function rowsPerSecond(): number {
    const [first, ...rest] = pages;
    const last = rest.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return 0;
    return (rest.reduce((sum, { rows }) => sum + rows, 0) * 1_000) / (last.at - first.at);
  }

  return {
    /** A page of so many rows has come. */
    add: (rows: number, at: number) => {
      pages = [...pages.slice(1 - measuredPages), { rows, at }];
    },
    /**
     * Milliseconds, by the latest pages and by what the call budget allows. Undefined where nothing
     * shows it: while it waits, once all pages have been read, or where Vault contradicts itself.
     */
    leftMs: (data: Data, { activity, now }: { activity: Activity; now: number }) => {
      const crawl = data.crawl();
      const [reading] = crawl.todo;
      const perSecond = rowsPerSecond();
      const left = (crawl.total ?? 0) - data.rows.size();
      const isSteady = activity.kind === 'reading' && !crawl.reachedEnd && reading?.retries === 0;
      if (!isSteady || left <= 0 || perSecond === 0) return undefined;
      return (left / perSecond) * 1_000 + pausesMs(Math.ceil(left / crawl.pageRows), now);
    },
  };
}
