/** The moment under the pointer, marked in all views at once. */
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { at, day, hour, job, now } from '#insight/testing/jobs.ts';

import { followMoment, hoverMoment } from '../../../chart/MomentLine.tsx';
import { many } from '../testing/archives.ts';
import { drawView, insightsOf, withLayout } from '../testing/view.tsx';
import { Durations } from './Durations.tsx';
import { FailureMatrix } from './FailureMatrix.tsx';
import { HeatMap } from './HeatMap.tsx';
import { NextDay } from './NextDay.tsx';
import { RunGrid } from './RunGrid.tsx';
import { Throughput } from './Throughput.tsx';
import { Timeline } from './Timeline.tsx';
import { Titles } from './Titles.tsx';

beforeEach(withLayout);
// Where an earlier test has left it, the pointer may stand on a mark that is drawn under it.
beforeEach(async () => userEvent.unhover(document.body));

async function drawn() {
  await expect.poll(() => document.querySelectorAll('a[data-count]').length).toBeGreaterThan(0);
}

const planned = [1, 5, 23].map((hours) =>
  job({ id: hours + 9_000, status: 'SCHEDULED', title: 'Nightly', start: at(hours * hour) }),
);

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
  ['failures', FailureMatrix],
  ['the hours of the week', HeatMap],
  ['the next 24 hours', NextDay],
])('%s mark the moment that any view is pointed at, until it is left', async (_, View) => {
  await drawView(View, insightsOf(many, { monitors: planned }));
  await drawn();
  expect(isMarked()).toBe(false);
  hoverMoment(now - 2 * day);
  expect(isMarked()).toBe(true);
  hoverMoment(undefined);
  expect(isMarked()).toBe(false);
});

function markedHeads() {
  return [...document.querySelectorAll('th[data-moment]')].map((head) => head.textContent);
}

function markedX() {
  return document.querySelector('rect[data-moment]')?.getAttribute('x');
}

test('failures mark the spans of time in which the moment counts', async () => {
  await drawView(FailureMatrix, insightsOf(many));
  await drawn();
  hoverMoment(now - 2 * hour);
  expect(markedHeads()).toEqual(['3 h', '24 h', '3 d', '7 d']);
  hoverMoment(now - 6 * day);
  expect(markedHeads()).toEqual(['7 d']);
  hoverMoment(now + hour);
  expect(markedHeads()).toEqual([]);
});

test('the next 24 hours mark a moment to come where it is, and one that is over by its time of day', async () => {
  await drawView(NextDay, insightsOf(many, { monitors: planned }));
  await drawn();
  hoverMoment(now + 5 * hour);
  const coming = markedX();
  hoverMoment(now + 6 * hour);
  expect(markedX()).not.toBe(coming);
  hoverMoment(now + 5 * hour - 3 * day);
  expect(markedX()).toBe(coming);
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
