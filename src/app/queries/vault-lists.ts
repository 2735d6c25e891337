/**
 * What a page asks of one Vault of several. Each has its own address, keys, viewer and clock: nothing
 * that one answers, or fails to answer, reaches another.
 */
import { type QueryClient, queryOptions } from '@tanstack/react-query';

import { type CallOptions, client } from '#contract/client.ts';
import type { Endpoint, Input, Read } from '#contract/endpoint.ts';
import { headers } from '#contract/headers.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { readSession, viewerKey } from '#contract/session.ts';
import { badStatuses } from '#insight/status/statuses.ts';

import { deviceNow, followedMs } from '../time/clock.ts';
import { addressOf, type VaultPlace } from '../vault-address.ts';
import { answerFor, timeoutMs } from './call.ts';
import { type JobList, jobListOf, readMonitors, sharing } from './jobs.ts';
import { readDay } from './last-24-hours.ts';
import { noteContact } from './last-contact.ts';
import { always, type Choice, nextPoll, patienceMs, pollSlowly, slowlyMs } from './polling.ts';
import { keyOf, severalVaults } from './query.ts';
import { atVaultsPace, pollSession } from './wall-queries.ts';

export type VaultLists = ReturnType<typeof createVaultLists>;

type Watching = {
  /** How often its lists are asked for, which may change. */
  choice: () => Choice;
  /** Whether they are while nobody sees the page. */
  inBackground: boolean;
};

/** As a wall does. */
const alwaysWatching: Watching = { choice: () => atVaultsPace, inBackground: true };

/** By host, as a page may be left and opened again. */
const skews = new Map<string, number>();
/** Whose rows the cache has, by host; they outlast a sign-out. */
const viewers = new Map<string, string>();

export function createVaultLists(
  place: VaultPlace,
  { choice, inBackground }: Watching = alwaysWatching,
) {
  const root = `${addressOf(place)}api`;
  let viewer = '';
  const aheadMs = () => skews.get(place.host) ?? 0;
  const inTurn = createTurns();
  const send = client({
    send: async (request) => {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
      return answerFor(viewer, await fetch(request, { signal }));
    },
    root: ({ of }: Endpoint) => (of === 'vault' ? `${root}/vault` : root),
    now: deviceNow,
  });

  async function call<E extends Read>(endpoint: E, input: Input<E>, options: CallOptions) {
    const answer = await inTurn(async () => send(endpoint, input, options)).catch(
      (error: unknown) => {
        noteContact(deviceNow(), error);
        throw error;
      },
    );
    noteContact(deviceNow());
    if (endpoint.of === 'vault' && answer.skewMs !== undefined)
      skews.set(place.host, followedMs(aheadMs(), answer.skewMs));
    return answer;
  }

  const key = <E extends Endpoint>(endpoint: E, input: Input<E>) =>
    [severalVaults, place.host, ...keyOf(endpoint, input)] as const;
  const watched = { ...always, refetchIntervalInBackground: inBackground };
  const unlessPaused = (ms: number) => (choice().paused ? false : ms);
  const polled = {
    ...watched,
    ...sharing,
    refetchInterval: (query: Parameters<typeof nextPoll>[0]) =>
      // Also after an error that ends other polls: nobody can resume that of a single Vault.
      unlessPaused(nextPoll(query, choice(), aheadMs()) || patienceMs),
  };
  const monitorsKey = key(monitors, { limit: longestPage });

  /** Rows of one user are never shown to the next, who may have signed in in another tab. */
  function dropOthersRows(cache: QueryClient): void {
    if (viewer === '') return;
    const before = viewers.get(place.host) ?? viewer;
    viewers.set(place.host, viewer);
    if (before === viewer) return;
    void cache.resetQueries({
      queryKey: [severalVaults, place.host],
      predicate: ({ queryKey }) => !queryKey.includes(readSession.path),
    });
  }

  return {
    place,
    choice,
    /** When the page began to ask, on this device's clock. */
    startedAt: deviceNow(),
    /** How far this Vault's clock is ahead of the device's, in milliseconds. */
    aheadMs,
    session: queryOptions({
      ...watched,
      queryKey: key(readSession, {}),
      queryFn: async ({ signal, client: cache }) => {
        const { data } = await call(readSession, {}, { signal });
        viewer = data.kind === 'signed-in' ? viewerKey(data.vault.host, data.user.id) : '';
        dropOthersRows(cache);
        return data;
      },
      refetchInterval: pollSession,
    }),
    monitors: queryOptions({
      ...polled,
      queryKey: monitorsKey,
      queryFn: async ({ signal }) =>
        readMonitors(async (offset) =>
          call(monitors, { limit: longestPage, ...(offset > 0 && { offset }) }, { signal }),
        ),
    }),
    histories: queryOptions({
      ...polled,
      queryKey: key(histories, { limit: longestPage }),
      queryFn: async ({ signal, client: cache }) => {
        const list = jobListOf([await call(histories, { limit: longestPage }, { signal })]);
        const { hasActiveJobs = true } = cache.getQueryData<JobList>(monitorsKey) ?? {};
        return { ...list, hasActiveJobs };
      },
    }),
    day: queryOptions({
      ...watched,
      queryKey: [severalVaults, place.host, histories.path, { within: 'day' }],
      queryFn: async ({ signal }) =>
        readDay(
          async (offset) =>
            call(
              histories,
              { limit: longestPage, ...(offset > 0 && { offset }) },
              { signal, headers: { [headers.priority]: 'background' } },
            ),
          (deviceMs) => deviceMs + aheadMs(),
        ),
      staleTime: slowlyMs,
      refetchInterval: (query) => unlessPaused(pollSlowly(query)),
    }),
    failures: badStatuses.map((status) =>
      queryOptions({
        ...watched,
        ...sharing,
        queryKey: key(histories, { limit: longestPage, status }),
        queryFn: async ({ signal }) =>
          jobListOf([await call(histories, { limit: longestPage, status }, { signal })]),
        staleTime: 120_000,
        refetchInterval: (query) => unlessPaused(pollSlowly(query)),
      }),
    ),
  };
}

/**
 * One request at a time. Over http/1.1 a browser has six connections for all Vaults together, and
 * a slow one would take them all with its lists.
 */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return async function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = last.then(run, run);
    last = result;
    return result;
  };
}
