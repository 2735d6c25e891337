import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';

import { at, hour, job, minute, run } from '#insight/testing/jobs.ts';

import { many } from '../testing/archives.ts';
import { drawView, insightsOf, withLayout } from '../testing/view.tsx';
import { NextDay } from './NextDay.tsx';

beforeEach(withLayout);

async function drawn() {
  await expect.poll(() => document.querySelectorAll('svg a[data-count]').length).toBeGreaterThan(0);
}

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
