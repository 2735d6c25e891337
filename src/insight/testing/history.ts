import { knownStatuses } from '#contract/status.ts';
/** For tests: any finished jobs that a history may have, of few titles, over three weeks. */
import { fc } from '#contract/testing/property-test.ts';

import { at, day, hour, job, minute, now } from './jobs.ts';

/** Rather close to now, and as often as not just at the border of a window. */
const ago = fc.oneof(
  fc.integer({ min: -minute, max: 21 * day }),
  fc.constantFrom(0, 1, hour, 2 * hour, 3 * hour, 6 * hour, day, 2 * day, 7 * day, 14 * day),
);

const statuses = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('SUCCESS', 'ERRORS_ENCOUNTERED', 'TIMEOUT') },
  { weight: 1, arbitrary: fc.constantFrom(...knownStatuses, 'PAUSED', '') },
);

const anyTitle = fc.constantFrom('Nightly export', 'Ärger 10', '', '__proto__');

const finishedJob = fc
  .record({
    title: anyTitle,
    status: statuses,
    endedAgo: ago,
    took: fc.integer({ min: 0, max: 8 * hour }),
    hasStart: fc.boolean(),
    hasEnd: fc.boolean(),
    dates: fc.constantFrom('some', 'some', 'some', 'none'),
  })
  .map(({ title, status, endedAgo, took, hasStart, hasEnd, dates }) =>
    dates === 'none'
      ? { title, status, start: undefined }
      : {
          title,
          status,
          created: at(-endedAgo - took - minute),
          start: hasStart ? at(-endedAgo - took) : undefined,
          end: hasEnd ? at(-endedAgo) : undefined,
          modified: at(-endedAgo),
        },
  );

export const anyHistory = fc
  .array(finishedJob, { maxLength: 60 })
  .map((all) => all.map((one, id) => job({ id, ...one })));

/** Within those weeks, or open at either end. */
export const anyRange = fc
  .record({
    from: fc.oneof(ago, fc.constant(Infinity)),
    to: fc.oneof(ago, fc.constant(-Infinity)),
  })
  .map(({ from, to }) => ({ from: now - Math.max(from, to), to: now - Math.min(from, to) }));

/** All of it, nothing sure, or all from a moment on. */
export const anyKnownFrom = fc.oneof(
  fc.constantFrom(-Infinity, Infinity),
  ago.map((ms) => now - ms),
);
