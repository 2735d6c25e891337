import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { attention, isSeen, lateKinds, shownRuns } from './attention.ts';
import { overview, type Queues } from './overview.ts';
import { mergedEntries } from './several-vaults.ts';
import { at, day, hour, job, minute, now, run } from './testing/jobs.ts';
import { nowEntries } from './wall-entries.ts';

const known = { now, knownSince: -Infinity, alsoWell: [], archived: [] };

const setsOf = (
  monitors: ReturnType<typeof job>[],
  finished: ReturnType<typeof job>[] = [],
  queues?: Queues,
) => overview({ monitors, finished, usual: new Map(), now, ...(queues && { queues }) });

const failed = (id: number, title: string, ago: number) =>
  job({ id, title, status: 'TIMEOUT', end: at(-ago) });

/** Whether a queued job is called stuck. */
function stuck(one: ReturnType<typeof job>, queues?: Queues): boolean {
  return setsOf([one], [], queues).stuck.length === 1;
}

/** Job 2 was first seen so long ago, and title A usually waits for so long. */
function seen(ms: number, usualMs?: number): Queues {
  return {
    seenSince: new Map([['2', now + ms]]),
    usualMs: new Map(usualMs === undefined ? [] : [['A', usualMs]]),
  };
}

const anyJob = fc
  .record({
    title: fc.constantFrom('A', 'B', 'C', ''),
    status: fc.constantFrom('SCHEDULED', 'QUEUED', 'RUNNING', 'SUCCESS', 'TIMEOUT', 'CANCELLED'),
    start: fc.integer({ min: -2 * day, max: hour }).map(at),
    end: fc.integer({ min: -2 * day, max: 0 }).map(at),
  })
  .map(({ end, ...rest }) => ({ ...rest, ...(rest.status.length > 6 && { end }) }));
const jobs = fc
  .array(anyJob, { maxLength: 25 })
  .map((all) => all.map((fields, id) => job({ id: id + 1, ...fields })));

describe('what needs attention', () => {
  test.prop([jobs, jobs])('has each job that is wrong in one title, and no other', (live, past) => {
    const ended = past.map((one) => ({ ...one, id: job({ id: `p${one.id}` }).id }));
    const sets = setsOf(live, ended);
    const { troubles, failing } = attention(sets, known);
    const late = troubles.flatMap(({ jobs: of }) => lateKinds.flatMap((kind) => of[kind]));
    const wrong = lateKinds.flatMap((kind) => sets[kind]);
    expect(new Set(late)).toEqual(new Set(wrong));
    expect(late).toHaveLength(wrong.length);
    expect(troubles.flatMap((trouble) => trouble.failing ?? [])).toEqual(failing);
    const titles = troubles.map(({ title }) => title).filter((title) => title !== '');
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('is the worst first, each title once with all that is wrong with it', () => {
    const late = job({ id: 1, title: 'A', status: 'SCHEDULED', start: at(-hour) });
    const other = job({ id: 2, title: 'B', status: 'SCHEDULED', start: at(-hour) });
    const sets = setsOf([other, late], [failed(3, 'A', hour)]);
    expect(attention(sets, known).troubles).toMatchObject([
      { title: 'A', kind: 'failing', jobs: { overdue: [late] } },
      { title: 'B', kind: 'overdue', jobs: { overdue: [other] } },
    ]);
  });

  test('has the last runs of its titles, from all lists, each once', () => {
    const archived = Array.from({ length: 20 }, (_, nth) => ({
      ...run(nth + 10, (nth + 2) * hour, minute),
      title: 'A',
    }));
    const last = failed(10, 'A', hour);
    const [trouble] = attention(setsOf([], [last]), { ...known, archived }).troubles;
    const ids = trouble?.runs.map((one) => one.job.id) ?? [];
    expect(ids).toHaveLength(shownRuns);
    expect(ids.at(-1)).toBe(last.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('counts titles that have recovered, which it does not show', () => {
    const well = { ...run(2, minute, minute), title: 'A' };
    const { troubles, recovered } = attention(setsOf([], [failed(1, 'A', hour), well]), known);
    expect([troubles.length, recovered]).toEqual([0, [{ job: failed(1, 'A', hour), failures: 1 }]]);
  });
});

test('the overview and a wall list what is wrong in the same order', () => {
  const start = at(-hour);
  const usual = new Map([['Long', { runs: 9, medianMs: minute, p95Ms: 2 * minute }]]);
  const monitors = [
    job({ id: 1, title: 'Long', start }),
    job({ id: 2, title: 'Stuck', status: 'QUEUED', start }),
    job({ id: 3, title: 'Overdue', status: 'SCHEDULED', start }),
  ];
  const sets = overview({ monitors, finished: [failed(4, 'Failing', hour)], usual, now });
  const titles = attention(sets, known).troubles.map(({ title }) => title);
  expect(titles).toEqual(['Failing', 'Overdue', 'Stuck', 'Long']);
  const wall = nowEntries(sets, known);
  const entries = [...wall.attention, ...wall.others];
  expect(entries.map((entry) => entry.kind !== 'later' && entry.job.title)).toEqual(titles);
  const merged = mergedEntries([{ vault: 'a', entries: entries.toReversed(), aheadMs: 0 }]);
  expect(merged.map(({ entry }) => entry)).toEqual(entries);
});

describe('a title that was seen', () => {
  const [trouble] = attention(setsOf([], [failed(1, 'A', hour)]), known).troubles;
  const seen = { id: '1', note: '', at: now };

  test('is so until its next run has ended', () => {
    const [next] = attention(
      setsOf([], [failed(1, 'A', hour), failed(2, 'A', minute)]),
      known,
    ).troubles;
    expect(trouble && isSeen(trouble, [seen])).toBe(true);
    expect(next && isSeen(next, [seen])).toBe(false);
  });
});

describe('a queued job', () => {
  const waits = job({ id: 1, status: 'QUEUED', title: 'A', start: at(-16 * minute) });
  const unplanned = job({ id: 2, status: 'QUEUED', title: 'A' });
  test('is stuck a quarter of an hour after its plan, or after it was first seen', () => {
    expect(stuck(waits)).toBe(true);
    expect(stuck({ ...waits, start: at(-15 * minute) })).toBe(false);
    expect(stuck(unplanned)).toBe(false);
    expect(stuck(unplanned, seen(-16 * minute))).toBe(true);
    expect(stuck(unplanned, seen(-14 * minute))).toBe(false);
  });

  test('is stuck sooner or later where its title is known to wait for less or more', () => {
    expect(stuck(unplanned, seen(-3 * minute, 2 * minute))).toBe(true);
    expect(stuck(unplanned, seen(-16 * minute, hour))).toBe(false);
  });

  test('that was started before its plan has waited since it was seen', () => {
    const started = job({ id: 2, status: 'QUEUED', title: 'A', start: at(hour) });
    expect(stuck(started, seen(-16 * minute))).toBe(true);
  });
});
