/** For tests: random Vaults that have the same ids and titles as others. */
import { fc } from '#contract/testing/property-test.ts';

import { at, job, minute } from './jobs.ts';

/** Few ids and titles, so that Vaults have the same ones. */
const anyJob = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }),
    title: fc.constantFrom('Export', 'Import', ''),
    status: fc.constantFrom(
      'RUNNING',
      'QUEUED',
      'SCHEDULED',
      'SUCCESS',
      'FAILED_TO_RUN',
      'NEW_ONE',
    ),
    startMinutes: fc.option(fc.integer({ min: -300, max: 900 })),
    lastedMinutes: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ startMinutes, lastedMinutes, ...rest }) =>
    job({
      ...rest,
      start: startMinutes === null ? undefined : at(startMinutes * minute),
      end:
        startMinutes !== null && ['SUCCESS', 'FAILED_TO_RUN'].includes(rest.status)
          ? at(Math.min(0, startMinutes * minute + lastedMinutes * minute))
          : undefined,
    }),
  );

export const anyWorld = fc.record({
  monitors: fc.array(anyJob, { maxLength: 8 }),
  finished: fc.array(anyJob, { maxLength: 8 }),
});
