import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { at, hour, job, minute, now, run } from '#insight/testing/jobs.ts';
import { hourStrip } from '#insight/views/hour-strip.ts';

import { HourStrip } from './HourStrip.tsx';

const failed = { ...run(1, 30 * minute, minute), status: 'TIMEOUT' };
const finished = [failed, run(2, 40 * minute, minute), run(3, 5 * hour, minute)];
const monitors = [job({ id: 9, status: 'SCHEDULED', start: at(90 * minute) })];

test('the strip of hours leads to what finished, and says what is planned', async () => {
  await draw(-Infinity);
  const links = page.getByRole('link');
  await expect.element(links.first()).toBeVisible();
  const names = links.elements().map((link) => link.getAttribute('aria-label'));
  expect(names).toEqual([
    '06:00 to 07:00, 1 succeeded: 1 job',
    '10:00 to 11:00, 1 succeeded, 1 failed: 2 jobs',
  ]);
  const ahead = page.getByRole('img', { name: /12:00 to 13:00: 1 planned to start/ });
  await expect.element(ahead).toBeInTheDocument();
});

test('the legend says what is counted, and explains the looks that are drawn', async () => {
  await draw(-Infinity);
  const counted = page.getByText(/^Jobs per hour/);
  await expect.element(counted).toBeVisible();
  const legend = counted.element().parentElement;
  expect([...(legend?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
    'Jobs per hour, the tallest bar is 2',
    'succeeded',
    'failed',
    'planned to start',
  ]);
});

test('every third hour is named, where no other label is near', async () => {
  await page.viewport(1_200, 800);
  await draw(-Infinity);
  await expect.element(page.getByRole('link').first()).toBeVisible();
  const labels = [...document.querySelectorAll('[data-drawing] > text')];
  expect(labels.map(({ textContent }) => textContent)).toEqual(
    ['15:00', '18:00', '21:00', '00:00', '03:00', '06:00', '09:00'].concat([
      'now',
      '23 Nov, 11:00',
      '17:00',
    ]),
  );
});

test('an hour that was not read is no hour in which nothing finished', async () => {
  await draw(now - hour);
  await expect.element(page.getByRole('link').first()).toBeVisible();
  const titles = [...document.querySelectorAll('g > title')].map(({ textContent }) => textContent);
  expect(titles).toContain('07:00 to 08:00, not all read');
  expect(titles.join()).not.toContain('nothing finished');
});

async function draw(knownFrom: number) {
  const zone = 'Europe/Berlin';
  const strip = hourStrip({ finished, monitors, now, zone, knownFrom });
  const root = createRootRoute({ component: () => <HourStrip strip={strip} zone={zone} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  return render(<RouterProvider router={router} />);
}
