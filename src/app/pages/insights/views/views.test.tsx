import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';

import { userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import { rowsOf } from '#insight/rows-filter.ts';
import { at, day, hour, job, minute, now, run } from '#insight/testing/jobs.ts';

import { hoverMoment } from '../../../chart/MomentLine.tsx';
import { vaultNow } from '../../../time/clock.ts';
import { archives, many } from '../testing/archives.ts';
import { drawView, insightsOf, marksOf, withLayout } from '../testing/view.tsx';
import { Durations } from './Durations.tsx';
import { HeatMap } from './HeatMap.tsx';
import { Throughput } from './Throughput.tsx';

const person = v.parse(userId, '42');
const withRuns = Object.entries(archives).filter(([, { jobs }]) => jobs.length > 0);
const range = { from: now - 7 * day, to: now };
beforeEach(withLayout);

async function drawn() {
  await expect.poll(() => document.querySelectorAll('svg a[data-count]').length).toBeGreaterThan(0);
}

describe.each([
  ['throughput', Throughput],
  ['hours of the week', HeatMap],
] as const)('%s', (_, View) => {
  test.each(withRuns)(
    'has marks that are all rows of the range: %s',
    async (_, { jobs, changes }) => {
      await drawView(View, insightsOf(jobs, changes));
      await drawn();
      const sum = marksOf(jobs).reduce((all, { count }) => all + count, 0);
      expect(sum).toBe(rowsOf(jobs, changes?.range ?? range).length);
    },
  );

  test('shows nothing for what was not read, and says so', async () => {
    const known = now - 3 * day;
    const jobs = many.filter(({ end = '' }) => end >= instant(known));
    await drawView(View, insightsOf(jobs, { knownFrom: known }));
    await drawn();
    await expect.element(page.getByText(/hatched: may hold more/)).toBeVisible();
    await page.getByRole('button', { name: 'Table' }).click();
    const unread = page.getByRole('row', { name: /more may have finished/ });
    await expect.element(unread.first()).toHaveTextContent('–');
    for (const row of unread.elements()) expect(row.textContent).not.toMatch(/[^\d:,]0[^\d:]/);
  });
});

describe('durations', () => {
  test.each(withRuns)(
    'have marks that are all rows of a title: %s',
    async (_, { jobs, changes }) => {
      await drawView(Durations, insightsOf(jobs, changes));
      await drawn();
      const title = page.getByRole('combobox', { name: 'Title' }).element();
      const of = title instanceof HTMLSelectElement ? title.value : '';
      const sum = marksOf(jobs).reduce((all, { count }) => all + count, 0);
      expect(sum).toBe(rowsOf(jobs, { ...(changes?.range ?? range), titles: [of] }).length);
    },
  );

  test('name the titles that have become slower, and both medians', async () => {
    const then = Array.from({ length: 5 }, (_, id) => run(id, 8 * day + id * hour, minute));
    const lately = Array.from({ length: 5 }, (_, id) => run(id + 9, (id + 1) * hour, 3 * minute));
    await drawView(Durations, insightsOf([...then, ...lately]));
    const slower = page.getByRole('button', { name: 'Nightly export 3 min 00 s, was 1 min 00 s' });
    await expect.element(slower).toHaveAttribute('aria-pressed', 'true');
  });

  test('say that runs are too few for a median', async () => {
    await drawView(Durations, insightsOf([run(1, hour, minute)]));
    await expect
      .element(page.getByText(/too few that succeeded for a median: 1 of 5/))
      .toBeVisible();
  });

  test('draw a queue wait only where it is known', async () => {
    const jobs = Array.from({ length: 6 }, (_, id) => ({
      ...run(id, (id * id + 1) * hour, 10 * minute),
      createdBy: person,
      created: at(-(id * id + 1) * hour - 14 * minute),
    }));
    await drawView(Durations, insightsOf(jobs));
    await drawn();
    const [mark] = marksOf(jobs);
    expect(mark?.label).toContain('queued for 4 min 00 s');
  });

  test('shows runs that ended alike alone', async () => {
    await drawView(Durations, insightsOf(many));
    await drawn();
    const failed = page.getByRole('button', { name: 'Failed', exact: true });
    await failed.click();
    await expect.element(failed).toHaveAttribute('aria-pressed', 'true');
    const states = [...document.querySelectorAll('svg a [data-state]')].map((mark) =>
      mark.getAttribute('data-state'),
    );
    expect(new Set(states)).toEqual(new Set(['well', 'badly', 'otherwise', 'unknown']));
    await expect
      .poll(() => document.querySelector('[data-drawing]')?.closest('[class*="data-state=badly"]'))
      .not.toBeNull();
  });
});

describe('the hours of the week', () => {
  test('mark the hour of the moment that another view is pointed at', async () => {
    await drawView(HeatMap, insightsOf(many));
    await drawn();
    const outline = document.querySelector('[data-moment]');
    const visibility = () => outline && getComputedStyle(outline).visibility;
    expect(visibility()).toBe('hidden');
    // A Monday at 04:30 in Berlin.
    hoverMoment(Date.UTC(2026, 10, 23, 3, 30));
    expect(visibility()).toBe('visible');
    const cell = page.getByRole('link', { name: /^Mon 04:00 to 05:00/ }).element();
    const [one, other] = [outline, cell].map((element) => element?.getBoundingClientRect());
    expect(Math.abs((one?.x ?? 0) - (other?.x ?? 9))).toBeLessThan(2);
    expect(Math.abs((one?.y ?? 0) - (other?.y ?? 9))).toBeLessThan(2);
    hoverMoment(now - 8 * day);
    expect(visibility()).toBe('hidden');
  });
});

describe('the throughput', () => {
  test('shows a status alone, and all again', async () => {
    await drawView(Throughput, insightsOf(many));
    await drawn();
    const all = marksOf(many).length;
    const alone = page.getByRole('button', { name: /^Timed out/ });
    await alone.click();
    await expect.poll(() => marksOf(many).length).toBeLessThan(all);
    expect(marksOf(many).every(({ label }) => label.startsWith('Timed out'))).toBe(true);
    await alone.click();
    await expect.poll(() => marksOf(many).length).toBe(all);
  });

  test('has beside it how long the oldest queued job has waited', async () => {
    const queued = job({
      id: 1,
      status: 'QUEUED',
      start: instant(vaultNow() - hour),
      title: 'Waits',
    });
    await drawView(Throughput, insightsOf(many, { monitors: [queued] }));
    const live = page.getByRole('region', { name: 'In the queue now' });
    await expect.element(live).toHaveTextContent('since its planned start');
    await expect.element(live.getByRole('link', { name: 'Waits' })).toBeVisible();
  });

  test('gives no seconds of waiting to a job that was first seen queued just now', async () => {
    const queued = job({ id: 1, status: 'QUEUED', title: 'Waits' });
    const queuedSeen = new Map([['1', vaultNow()]]);
    await drawView(Throughput, insightsOf(many, { monitors: [queued], queuedSeen }));
    const live = page.getByRole('region', { name: 'In the queue now' });
    await expect.element(live).toHaveTextContent('First seen just now');
    await expect.element(live).toHaveTextContent('It may have been queued before.');
    await expect.element(live).not.toHaveTextContent(/0 s|at least/i);
  });

  test('does not say that no job is queued before Vault has listed them', async () => {
    await drawView(Throughput, insightsOf(many, { monitors: undefined }));
    const live = page.getByRole('region', { name: 'In the queue now' });
    await expect.element(live).toHaveTextContent('Not read yet');
  });
});
