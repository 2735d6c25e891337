import { describe, expect } from 'vitest';

import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { clear, failing, recovered } from './failing.ts';
import { overview } from './overview.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';
import { failureEntries, needingAttention, nextEntries, nowEntries } from './wall-entries.ts';

const known = { now, knownSince: -Infinity, alsoWell: [] };

const failed = (id: number, title: string, ago: number) =>
  job({ id, title, status: 'TIMEOUT', end: at(-ago) });
const good = (id: number, title: string, ago: number) =>
  job({ id, title, status: 'SUCCESS', end: at(-ago) });

const planned = (id: number, ms: number) => job({ id, status: 'SCHEDULED', start: at(ms) });

const setsOf = (monitors: Job[], finished: Job[] = []) =>
  overview({ monitors, finished, usual: new Map(), now });

const titles = (jobs: Job[]) => failing(jobs, known).map(({ job }) => job.title);

const anyEnded = fc
  .record({
    title: fc.constantFrom('A', 'B', 'C', ''),
    status: fc.constantFrom('SUCCESS', 'TIMEOUT', 'FAILED_TO_RUN', 'CANCELLED', 'NEVER_SEEN'),
    ago: fc.integer({ min: 0, max: 3 * day }),
  })
  .map(({ title, status, ago }) => ({ title, status, end: at(-ago) }));
const history = fc
  .array(anyEnded, { maxLength: 30 })
  .map((jobs) => jobs.map((given, id) => job({ id: id + 1, ...given })));

describe('a title', () => {
  test('has failed and recovered where a good run followed its failures of a day', () => {
    const jobs = [
      failed(1, 'Fails', hour),
      failed(2, 'Recovered', 2 * hour),
      good(3, 'Recovered', hour),
      failed(4, 'Long ago', 2 * day),
      good(5, 'Long ago', hour),
    ];
    expect(recovered(jobs, known)).toEqual([{ job: jobs[1], failures: 1 }]);
  });

  test('fails since the first failure after a good run, where that is known', () => {
    const jobs = [failed(1, 'A', hour), failed(2, 'A', 2 * hour), good(3, 'A', 3 * hour)];
    expect(failing(jobs, known)).toMatchObject([{ since: now - 2 * hour }]);
    expect(failing(jobs, { ...known, knownSince: now - hour })).toMatchObject([
      { since: undefined },
    ]);
    expect(failing(jobs.slice(0, 2), known)).toMatchObject([{ since: undefined }]);
  });

  test('comes first if it fails for sure, then by its failures, then if it has failed longest', () => {
    const jobs = [
      failed(1, 'Once, just now', minute),
      failed(2, 'Twice', 3 * hour),
      failed(3, 'Twice', 2 * hour),
      failed(4, 'Once, long ago', 20 * hour),
      failed(5, 'Three times, may have recovered', 11 * hour),
      failed(6, 'Three times, may have recovered', 12 * hour),
      failed(7, 'Three times, may have recovered', 13 * hour),
      failed(8, 'Twice, for longer', minute),
      failed(9, 'Twice, for longer', 5 * hour),
      good(10, 'Twice, for longer', 6 * hour),
    ];
    expect(titles(jobs)).toEqual([
      'Three times, may have recovered',
      'Twice, for longer',
      'Twice',
      'Once, long ago',
      'Once, just now',
    ]);
    const unsure = failing(jobs, { ...known, knownSince: now - 10 * hour });
    expect(unsure.map(({ job }) => job.title)).toEqual([
      'Twice, for longer',
      'Twice',
      'Once, just now',
      'Three times, may have recovered',
      'Once, long ago',
    ]);
  });

  test('fails from a bad end until its next good one', () => {
    expect(titles([failed(1, 'Export', hour)])).toEqual(['Export']);
    expect(titles([failed(1, 'Export', hour), good(2, 'Export', 2 * hour)])).toEqual(['Export']);
    expect(titles([failed(1, 'Export', hour), good(2, 'Export', minute)])).toEqual([]);
  });

  test('is not well again because a run was cancelled', () => {
    const cancelled = job({ ...good(2, 'Export', minute), status: 'CANCELLED' });
    expect(titles([failed(1, 'Export', hour), cancelled])).toEqual(['Export']);
  });

  test('fails no longer a day after its last failure', () => {
    expect(titles([failed(1, 'Export', day - 1)])).toEqual(['Export']);
    expect(titles([failed(1, 'Export', day)])).toEqual([]);
  });

  test('stands once, with its newest failure and how many there were in a day', () => {
    const jobs = [1, 2, 3].map((id) => failed(id, 'Export', id * hour));
    const old = failed(4, 'Export', day + hour);
    expect(failing([...jobs, old], known)).toEqual([
      { job: jobs[0], failures: 3, isSure: true, since: undefined },
    ]);
  });

  test('may be well again for all we know, where later good runs have left the lists', () => {
    const job = failed(1, 'Export', 5 * hour);
    const [entry] = failing([job], { ...known, knownSince: now - 2 * hour });
    expect(entry).toMatchObject({ isSure: false });
  });

  test('is well again by a good run that is known from elsewhere alone', () => {
    const jobs = [failed(1, 'Export', 5 * hour)];
    const alsoWell = [{ title: 'Export', at: at(-4 * hour) }];
    expect(failing(jobs, { ...known, alsoWell })).toEqual([]);
    expect(clear(jobs, { now, alsoWell })).toEqual({ kind: 'since', at: now - 4 * hour });
  });

  test('is of its own for each job that has none', () => {
    expect(titles([failed(1, '', hour), good(2, '', minute), failed(3, '', hour)])).toHaveLength(2);
  });
});

describe('the view of now', () => {
  const sets = setsOf(
    [
      planned(1, 2 * hour),
      planned(2, hour),
      planned(3, 13 * hour),
      planned(4, -hour),
      job({ id: 5, status: 'SCHEDULED' }),
      job({ id: 6, status: 'QUEUED' }),
      job({ id: 7, status: 'RUNNING', start: at(-minute) }),
      job({ id: 8, status: 'ON_HOLD' }),
      job({ id: 10, status: 'QUEUED', start: at(-hour) }),
    ],
    [failed(9, 'Export', hour)],
  );

  test('goes from what is wrong to what comes, and sums up what is far', () => {
    const { attention, others } = nowEntries(sets, known);
    const told = [...attention, ...others].map((entry) =>
      entry.kind === 'later' ? entry : `${entry.kind} ${entry.job.id}`,
    );
    expect(told).toEqual([
      'failing 9',
      'overdue 4',
      'stuck 10',
      'running 7',
      'queued 6',
      'unknown 8',
      'scheduled 2',
      'scheduled 1',
      { kind: 'later', later: 1, undated: 1 },
    ]);
    expect(needingAttention([...attention, ...others])).toBe(3);
  });

  test('has no sum where nothing is far', () => {
    expect(nextEntries(setsOf([planned(1, hour)]), now)).toHaveLength(1);
  });
});

test('the view of failures has each title once, with its newest failure and how many it had', () => {
  const jobs = [
    failed(1, 'Export', hour),
    failed(2, 'Export', minute),
    good(3, 'Export', 0),
    failed(4, 'Import', 2 * minute),
    failed(5, '', 3 * minute),
    failed(6, '', 4 * minute),
  ];
  const shown = failureEntries(setsOf([], jobs));
  expect(shown.map(({ job: { id }, failures }) => [id, failures])).toEqual([
    ['2', 2],
    ['4', 1],
    ['5', 1],
    ['6', 1],
  ]);
});

test.prop([history])('the view of failures counts each failed run of a day once', (jobs) => {
  const sets = setsOf([], jobs);
  const counts = failureEntries(sets).map(({ failures }) => failures);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sets.failed.length);
});

/** In milliseconds from now. */
function since(jobs: Job[]) {
  const found = clear(jobs, known);
  return found.kind === 'since' ? found.at - now : found;
}

describe('all clear', () => {
  test('counts from the first good run after a failure', () => {
    const jobs = [
      good(1, 'Export', minute),
      good(2, 'Export', hour),
      failed(3, 'Export', 2 * hour),
    ];
    expect(since(jobs)).toBe(-hour);
  });

  test('counts from a day after a failure that no good run followed', () => {
    expect(since([failed(1, 'Export', day + hour)])).toBe(-hour);
  });

  test('says what it looked at where nothing has failed', () => {
    expect(since([good(1, 'Export', minute), good(2, 'Export', hour)])).toEqual({
      kind: 'never',
      runs: 2,
      at: now - hour,
    });
    expect(since([])).toEqual({ kind: 'never', runs: 0, at: undefined });
  });

  test.prop([history, fc.integer({ min: 0, max: 6 * day })])(
    'is so from that moment on, and was not so just before',
    (jobs, ahead) => {
      const moment = now + ahead;
      const at = (when: number) =>
        failing(
          jobs.filter(({ end }) => end !== undefined && Date.parse(end) <= when),
          { ...known, now: when },
        );
      fc.pre(at(moment).length === 0);
      const found = clear(jobs, { ...known, now: moment });
      if (found.kind === 'never') return;
      expect(at(found.at)).toEqual([]);
      expect(at(found.at - 1)).not.toEqual([]);
      for (const later of [found.at, (found.at + moment) / 2]) expect(at(later)).toEqual([]);
    },
  );
});
