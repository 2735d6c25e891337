import { createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { runsByTitle } from '#insight/finished-runs.ts';
import { at, hour, job, minute, run } from '#insight/testing/jobs.ts';

import { RunMarks } from './RunMarks.tsx';

const jobs = [
  run(1, 5 * hour, minute),
  run(2, 4 * hour, 2 * minute),
  job({ id: 3, status: 'TIMEOUT', start: at(-3 * hour), end: at(-2 * hour) }),
  job({ id: 4, status: 'MISSED_SCHEDULE', start: at(-hour) }),
  job({ id: 5, status: 'PAUSED', start: at(-minute), end: at(0) }),
];
const runs = runsByTitle(jobs).flatMap((title) => title.runs);
const props = {
  label: 'Last runs of Nightly export',
  runs,
  slots: 8,
  topMs: 2 * minute,
  unsure: 0,
  mayLack: false,
  zone: 'Europe/Berlin',
};

const router = createRouter({ routeTree: createRootRoute() });
const wrapper = ({ children }: { children: ReactNode }) => (
  <RouterContextProvider router={router}>{children}</RouterContextProvider>
);

const marks = () => [...document.querySelectorAll('[data-at]')];
const unread = () => document.querySelector('[data-state=unread]');
const states = () => marks().map((mark) => mark.getAttribute('data-state'));

test('a run is a mark in the colour of its outcome, the newest at the right', async () => {
  await render(<RunMarks {...props} />, { wrapper });
  await expect.element(page.getByRole('img', { name: props.label })).toBeVisible();
  expect(states()).toEqual(['well', 'well', 'badly', 'badly', 'unknown']);
  const lefts = marks().map((mark) => mark.getBoundingClientRect().left);
  expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
});

test('what did not end well has the shape of its status as well', async () => {
  await render(<RunMarks {...props} />, { wrapper });
  const shapes = marks().map((mark) => mark.querySelector('path[transform]') !== null);
  expect(shapes).toEqual([false, false, true, true, true]);
});

test('a bar is as high as its run was long, up to the top of the scale', async () => {
  await render(<RunMarks {...props} />, { wrapper });
  const [minutes, twice, hours] = marks().map((mark) =>
    Number(mark.querySelector('rect[rx]')?.getAttribute('height')),
  );
  expect(twice).toBeCloseTo((minutes ?? 0) * 2);
  expect(hours).toBe(twice);
});

test('its words say how it ended, how long it took and when, in the zone', async () => {
  await render(<RunMarks {...props} />, { wrapper });
  expect(marks().map((mark) => mark.querySelector('title')?.textContent)).toEqual([
    'Success, ran 1 min 00 s, finished 24 Nov 2026, 06:00:00 (Europe/Berlin)',
    'Success, ran 2 min 00 s, finished 24 Nov 2026, 07:00:00 (Europe/Berlin)',
    'Timed out, ran 1 h 00 min, finished 24 Nov 2026, 09:00:00 (Europe/Berlin)',
    'Missed schedule, planned 24 Nov 2026, 10:00:00 (Europe/Berlin)',
    'PAUSED, ran 1 min 00 s, finished 24 Nov 2026, 11:00:00 (Europe/Berlin)',
  ]);
});

test('what was not read is drawn as not read, what did not run as nothing', async () => {
  const { rerender } = await render(<RunMarks {...props} slotPx={10} />, { wrapper });
  expect(unread()).toBeNull();
  await rerender(<RunMarks {...props} slotPx={10} mayLack unsure={2} />);
  // Three slots are empty, and two runs stand where others may be missing.
  expect(unread()?.getAttribute('width')).toBe('50');
  await rerender(<RunMarks {...props} slotPx={10} unsure={2} />);
  expect(unread()?.getAttribute('x')).toBe('30');
  expect(unread()?.getAttribute('width')).toBe('20');
});
