/** What the tab counts is what is known to be wrong now, and nothing else. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import { instant } from '#contract/instant.ts';
import type { Seen, Trouble } from '#insight/attention.ts';
import { job } from '#insight/testing/jobs.ts';

import { setPreference } from '../../preferences.ts';
import type { JobList } from '../../queries/jobs.ts';
import { live } from '../../queries/live.ts';
import { useAlarms } from './use-alarms.ts';

const now = Date.UTC(2026, 10, 24, 10);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now });
});

afterEach(() => {
  vi.useRealTimers();
  setPreference('paused', false);
});

const trouble = (id: number): Trouble => ({
  title: `Export ${id}`,
  kind: 'failing',
  job: job({ id, title: `Export ${id}`, status: 'FAILED_TO_RUN' }),
  failing: undefined,
  jobs: { overdue: [], stuck: [], long: [] },
  runs: [],
});

function list(ageMs = 0): JobList {
  return {
    jobs: [],
    unreadable: 0,
    repeated: 0,
    total: 0,
    asOf: instant(now - ageMs),
    skewMs: 0,
    budget: undefined,
    delayMs: 0,
    hasActiveJobs: false,
    warnings: [],
  };
}

const seen: Seen[] = [{ id: job({ id: 2 }).id, note: '', at: now }];
const attention = { troubles: [trouble(1), trouble(2), trouble(3)], failing: [], recovered: [] };

type Props = { monitors?: JobList; histories?: JobList; answer?: JobList };

function Count({ monitors, histories, answer = list() }: Props) {
  useQuery({ queryKey: ['list'], queryFn: () => answer, initialData: answer, meta: live });
  return <output>{useAlarms({ monitors, histories, attention }, seen)}</output>;
}

async function show(props: Props) {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  await render(
    <QueryClientProvider client={cache}>
      <Count {...props} />
    </QueryClientProvider>,
  );
  return screen.getByRole('status');
}

test('titles that the viewer has not seen are counted', async () => {
  await expect.element(await show({ monitors: list(), histories: list() })).toHaveTextContent('2');
});

test.each([
  ['running jobs have', { histories: list() }],
  ['finished jobs have', { monitors: list() }],
])('nothing is counted while no answer on what %s come', async (_, lists) => {
  await expect.element(await show(lists)).toHaveTextContent('0');
});

test('nothing is counted from an answer that is old already', async () => {
  const answer = list(600_000);
  const shown = await show({ monitors: answer, histories: answer, answer });
  await expect.element(shown).toHaveTextContent('0');
});

test('nothing is counted while refreshing is paused', async () => {
  setPreference('paused', true);
  await expect.element(await show({ monitors: list(), histories: list() })).toHaveTextContent('0');
});

test('the count goes as its answer grows old, without anything that ticks', async () => {
  const shown = await show({ monitors: list(), histories: list() });
  await expect.element(shown).toHaveTextContent('2');
  // A quiet Vault is asked every 30 seconds.
  await vi.advanceTimersByTimeAsync(61_900);
  await expect.element(shown).toHaveTextContent('2');
  await vi.advanceTimersByTimeAsync(200);
  await expect.element(shown).toHaveTextContent('0');
});
