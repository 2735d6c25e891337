/** For tests: a view of Insights over given jobs, and the rows that its marks lead to. */
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { render } from 'vitest-browser-react';

import { milliseconds, readInstant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { runsByTitle } from '#insight/finished-runs.ts';
import { type RowsFilter, rowsOf } from '#insight/rows-filter.ts';
import { day, now } from '#insight/testing/jobs.ts';
import { readWeekHour } from '#insight/week-hour.ts';

import { parseSearch, writeSearch } from '../../../url/search.ts';
import type { Insights } from '../use-insights.ts';

type View = ComponentType<{ insights: Insights }>;

/** Of the last seven days, all read, unless `changes` says otherwise. */
export function insightsOf(finished: readonly Job[], changes: Partial<Insights> = {}): Insights {
  const range = { from: now - 7 * day, to: now };
  const about: Insights['about'] = {
    vault: 'quiet.vault.test',
    vaultName: 'Simulated Vault',
    filters: '',
    coverage: { kind: 'complete' },
    who: 'admin',
    app: 'Jobwatch',
  };
  return {
    titles: runsByTitle(finished),
    range,
    before: { from: range.from - 7 * day, to: range.from },
    axis: changes.range ?? range,
    knownFrom: -Infinity,
    monitors: [],
    queuedSeen: new Map(),
    zone: 'Europe/Berlin',
    now,
    about,
    aboutRange: ({ from, to }, filters) => ({ ...about, from, to, filters }),
    setRange: () => undefined,
    resetRange: () => undefined,
    ...changes,
  };
}

/** Stylesheets are empty in component tests: what gives drawings their width has to be there. */
export function withLayout() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '.flex { display: flex } .flex-wrap { flex-wrap: wrap } svg { display: block }',
  );
  document.adoptedStyleSheets = [sheet];
}

export async function drawView(View: View, insights: Insights, search = '') {
  const root = createRootRoute({
    component: () => (
      <div style={{ width: 1_200 }}>
        <View insights={insights} />
      </div>
    ),
  });
  const router = createRouter({
    routeTree: root,
    history: createMemoryHistory({ initialEntries: [`/insights${search}`] }),
    parseSearch,
    stringifySearch: writeSearch,
  });
  return render(<RouterProvider router={router} />);
}

/** All marks that lead to rows: how many they say they stand for, and how many there are. */
export function marksOf(finished: readonly Job[], which = 'svg a[data-count]') {
  return [...document.querySelectorAll(which)].map((mark) => ({
    label: mark.getAttribute('aria-label') ?? '',
    count: Number(mark.getAttribute('data-count')),
    rows: rowsOf(finished, filterOf(mark.getAttribute('href') ?? '')).length,
  }));
}

/** What History would read from the address. */
function filterOf(href: string): RowsFilter {
  const search = new URL(href, location.origin).searchParams;
  const list = (name: string) => (search.has(name) ? search.getAll(name) : undefined);
  const moment = (name: string) => {
    const at = readInstant(search.get(name), 'utc');
    return at === undefined ? undefined : milliseconds(at);
  };
  const [titles, statuses, ids] = [list('is'), list('status'), list('id')];
  const [from, to] = [moment('from'), moment('to')];
  const weekHour = readWeekHour(search.get('hour') ?? '');
  return {
    ...(titles && { titles }),
    ...(statuses && { statuses }),
    ...(ids && { ids }),
    ...(weekHour && { weekHour }),
    ...(search.get('date') === 'started' && { date: 'started' as const }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
