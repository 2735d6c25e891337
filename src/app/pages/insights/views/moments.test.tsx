/** The moment under the pointer, marked in all views at once. */
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { day, now } from '#insight/testing/jobs.ts';

import { followMoment, hoverMoment } from '../../../chart/MomentLine.tsx';
import { many } from '../testing/archives.ts';
import { drawView, insightsOf, withLayout } from '../testing/view.tsx';
import { Durations } from './Durations.tsx';
import { HeatMap } from './HeatMap.tsx';
import { RunGrid } from './RunGrid.tsx';
import { Throughput } from './Throughput.tsx';
import { Timeline } from './Timeline.tsx';
import { Titles } from './Titles.tsx';

beforeEach(withLayout);
// Where an earlier test has left it, the pointer may stand on a mark that is drawn under it.
beforeEach(async () => userEvent.unhover(document.body));

async function drawn() {
  await expect.poll(() => document.querySelectorAll('svg a[data-count]').length).toBeGreaterThan(0);
}

function isMarked(): boolean {
  const marks = [...document.querySelectorAll('svg line[aria-hidden], [data-moment]')];
  return (
    marks.some((mark) => getComputedStyle(mark).visibility === 'visible') ||
    document.querySelector('[data-newest]') !== null
  );
}

test.each([
  ['Titles', Titles],
  ['the run grid', RunGrid],
  ['the timeline', Timeline],
  ['durations', Durations],
  ['the throughput', Throughput],
  ['the hours of the week', HeatMap],
])('%s mark the moment that any view is pointed at, until it is left', async (_, View) => {
  await drawView(View, insightsOf(many));
  await drawn();
  expect(isMarked()).toBe(false);
  hoverMoment(now - 2 * day);
  expect(isMarked()).toBe(true);
  hoverMoment(undefined);
  expect(isMarked()).toBe(false);
});

test.each([
  ['the run grid', RunGrid, 'Runs'],
  ['the timeline', Timeline, 'Runs by time'],
  ['durations', Durations, /^Runs of/],
  ['the throughput', Throughput, 'Finished jobs by status'],
])('%s say which moment the pointer is at', async (_, View, name) => {
  await drawView(View, insightsOf(many));
  await drawn();
  const moments: (number | undefined)[] = [];
  const end = followMoment((moment) => moments.push(moment));
  await userEvent.hover(page.getByRole('group', { name, exact: true }).getByRole('link').nth(3));
  await expect.poll(() => moments.at(-1) ?? 0).toBeGreaterThan(now - 8 * day);
  end();
});
