import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';

import { rowsOf } from '#insight/rows-filter.ts';
import { at, day, hour, job, minute, now, run } from '#insight/testing/jobs.ts';

import { autumn, inAutumn, many, manyTitles } from '../testing/archives.ts';
import { drawView, insightsOf, marksOf } from '../testing/view.tsx';
import { FailureMatrix } from './FailureMatrix.tsx';
import { Titles } from './Titles.tsx';

const bad = { status: 'TIMEOUT' };

const table = (name: string) => page.getByRole('table', { name });
const row = (name: string | RegExp) => page.getByRole('row', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function drawn(name: string) {
  await expect.element(table(name)).toBeVisible();
}

function firstTitles() {
  const rows = [...document.querySelectorAll('table tbody tr')];
  return rows.map((one) => one.querySelector('bdi')?.textContent);
}

describe('the titles', () => {
  test('have runs that add up to those of the range, also when clocks change', async () => {
    await drawView(Titles, insightsOf(inAutumn, { range: autumn, now: autumn.to }));
    await drawn('Titles');
    const runs = marksOf(inAutumn, 'a[data-count][aria-label^="Runs"]');
    expect(runs).toHaveLength(3);
    expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(rowsOf(inAutumn, autumn).length);
  });

  test('say since when each fails, and lead with it', async () => {
    const failing = [{ ...run(1, 30 * minute, minute), ...bad, title: 'Failing' }];
    const well = [run(2, hour, minute)];
    await drawView(Titles, insightsOf([...well, ...failing]));
    await expect
      .element(row(/Failing/))
      .toHaveTextContent('Last run: Timed out, failing since 10:30 (1 run)');
    expect(firstTitles()).toEqual(['Failing', 'Nightly export']);
  });

  test('say what is overdue, and when the next run is planned', async () => {
    const monitors = [
      job({ id: 8, title: 'Late', status: 'SCHEDULED', start: at(-25 * minute) }),
      job({ id: 9, status: 'SCHEDULED', start: at(hour) }),
    ];
    await drawView(Titles, insightsOf([run(1, hour, minute)], { monitors }));
    await expect.element(row(/Late/)).toHaveTextContent('overdue by 25 min');
    await expect.element(row(/Nightly export/)).toHaveTextContent('12:00');
    expect(firstTitles()).toEqual(['Late', 'Nightly export']);
  });

  test('show what has not been read as not read, never as zero', async () => {
    const monitors = [job({ id: 9, title: 'Planned', status: 'SCHEDULED', start: at(hour) })];
    const changes = { monitors, knownFrom: now - 3 * hour };
    await drawView(Titles, insightsOf([run(1, hour, minute)], changes));
    await expect.element(row(/Planned/)).toHaveTextContent('no run read so far?');
    await expect.element(row(/Nightly export/)).toHaveTextContent('≥ 1');
    await expect.element(row(/Nightly export/)).toHaveTextContent('OK since 10:00 or earlier');
    await expect.element(page.getByText(/not all of this range has been read/)).toBeVisible();
  });

  test('are sorted by any column, those without a value last', async () => {
    const slow = Array.from({ length: 5 }, (_, id) => ({
      ...run(id, (id + 1) * hour, 9 * minute),
      title: 'Slow',
    }));
    const quick = Array.from({ length: 5 }, (_, id) => run(id + 10, (id + 1) * hour, minute));
    const once = { ...run(20, hour, hour), title: 'Once' };
    await drawView(Titles, insightsOf([...quick, ...slow, once]));
    await expect.element(row(/Once/)).toHaveTextContent('too few');
    await button('p95').click();
    await expect.poll(firstTitles).toEqual(['Slow', 'Nightly export', 'Once']);
    await button('p95').click();
    await expect.poll(firstTitles).toEqual(['Nightly export', 'Slow', 'Once']);
  });

  test('come a page at a time where there are hundreds', async () => {
    await drawView(Titles, insightsOf(manyTitles));
    await drawn('Titles');
    expect(firstTitles()).toHaveLength(20);
    await button('Next titles').click();
    await expect.element(page.getByText('Titles 21 to 40 of 300')).toBeVisible();
    expect(firstTitles()[0]).toBe('Title 20');
  });
});

describe('failures', () => {
  test('of the titles add up to those of all', async () => {
    await drawView(FailureMatrix, insightsOf(many));
    await drawn('Failures');
    const weeks = marksOf(many, 'a[data-count][aria-label$="in the last 7 d"]');
    const [all = 0, ...each] = weeks.map(({ count }) => count);
    expect(each).toHaveLength(3);
    expect(each.reduce((sum, count) => sum + count, 0)).toBe(all);
  });

  test.each([
    ['said where all has been read', -Infinity, 'No run failed in the last two weeks.'],
    ['not said where a part is missing', now - day, /^No failures in the runs read so far/],
  ])('that there were none is %s', async (_, knownFrom, words) => {
    await drawView(FailureMatrix, insightsOf([run(1, hour, minute)], { knownFrom }));
    await expect.element(page.getByText(words)).toBeVisible();
  });

  test('that may be missing are a question, not a zero', async () => {
    const jobs = [{ ...run(1, 2 * hour, minute), ...bad }];
    await drawView(FailureMatrix, insightsOf(jobs, { knownFrom: now - minute }));
    await expect.element(row(/^All titles/)).toHaveTextContent('All titles?≥ 1≥ 1≥ 1≥ 1');
  });

  test('are sorted by their change against the period before', async () => {
    const steady = [1, 2].flatMap((id) => [run(id, id * hour, 0), run(id + 5, day + id * hour, 0)]);
    const jobs = [
      ...steady.map((one) => ({ ...one, ...bad, title: 'Steady' })),
      { ...run(20, hour, minute), ...bad, title: 'Worse' },
    ];
    await drawView(FailureMatrix, insightsOf(jobs));
    await expect.poll(firstTitles).toEqual([undefined, 'Steady', 'Worse']);
    await button('Sort by change').click();
    await expect.poll(firstTitles).toEqual([undefined, 'Worse', 'Steady']);
    await expect.element(row(/^Worse/)).toHaveTextContent('1+1');
  });
});
