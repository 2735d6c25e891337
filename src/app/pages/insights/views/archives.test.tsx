import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';

import { at, hour, job } from '#insight/testing/jobs.ts';

import { archives } from '../testing/archives.ts';
import { drawView, insightsOf, marksOf, withLayout } from '../testing/view.tsx';
import { Durations } from './Durations.tsx';
import { FailureMatrix } from './FailureMatrix.tsx';
import { HeatMap } from './HeatMap.tsx';
import { NextDay } from './NextDay.tsx';
import { RunGrid } from './RunGrid.tsx';
import { Throughput } from './Throughput.tsx';
import { Timeline } from './Timeline.tsx';
import { Titles } from './Titles.tsx';

const views = { Titles, RunGrid, Timeline, Durations, FailureMatrix, Throughput, HeatMap, NextDay };

beforeEach(withLayout);

/** Something is drawn, or why nothing is. */
async function drawn() {
  await expect.poll(() => document.querySelector('section svg[width], section p')).not.toBeNull();
  await expect.poll(() => document.querySelector('[data-width="0"]')).toBeNull();
}

function attributesOfDrawings() {
  return [...document.querySelectorAll('svg, svg *')].flatMap((element) =>
    [...element.attributes].map(({ name, value }) => ({ name, value })),
  );
}

describe.each(Object.entries(views))('%s', (_, View) => {
  test.each(Object.entries(archives))(
    'counts rows with each mark, and shows nothing that is no number: %s',
    async (_, { jobs, changes }) => {
      const monitors = [job({ id: 9_000, status: 'SCHEDULED', start: at(hour) })];
      await drawView(View, insightsOf(jobs, { monitors, ...changes }));
      await drawn();
      const marks = marksOf(jobs, 'a[data-count][href*="/history"]');
      expect(marks.filter(({ count, rows }) => count !== rows)).toEqual([]);
      expect(document.body.textContent).not.toMatch(/NaN|undefined|Infinity/);
      const sizes = attributesOfDrawings();
      expect(sizes.filter(({ value }) => /NaN|undefined|Infinity/.test(value))).toEqual([]);
      const negative = sizes.filter(
        ({ name, value }) => /^(width|height|r)$/.test(name) && Number(value) < 0,
      );
      expect(negative).toEqual([]);
    },
  );
});

test.each([
  ['Titles', Titles, 'No run ended in this range. Nothing is planned.'],
  ['the run grid', RunGrid, 'No run ended in this range.'],
  ['the timeline', Timeline, 'No run started in this range. Nothing is planned in it.'],
  ['durations', Durations, 'No run finished in this range.'],
  ['failures', FailureMatrix, 'No run failed in the last two weeks.'],
  ['the throughput', Throughput, 'No job finished in this range.'],
  ['the hours of the week', HeatMap, 'No job finished in this range.'],
  ['the next 24 hours', NextDay, 'No job is running, queued or planned for the next 24 hours.'],
])('%s say that there is nothing', async (_, View, words) => {
  await drawView(View, insightsOf([]));
  await expect.element(page.getByText(words)).toBeVisible();
});

test.each([Titles, RunGrid, Timeline, Durations, Throughput, HeatMap])(
  'that there is nothing is said only of what has been read',
  async (View) => {
    await drawView(View, insightsOf([], { knownFrom: Infinity }));
    await expect.element(page.getByText(/^No .* in this range has been read so far/)).toBeVisible();
  },
);
