import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { knownStatuses } from '#contract/status.ts';
/** For property tests: finished jobs of any kind around days when clocks change, and ranges among them. */
import { fc } from '#contract/testing/property-test.ts';

import { day, hour, job, minute } from './jobs.ts';

/** Zones that change their clocks by an hour, either way round, and by half an hour. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
] as const;

/** A week before and after which clocks change in some of the zones. */
const changes = [
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 3, 5),
  Date.UTC(2026, 9, 4),
  Date.UTC(2026, 9, 25),
  Date.UTC(2026, 10, 1),
];

const titles = ['Nightly export', 'Extract', '', 'x'.repeat(400)];
const statuses = [...knownStatuses, '', 'PAUSED'];

/** What a title has is up to chance: some have no run, some one, most several in each hour. */
const rows = fc.array(
  fc.record({
    title: fc.constantFrom(...titles),
    status: fc.constantFrom(...statuses),
    place: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
    tookMs: fc.option(fc.nat({ max: 3 * hour }), { nil: undefined }),
    dates: fc.constantFrom('all', 'all', 'all', 'no end', 'none'),
  }),
  { maxLength: 60 },
);

export type Archive = {
  finished: Job[];
  range: { from: number; to: number };
  zone: string;
  knownFrom: number;
  now: number;
};

/** The range begins and ends on whole minutes, as those of a page do. */
export const archives: fc.Arbitrary<Archive> = fc
  .record({
    rows,
    zone: fc.constantFrom(...zones),
    change: fc.constantFrom(...changes),
    before: fc.integer({ min: 1, max: 20 * 24 * 60 }),
    after: fc.integer({ min: 1, max: 20 * 24 * 60 }),
    known: fc.option(fc.double({ min: -0.2, max: 1.2, noNaN: true }), { nil: undefined }),
  })
  .map(({ rows, zone, change, before, after, known }) => {
    const range = { from: change - before * minute, to: change + after * minute };
    const lengthMs = range.to - range.from;
    return {
      finished: rows.map((row, id) => finishedJob(id, row, range)),
      range,
      zone,
      knownFrom: known === undefined ? -Infinity : range.from + Math.round(known * lengthMs),
      now: range.to + day,
    };
  });

type Row = {
  title: string;
  status: string;
  place: number;
  tookMs: number | undefined;
  dates: string;
};

function finishedJob(id: number, row: Row, range: { from: number; to: number }): Job {
  const { title, status, place, tookMs = 0, dates } = row;
  const end = Math.round((range.from + place * (range.to - range.from)) / 1_000) * 1_000;
  if (dates === 'none') return job({ id, title, status });
  const start = instant(end - tookMs);
  return job({
    id,
    title,
    status,
    start,
    created: start,
    ...(dates === 'all' ? { end: instant(end) } : { modified: instant(end) }),
  });
}
