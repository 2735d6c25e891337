import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle, type TitleRuns } from '../finished-runs.ts';
import { narrowed } from '../page-filter.ts';
import { at, day, minute, run } from '../testing/jobs.ts';
import { knownTitleRuns, narrowedTitles, titleRunsInSteps } from './title-runs.ts';

function all(finished: readonly Job[], previous?: readonly Job[]) {
  const steps = titleRunsInSteps(finished, previous);
  for (let count = 1; ; count += 1) {
    const { done, value } = steps.next();
    if (done === true) return { titles: value, count };
  }
}

/** By title, as their order says nothing. */
function sorted(titles: readonly TitleRuns[]) {
  return titles.toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

function runIds(titles: readonly TitleRuns[]) {
  return sorted(titles).map(({ runs }) => runs.map(({ job }) => job.id));
}

function waits(titles: readonly TitleRuns[]) {
  return titles.flatMap(({ runs }) => runs.map(({ job, queuedMs }) => [job.id, queuedMs] as const));
}

const people = ['4711', '4712'].map((id) => v.parse(userId, id));
const ids = fc.integer({ min: 1, max: 40 });
const anyJob = fc
  .record({ id: ids, ago: fc.integer({ min: 0, max: 100 }), title: fc.constantFrom('a', 'b', 'c') })
  .map(({ id, ago, title }) => ({
    ...run(id, ago * minute, minute),
    title,
    createdBy: people[id % 2],
  }));
const anyJobs = fc.uniqueArray(anyJob, { selector: ({ id }) => id, maxLength: 30 });

describe('the runs of titles', () => {
  test.prop([anyJobs])('are the same in steps as at once', (jobs) => {
    expect(sorted(all(jobs).titles)).toEqual(sorted(runsByTitle(jobs)));
  });

  test.prop([anyJobs, anyJobs, fc.nat(30)])(
    'are the same after rows were added, replaced and removed',
    (before, added, removed) => {
      all(before);
      const after = [...before.toSpliced(removed, 1), ...added];
      const { titles } = all(after, before);
      expect(sorted(titles)).toEqual(sorted(runsByTitle(after)));
    },
  );

  test('are worked out again only where a row has changed', () => {
    const before = ['a', 'b', 'c'].map((title, id) => ({ ...run(id, day, minute), title }));
    const { titles: known } = all(before);
    const { titles } = all([...before, { ...run(9, minute, minute), title: 'b' }], before);
    const isSame = (title: string) => {
      const [one, other] = [known, titles].map((all) => all.find((of) => of.title === title));
      return one === other;
    };
    expect(['a', 'b', 'c'].map(isSame)).toEqual([true, false, true]);
  });

  test('take many steps where rows are many, and none at the second time', () => {
    const jobs = Array.from({ length: 30_000 }, (_, id) => ({
      ...run(id, id * minute, minute),
      title: `Title ${id % 300}`,
    }));
    expect(knownTitleRuns(jobs)).toBeUndefined();
    expect(all(jobs).count).toBeGreaterThan(5);
    expect(all(jobs).count).toBe(1);
    expect(knownTitleRuns(jobs)).toBe(all(jobs).titles);
  });

  test.prop([anyJobs, fc.constantFrom('', 'A', 'b'), fc.constantFrom('', '4711')])(
    'are narrowed as the jobs are',
    (jobs, title, by) => {
      const filter = { title, by };
      expect(runIds(narrowedTitles(runsByTitle(jobs), filter))).toEqual(
        runIds(runsByTitle(narrowed(jobs, filter))),
      );
    },
  );

  test('have waited as long for one creator as for all', () => {
    const jobs = [1, 2, 3, 4, 5, 6].map((id) => ({
      ...run(id, id * id * minute, minute),
      createdBy: people[id % 2],
      created: at(-id * id * minute - 5 * minute),
    }));
    const filter = { title: '', by: '4711' };
    const own = waits(narrowedTitles(runsByTitle(jobs), filter));
    expect(own.map(([, queuedMs]) => queuedMs)).toEqual([4, 4, 4].map((ms) => ms * minute));
    expect(waits(runsByTitle(jobs))).toEqual(expect.arrayContaining(own));
  });
});
