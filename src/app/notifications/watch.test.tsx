/** What a browser shows of jobs that change while nobody looks. */
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { signedIn } from '#contract/testing/sessions.ts';
import { job } from '#insight/testing/jobs.ts';

import { setPreference } from '../preferences.ts';
import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { deviceNow } from '../time/clock.ts';
import { changeNotificationSettings, firstRule, forgetNotified } from './settings.ts';
import { recordNotifications } from './testing/recorded-notifications.ts';
import { watchJobs } from './watch.ts';

const start = Date.UTC(2026, 10, 24, 10);
/** Of a Vault in which nothing runs. */
const everyMs = 30_000;
const memoryName = 'jobwatch.notified/session.vault.test/7';

const stops: (() => void)[] = [];

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: start });
  changeNotificationSettings({
    on: true,
    onSince: start,
    forgotAt: 0,
    rules: [firstRule],
    quietHours: undefined,
  });
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  setPreference('paused', false);
  document.querySelector('main')?.remove();
});

type Lists = { monitors?: Job[]; finished?: Job[] } & Partial<Pick<JobList, 'warnings'>>;

function list(jobs: Job[], at: number, warnings: JobList['warnings']): JobList {
  return {
    jobs,
    unreadable: 0,
    repeated: 0,
    total: jobs.length,
    asOf: instant(at),
    skewMs: 0,
    budget: undefined,
    delayMs: 0,
    hasActiveJobs: false,
    warnings,
  };
}

/** Another tab of the same viewer, with Vault's answers as of a moment. */
function openTab() {
  const cache = new QueryClient();
  const opened: string[] = [];
  const answer = ({ monitors = [], finished = [], warnings = [] }: Lists, at = deviceNow()) => {
    const options = { updatedAt: at };
    cache.setQueryData(monitorsQuery.queryKey, list(monitors, at, warnings), options);
    cache.setQueryData(recentHistoriesQuery.queryKey, list(finished, at, warnings), options);
  };
  answer({});
  const stop = watchJobs({
    session: signedIn('7'),
    cache,
    zone: 'UTC',
    openJob: (id) => opened.push(id),
    openOverview: () => opened.push('overview'),
  });
  stops.push(stop);
  return { answer, opened, stop };
}

const lookedAt = () => Number(/"lookedAt":(\d+)/.exec(localStorage.getItem(memoryName) ?? '')?.[1]);

/** Until one of the tabs has looked at the lists of now, and has shown what there is to show. */
async function looked() {
  await expect.poll(lookedAt).toBe(deviceNow());
  // Tabs have half a second to say what they show.
  await vi.advanceTimersByTimeAsync(500);
}

/** Moves to the next look, at which Vault answers with these lists. */
async function pass(tabs: readonly ReturnType<typeof openTab>[], lists: Lists) {
  const due = (Math.floor(deviceNow() / everyMs) + 1) * everyMs;
  for (const { answer } of tabs) answer(lists, due);
  await vi.advanceTimersByTimeAsync(due - deviceNow());
}

const failedAt = (ms: number, id = 1) =>
  job({ id, title: 'Ledger', status: 'TIMEOUT', start: instant(ms), end: instant(ms) });
const finished = [failedAt(start + 10_000)];

async function watching(): Promise<ReturnType<typeof openTab>> {
  const tab = openTab();
  await looked();
  return tab;
}

test('a job that fails is notified once, a click opens it, and signing out forgets it for good', async () => {
  const shown = recordNotifications('granted');
  const tab = await watching();
  for (let nth = 0; nth < 3; nth += 1) {
    await pass([tab], { finished });
    await looked();
  }
  expect(shown.map(({ title, body }) => [title, body])).toEqual([
    ['Simulated Vault: Ledger', 'It ended with “Timed out” at 24 Nov 2026, 10:00 UTC.'],
  ]);
  shown[0]?.click();
  expect(tab.opened).toEqual(['1']);
  tab.stop();
  forgetNotified('session.vault.test/7');
  expect(Object.keys(localStorage)).toEqual(['jobwatch.notifications']);
  await pass([openTab()], { finished });
  await looked();
  expect(shown).toHaveLength(1);
});

test('several tabs notify once, and another one goes on where one is closed', async () => {
  const shown = recordNotifications('granted');
  const first = await watching();
  const second = openTab();
  await pass([first, second], { finished });
  await looked();
  first.stop();
  await pass([second], { finished });
  // The second may have got the lock just before, and looked at once.
  await expect.poll(lookedAt).toBeGreaterThan(start + everyMs);
  await vi.advanceTimersByTimeAsync(500);
  expect(shown).toHaveLength(1);
  await pass([second], { finished: [failedAt(deviceNow(), 2), ...finished] });
  await looked();
  expect(shown).toHaveLength(2);
});

test('a job of another Vault with the same id on the screen is none of this one', async () => {
  const shown = recordNotifications('granted');
  const main = document.body.appendChild(document.createElement('main'));
  main.innerHTML = '<a href="v/other.vault.test/jobs/1">Ledger</a>';
  const tab = await watching();
  await pass([tab], { finished });
  await looked();
  expect(shown).toHaveLength(1);
});

test('each is notified once with a full storage too, where watching begins anew', async () => {
  const shown = recordNotifications('granted');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('It is full.', 'QuotaExceededError');
  });
  for (let nth = 0; nth < 2; nth += 1) {
    const tab = openTab();
    await vi.advanceTimersByTimeAsync(500);
    await pass([tab], { finished });
    await vi.advanceTimersByTimeAsync(1_000);
    tab.stop();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(shown).toHaveLength(1);
  // There is room again.
  vi.restoreAllMocks();
  await pass([openTab()], { finished });
  await looked();
  expect(shown).toHaveLength(1);
});

test('of many at once five notifications say how many they are', async () => {
  const shown = recordNotifications('granted');
  const tab = await watching();
  const many = Array.from({ length: 12 }, (_, id) => failedAt(start + 10_000, id + 1));
  await pass([tab], { finished: many });
  await looked();
  expect(shown.map(({ title }) => title)).toEqual([
    ...Array.from({ length: 4 }, () => 'Simulated Vault: Ledger'),
    'Simulated Vault: 8 more',
  ]);
  shown[4]?.click();
  expect(tab.opened).toEqual(['overview']);
});

async function nothing(lists: Lists = { finished }) {
  const shown = recordNotifications('granted');
  const tab = await watching();
  await pass([tab], lists);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown).toEqual([]);
  return { shown, tab };
}

describe('nothing is notified', () => {
  test('of what had failed before it was turned on', async () => {
    await nothing({ finished: [failedAt(start - 1_000)] });
    expect(lookedAt()).toBe(start + everyMs);
  });

  test('of a job whose row can be seen', async () => {
    const main = document.body.appendChild(document.createElement('main'));
    main.innerHTML = '<a href="jobs/1">Ledger</a>';
    await nothing();
    expect(lookedAt()).toBe(start + everyMs);
  });

  test('in quiet hours, nor of them later', async () => {
    changeNotificationSettings({ quietHours: '10:00-10:01' });
    const { shown, tab } = await nothing();
    expect(lookedAt()).toBe(start + everyMs);
    await pass([tab], { finished });
    await looked();
    expect(shown).toEqual([]);
  });

  test('from lists of which Vault warns, but later from whole ones', async () => {
    const warnings = [{ type: 'PARTIAL', message: 'Some are missing.' }];
    const { shown, tab } = await nothing({ finished, warnings });
    expect(lookedAt()).toBe(start);
    await pass([tab], { finished });
    await looked();
    expect(shown).toHaveLength(1);
  });

  test('while refreshing is paused', async () => {
    const shown = recordNotifications('granted');
    const tab = await watching();
    setPreference('paused', true);
    await pass([tab], { finished });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([shown, lookedAt()]).toEqual([[], start]);
  });

  test('without the permission, and nothing is asked of Vault', async () => {
    const shown = recordNotifications('denied');
    const tab = openTab();
    await pass([tab], { finished });
    expect([shown, lookedAt()]).toEqual([[], Number.NaN]);
  });
});
