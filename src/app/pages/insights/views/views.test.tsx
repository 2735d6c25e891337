import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';

import { userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { rowsOf } from '#insight/rows-filter.ts';
import { at, day, hour, job, minute, now, run } from '#insight/testing/jobs.ts';

import { vaultNow } from '../../../time/clock.ts';
import { drawView, insightsOf, marksOf } from '../testing/view.tsx';
import { Durations } from './Durations.tsx';
import { HeatMap } from './HeatMap.tsx';
import { NextDay } from './NextDay.tsx';
import { Throughput } from './Throughput.tsx';

const statuses = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'TIMEOUT', 'CANCELLED', 'PAUSED'];

/** Runs of three titles, over the last ten days. */
const many: Job[] = Array.from({ length: 600 }, (_, id) => ({
  ...run(id, Math.floor(((id * 7_919) % 10_007) * ((10 * day) / 10_007)), (id % 7) * minute),
  title: ['Extract', 'Export', 'Reconcile'][id % 3] ?? '',
  status: statuses[id % statuses.length] ?? '',
}));
const longTitle = many.slice(0, 40).map((job) => ({ ...job, title: 'W'.repeat(400) }));
const neverRan = job({ id: 1, status: 'MISSED_SCHEDULE', start: at(-hour) });

const archives = {
  'many runs': many,
  'one run': [run(1, hour, minute)],
  'a run that never ran': [neverRan],
  'only unknown statuses': many.map((job) => ({ ...job, status: 'PAUSED' })),
  'one title of 400 characters': longTitle,
};

const person = v.parse(userId, '42');
const range = { from: now - 7 * day, to: now };
/** Clocks are set back within it. */
const autumn = { from: Date.UTC(2026, 9, 22), to: Date.UTC(2026, 9, 29) };
const inAutumn = many.map((job) => ({
  ...job,
  end: instant(Date.parse(job.end ?? '') + autumn.to - now),
  start: instant(Date.parse(job.start ?? '') + autumn.to - now),
}));

/** Stylesheets are empty in these tests: what gives drawings their width has to be there. */
beforeEach(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '.flex { display: flex } .flex-wrap { flex-wrap: wrap } svg { display: block }',
  );
  document.adoptedStyleSheets = [sheet];
});

async function drawn() {
  await expect.poll(() => document.querySelectorAll('svg a[data-count]').length).toBeGreaterThan(0);
}

describe.each([
  ['throughput', Throughput],
  ['hours of the week', HeatMap],
] as const)('%s', (_, View) => {
  test.each(Object.entries(archives))('has marks that count their rows: %s', async (_, jobs) => {
    await drawView(View, insightsOf(jobs));
    await drawn();
    const marks = marksOf(jobs);
    expect(marks.filter(({ count, rows }) => count !== rows)).toEqual([]);
    const all = rowsOf(jobs, range).length;
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  });

  test('counts the rows of a week in which clocks change', async () => {
    await drawView(View, insightsOf(inAutumn, { range: autumn, now: autumn.to }));
    await drawn();
    const marks = marksOf(inAutumn);
    expect(marks.filter(({ count, rows }) => count !== rows)).toEqual([]);
    const all = rowsOf(inAutumn, autumn).length;
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  });

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
  test.each(Object.entries(archives))('have marks that count their rows: %s', async (_, jobs) => {
    await drawView(Durations, insightsOf(jobs));
    await drawn();
    const marks = marksOf(jobs);
    expect(marks.filter(({ count, rows }) => count !== rows)).toEqual([]);
    const title = page.getByRole('combobox', { name: 'Title' }).element();
    const of = title instanceof HTMLSelectElement ? title.value : '';
    const all = rowsOf(jobs, { ...range, titles: [of] }).length;
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  });

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

  test('does not say that no job is queued before Vault has listed them', async () => {
    await drawView(Throughput, insightsOf(many, { monitors: undefined }));
    const live = page.getByRole('region', { name: 'In the queue now' });
    await expect.element(live).toHaveTextContent('Not read yet');
  });
});

describe('the next 24 hours', () => {
  const planned = [20, 25, 180].map((minutes, id) =>
    job({ id: id + 900, status: 'SCHEDULED', title: `Job ${id}`, start: at(minutes * minute) }),
  );

  test('open a quarter of an hour to its jobs', async () => {
    const usual = Array.from({ length: 5 }, (_, id) => ({
      ...run(id, (id * id + 1) * hour, 10 * minute),
      title: 'Job 0',
    }));
    await drawView(NextDay, insightsOf(usual, { monitors: planned }));
    const slot = page.getByRole('link', { name: '11:15 to 11:30: 2 runs, 2 at once' });
    await slot.click();
    const open = page.getByRole('region', { name: '11:15 to 11:30: 2 runs, 2 at once' });
    await expect.element(open.getByRole('link', { name: 'Job 0' })).toBeVisible();
    await expect.element(open.getByRole('link', { name: 'Job 1' })).toBeVisible();
    await expect.element(open).toHaveTextContent('Planned, 11:25, usual duration not known');
    await expect.element(page.getByText(/at most 2 at once, 11:15/)).toBeVisible();
  });

  /** Hourly up to now, so that more are expected after what is planned. */
  const hourly = Array.from({ length: 30 }, (_, id) =>
    run(id, id * hour + 10 * minute, 25 * minute),
  );
  const next = job({ id: 990, status: 'SCHEDULED', start: at(25 * minute) });

  test('have a list behind each mark with as many runs as it says', async () => {
    await drawView(NextDay, insightsOf(hourly, { monitors: [...planned, next] }));
    await drawn();
    const links = page.getByRole('link', { name: / runs?(, \d+ at once)?$/ });
    expect(links.elements().length).toBeGreaterThan(24);
    for (const link of links.elements().filter((_, nth) => nth % 8 < 2)) {
      const name = link.getAttribute('aria-label') ?? '';
      await page.getByRole('link', { name, exact: true }).click();
      const runs = page.getByRole('region', { name, exact: true }).getByRole('listitem');
      await expect.poll(() => runs.elements().length).toBe(Number(link.getAttribute('data-count')));
    }
  });

  test('are shown one kind alone, and lead to the title of what is expected', async () => {
    await drawView(NextDay, insightsOf(hourly, { monitors: [...planned, next] }));
    await drawn();
    const all = document.querySelectorAll('svg a[data-count]').length;
    await page.getByRole('button', { name: /^Planned/ }).click();
    await expect
      .poll(() => document.querySelectorAll('svg a[data-count]').length)
      .toBeLessThan(all);
    await page.getByRole('button', { name: /^Planned/ }).click();
    await page.getByRole('button', { name: /^Expected/ }).click();
    await page
      .getByRole('link', { name: /1 run$/ })
      .first()
      .click();
    const title = page.getByRole('listitem').getByRole('link', { name: 'Nightly export' });
    await expect.element(title).toHaveAttribute('href', '/titles?title=Nightly+export');
  });

  test('say that a quarter of an hour in the address is over', async () => {
    await drawView(
      NextDay,
      insightsOf(hourly, { monitors: planned }),
      '?quarter=2026-11-24T08:00:00Z',
    );
    await expect.element(page.getByText('at 09:00 is over')).toBeVisible();
  });

  test('say that nothing is coming, and that it is not known yet', async () => {
    const { unmount } = await drawView(NextDay, insightsOf(many));
    await expect.element(page.getByText('No job is running, queued or planned')).toBeVisible();
    await unmount();
    await drawView(NextDay, insightsOf(many, { monitors: undefined }));
    await expect.element(page.getByText('Vault has not listed its jobs yet.')).toBeVisible();
  });
});
