/** What all views of Insights sum up: the archive's jobs, one range, one zone. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { TitleRuns } from '#insight/finished-runs.ts';
import { narrowed } from '#insight/page-filter.ts';
import type { Seen } from '#insight/queued-since.ts';
import type { Span } from '#insight/throughput.ts';
import { presetWords } from '#insight/time/preset-words.ts';
import { asLocal, bounds } from '#insight/time/range.ts';
import { narrowedTitles } from '#insight/views/title-runs.ts';

import { archiveName } from '../../archive/database-name.ts';
import { knownFromOf } from '../../archive/known-from.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { coverageWords } from '../../components/coverage-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { useZone } from '../../components/use-zone.ts';
import type { About } from '../../export/table.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { firstSeenQueued } from '../../queries/queued-jobs.ts';
import { vaultNow } from '../../time/clock.ts';
import { withoutDefaults } from '../../url/read-fields.ts';
import { defaults, type InsightsSearch, readSearch } from './search.ts';
import { useTitleRuns } from './use-title-runs.ts';

export type Insights = {
  /** All that the filters let through, whatever its date. */
  titles: readonly TitleRuns[];
  /** What is counted, in milliseconds since 1970: infinite where the range is open. */
  range: Span;
  /** As long, and just before it; undefined where nothing is compared. */
  before: Span | undefined;
  /** The range with two ends: what an axis shows. */
  axis: Span;
  /** From when on all that finished is known; Infinity where that is not sure of any moment. */
  knownFrom: number;
  /** Scheduled, queued and running; undefined until Vault has listed them. */
  monitors: readonly Job[] | undefined;
  /** When each queued one was first seen queued. */
  queuedSeen: Seen;
  zone: string;
  /** By Vault's clock, in whole minutes. */
  now: number;
  about: Omit<About, 'madeMs' | 'view'>;
  /** The same for a view that has a range by itself, called so. */
  aboutRange: (span: Span, words: string) => Insights['about'];
  setRange: (span: Span) => void;
  resetRange: () => void;
};

export function useInsightsSearch() {
  const search = useRouterState({ select: ({ location }) => readSearch(location.search) });
  return { search, set: useSetInsights() };
}

export function useSetInsights() {
  const navigate = useNavigate();
  return useCallback(
    (change: Partial<InsightsSearch>, replace = false) =>
      void navigate({
        to: '/insights',
        search: (before) => withoutDefaults({ ...readSearch(before), ...change }, defaults),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
}

/** Undefined until the runs are worked out for the first time. */
export function useInsights(): Insights | undefined {
  const { search, set } = useInsightsSearch();
  const { session } = useRouteContext({ from: '/signed-in' });
  const zone = useZone();
  const { jobs, state } = useArchive();
  const monitors = useQuery(monitorsQuery);
  // Its answers keep the archive up to date: see `archive/feed-archive.ts`.
  useQuery(recentHistoriesQuery);
  const now = useTicking(() => Math.floor(vaultNow() / 60_000)) * 60_000;
  const { title, by, range: name, from, to, compare } = search;
  const all = useTitleRuns(jobs.all());
  const titles = useMemo(() => all && narrowedTitles(all, { title, by }), [all, title, by]);
  const listed = monitors.data?.jobs;
  const queuedSeen = firstSeenQueued(archiveName(session), monitors.data);
  const waiting = useMemo(() => listed && narrowed(listed, { title, by }), [listed, title, by]);
  const range = useMemo(
    () => spanOf({ range: name, from, to }, zone, now),
    [name, from, to, zone, now],
  );
  const axis = useMemo(() => finite(range, titles ?? [], now), [range, titles, now]);
  const { coverage } = state;
  const knownFrom = knownFromOf(coverage);
  const words = coverageWords(state);
  const isComplete = coverage.kind === 'complete';
  const rangeWords = wordsOfRange(search, zone);
  const others = wordsOfFilters(search);
  const aboutRange = useCallback(
    ({ from, to }: Span, rangeWords: string): Insights['about'] => ({
      vault: session.vault.host,
      vaultName: session.simulated ? 'Simulated Vault' : session.vault.name,
      filters: [rangeWords, ...(others === '' ? [] : [others])].join('; '),
      from,
      to,
      coverage: isComplete ? { kind: 'complete' } : { kind: 'partial', words },
      who: session.user.userName ?? `User ${session.user.id}`,
      app: 'Jobwatch',
    }),
    [session, others, isComplete, words],
  );
  // The same object until something changes: each of the views draws a thousand marks.
  return useMemo(
    () =>
      titles && {
        titles,
        range,
        before: compare ? periodBefore(axis) : undefined,
        axis,
        knownFrom,
        monitors: waiting,
        queuedSeen,
        zone,
        now,
        about: aboutRange(axis, rangeWords),
        aboutRange,
        setRange: (span) =>
          set({
            range: 'custom',
            from: instant(Math.round(span.from)),
            to: instant(Math.round(span.to)),
          }),
        resetRange: () => set({ range: defaults.range, from: undefined, to: undefined }),
      },
    [
      titles,
      range,
      compare,
      axis,
      knownFrom,
      waiting,
      queuedSeen,
      zone,
      now,
      aboutRange,
      rangeWords,
      set,
    ],
  );
}

function spanOf(
  { range, from, to }: Pick<InsightsSearch, 'range' | 'from' | 'to'>,
  zone: string,
  now: number,
): Span {
  const limits = bounds(
    range === 'custom' ? { kind: 'between', from, to } : { kind: 'preset', name: range },
    zone,
    now,
  );
  return {
    from: limits.from === undefined ? -Infinity : milliseconds(limits.from),
    to: limits.to === undefined ? Infinity : milliseconds(limits.to),
  };
}

const hourMs = 3_600_000;

/** An open end is now, or the end of the last run if a clock runs ahead; an open start that of the first. */
function finite({ from, to }: Span, titles: readonly TitleRuns[], now: number): Span {
  if (Number.isFinite(from) && Number.isFinite(to)) return { from, to };
  let [first, last] = [now - hourMs, now];
  for (const { runs } of titles) {
    first = Math.min(first, runs[0]?.overMs ?? first);
    last = Math.max(last, runs.at(-1)?.overMs ?? last);
  }
  const end = Number.isFinite(to) ? to : last + 1;
  return { from: Number.isFinite(from) ? from : Math.min(first, end - hourMs), to: end };
}

function periodBefore({ from, to }: Span): Span {
  return { from: from - (to - from), to: from };
}

function wordsOfRange({ range, from, to }: InsightsSearch, zone: string): string {
  const when =
    range === 'custom'
      ? `from ${from === undefined ? 'the first' : asLocal(from, zone)} ${to === undefined ? 'to now' : `up to but not including ${asLocal(to, zone)}`}`
      : presetWords[range];
  return `finished or missed: ${when} (${zone})`;
}

function wordsOfFilters({ title, by }: InsightsSearch): string {
  return [title !== '' && `title contains "${title}"`, by !== '' && `created by user ${by}`]
    .filter((words) => words !== false)
    .join('; ');
}
