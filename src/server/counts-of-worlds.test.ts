import { expect, test } from 'vitest';

import { histories, monitors } from '#contract/jobs.ts';
import { joinPages, readAll } from '#contract/read-all.ts';
/** In each simulated world, at any moment, the counts of unfinished jobs add up to Vault's total. */
import { fc } from '#contract/testing/property-test.ts';
import { overview } from '#insight/overview.ts';
import { unfinishedCounts } from '#insight/unfinished-counts.ts';
import { signedInClient } from '#simulator/testing/signed-in-client.ts';

test.each(['quiet', 'busy', 'failing', 'odd'])(
  'the counts of unfinished jobs add up in world %s',
  async (name) => {
    const { call, clock } = await signedInClient({ host: `${name}.vault.test` });
    // A session ends if it is not used for longer.
    const later = fc.integer({ min: 1_000, max: 10 * 60_000 });
    await fc.assert(
      fc.asyncProperty(later, async (ms) => {
        clock.advance(ms);
        const read = async (offset: number) => call(monitors, { limit: 200, offset });
        const pages = await readAll(read, ({ jobs }) => jobs);
        const { rows: jobs, ...list } = joinPages(pages, (page) => page.jobs);
        const { data: finished } = await call(histories, { limit: 200 });
        const sets = overview({
          monitors: jobs,
          finished: finished.jobs,
          usual: new Map(),
          now: clock.now(),
        });
        const counts = unfinishedCounts({ jobs, ...list }, sets);
        const { shown, ended, unreadable, repeated, missing, elsewhere } = counts;
        expect(shown + ended + unreadable + repeated + missing).toBe(counts.total);
        expect(shown + elsewhere).toBe(
          [sets.running, sets.queued, sets.scheduled, sets.unknown].flat().length,
        );
      }),
      { numRuns: 20 },
    );
  },
);
