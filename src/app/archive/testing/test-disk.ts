/** For tests: what a browser keeps on disk for all of its tabs, as `store.ts` does in IndexedDB. */
import type { Crawl } from '../crawl/crawl-state.ts';
import type { Batch } from '../log-tail.ts';
import type { Store } from '../store.ts';
import { toStored } from '../stored-rows.ts';

export function createTestDisk() {
  const batches: Batch[] = [];
  const writers = new Set<number>();
  let crawl: Crawl | undefined;
  let claims = 0;

  return {
    /** All ids that are stored. */
    ids: () => {
      const ids = new Set<string>();
      for (const { gone, jobs } of batches) {
        for (const id of gone) ids.delete(id);
        for (const { id } of jobs) ids.add(id);
      }
      return [...ids];
    },
    /** How many stores have written. */
    writers: () => writers.size,
    /** A store as one tab has it. `work` stands for the time that the disk takes. */
    open: (work: () => Promise<void> = async () => Promise.resolve()): Store => {
      let claim = 0;
      /** As far as this tab knows: a batch that it hasn't loaded would be overwritten. */
      let known = 0;
      return {
        persistence: () => ({ kind: 'persistent' }),
        failed: new AbortController().signal,
        loadCrawl: async () => {
          await work();
          return structuredClone(crawl);
        },
        loadRows: async (onBatch, onlyNew = false) => {
          await work();
          // The latest batch is passed on again, as the browser's store may have added to it.
          for (const { gone, jobs } of batches.slice(onlyNew ? Math.max(0, known - 1) : 0)) {
            onBatch({ gone, jobs: toStored(jobs) });
          }
          known = batches.length;
        },
        claim: async () => {
          await work();
          claims += 1;
          claim = claims;
        },
        write: async ({ jobs, gone, crawl: next }) => {
          await work();
          if (claim !== claims) return false;
          writers.add(claim);
          batches[known] = structuredClone({ jobs, gone });
          known += 1;
          crawl = structuredClone(next);
          return true;
        },
        close: () => {},
      };
    },
  };
}
