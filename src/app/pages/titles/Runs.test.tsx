import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import type { Job } from '#contract/jobs.ts';
import { runsByTitle } from '#insight/finished-runs.ts';
import { at, hour, job, minute, now, run } from '#insight/testing/jobs.ts';

import { exportsMade } from '../../export/export-log.ts';
import { downloads } from '../../export/testing/downloads.ts';
import { Runs } from './Runs.tsx';
import type { TitleData } from './use-title.ts';

beforeEach(() => localStorage.clear());

const title = 'Export, "all" of it';
const complete = { kind: 'complete' } as const;

async function drawRuns(
  finished: readonly Job[],
  coverage: TitleData['about']['coverage'] = complete,
) {
  const data: TitleData = {
    title,
    runs: runsByTitle(finished).find((one) => one.title === title)?.runs ?? [],
    unfinished: [],
    finished,
    monitors: [],
    knownFrom: coverage.kind === 'complete' ? -Infinity : now,
    isOpening: false,
    coverage: '',
    zone: 'Europe/Berlin',
    now,
    about: {
      vault: 'acme.veevavault.com',
      vaultName: 'Acme',
      view: 'title',
      filters: `title is "${title}"`,
      coverage,
      who: 'admin',
      app: 'Jobwatch',
    },
  };
  const root = createRootRoute({ component: () => <Runs data={data} /> });
  const history = createMemoryHistory({ initialEntries: ['/titles'] });
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={createRouter({ routeTree: root, history })} />
    </QueryClientProvider>,
  );
}

/** A worker starts slowly on a busy machine. */
const patient = { timeout: 15_000 };

async function exported(count: number) {
  const saved = downloads();
  await page.getByRole('button', { name: `Export ${count} rows` }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect.element(page.getByText(/rows? (?:are|is) in vault-jobs/), patient).toBeVisible();
  const [file] = saved;
  return { name: file?.name, text: (await (await file?.blob)?.text()) ?? '' };
}

const runs = Array.from({ length: 70 }, (_, nth) => ({
  ...run(nth + 100, nth * hour, minute),
  title,
}));

test('all runs of a title are exported, and no others, the newest first', async () => {
  const missed = { ...job({ id: 99, status: 'MISSED_SCHEDULE', start: at(-71 * hour) }), title };
  // More than the 50 that are shown, and of another title.
  await drawRuns([...runs, missed, run(9, hour, minute)]);
  const { text } = await exported(71);
  const [head, ...rows] = text.trim().split('\r\n');
  expect(head).toMatch(/^Title,Status,Status in Vault,Job ID,Started/);
  const quoted = '"Export, ""all"" of it"';
  expect(rows.map((row) => row.startsWith(`${quoted},`))).toEqual(Array(71).fill(true));
  expect(rows.map((row) => row.slice(quoted.length).split(',')[3])).toEqual([
    ...runs.map(({ id }) => id),
    '99',
  ]);
  // It has a planned time and no start: none is written in its place.
  expect(rows.at(-1)).toMatch(/,Missed schedule,MISSED_SCHEDULE,99,,,/);
});

test('an export of a title says in its name and in the log that not all has been read', async () => {
  await drawRuns(runs, { kind: 'partial', words: '70 of 9,000 read, newest first' });
  const { name } = await exported(70);
  expect(name).toMatch(/^vault-jobs_PARTIAL_.*title/);
  expect(exportsMade()).toMatchObject([
    { rows: 70, partial: true, filters: `title is "${title}"`, fileName: name },
  ]);
});

test('runs that took an unknown time are not said to be of a height', async () => {
  const missed = [1, 2].map((nth) => ({
    ...job({ id: nth, status: 'MISSED_SCHEDULE', start: at(-nth * hour) }),
    title,
  }));
  await drawRuns(missed);
  await expect.element(page.getByText('How long these ran is not known.')).toBeVisible();
});

test('runs that took no time are not said to be of an unknown one', async () => {
  const moment = at(-hour);
  const failed = { ...job({ id: 1, status: 'FAILED_TO_RUN', start: moment, end: moment }), title };
  await drawRuns([failed]);
  await expect.element(page.getByText('None of these ran for a full second.')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '0 s' })).toBeVisible();
});
