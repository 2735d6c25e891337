/** All that is known of a title: its finished runs, those to come, and how complete that is. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext, useRouterState } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';
import { type Run, runsByTitle } from '#insight/finished-runs.ts';
import { shownTitle } from '#insight/status/title.ts';

import { finishedJobs } from '../../archive/finished-jobs.ts';
import { knownFromOf } from '../../archive/known-from.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { coverageWords } from '../../components/coverage-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { useZone } from '../../components/use-zone.ts';
import type { About } from '../../export/table.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { vaultNow } from '../../time/clock.ts';
import { withoutDefaults } from '../../url/read-fields.ts';
import { defaults, readSearch, type TitleSearch } from './search.ts';

export type TitleData = {
  title: string;
  /** Those with a date, oldest first. */
  runs: readonly Run[];
  /** Those that have not finished; undefined until Vault has listed them. */
  unfinished: readonly Job[] | undefined;
  /** Jobs of all titles. */
  finished: readonly Job[];
  monitors: readonly Job[];
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
  /** Rows of an earlier visit are still being loaded, or Vault's first answers are awaited. */
  isOpening: boolean;
  /** How much of the history has been read, in words. */
  coverage: string;
  zone: string;
  /** By Vault's clock, in whole minutes. */
  now: number;
  about: Omit<About, 'madeMs'>;
};

export function useTitleSearch() {
  const search = useRouterState({ select: ({ location }) => readSearch(location.search) });
  const navigate = useNavigate();
  const set = (change: Partial<TitleSearch>) =>
    void navigate({
      to: '/titles',
      search: (before) => withoutDefaults({ ...readSearch(before), ...change }, defaults),
      replace: true,
      resetScroll: false,
    });
  return { search, set };
}

export function useTitle(title: string): TitleData {
  const { session } = useRouteContext({ from: '/signed-in' });
  const zone = useZone();
  const { jobs, state } = useArchive();
  const monitors = useQuery(monitorsQuery);
  const { data } = monitors;
  const recent = useQuery(recentHistoriesQuery);
  const now = useTicking(() => Math.floor(vaultNow() / 60_000)) * 60_000;
  const finished = finishedJobs(jobs.all(), recent.data?.jobs);
  const runs = runsByTitle(finished).find((one) => one.title === title)?.runs ?? [];
  const knownFrom = knownFromOf(state.coverage);
  const coverage = coverageWords(state);
  const isNothingKnown =
    runs.length === 0 && (state.activity.kind === 'opening' || recent.isPending);
  // Its jobs come a moment after the first runs, in rows above them, unless Vault refuses them.
  const isListAwaited =
    !state.hasStoredHistory && monitors.isLoading && monitors.failureCount === 0;
  return {
    title,
    runs,
    unfinished: data?.jobs.filter((job) => job.title === title),
    finished,
    monitors: data?.jobs ?? [],
    knownFrom,
    isOpening: isNothingKnown || isListAwaited,
    coverage,
    zone,
    now,
    about: {
      vault: session.vault.host,
      vaultName: session.simulated ? 'Simulated Vault' : session.vault.name,
      view: 'title',
      filters: `title is "${shownTitle(title)}"`,
      coverage:
        knownFrom === -Infinity ? { kind: 'complete' } : { kind: 'partial', words: coverage },
      who: session.user.userName ?? `User ${session.user.id}`,
      app: 'Jobwatch',
    },
  };
}
