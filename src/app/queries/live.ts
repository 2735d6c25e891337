/** How fresh what is on screen is: the oldest of the polled answers it is made of. */
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

import type { Budget } from '#contract/client.ts';
import { VaultError } from '#contract/envelope.ts';
import { distinctFaults, type Fault } from '#contract/fault.ts';
import type { Instant } from '#contract/instant.ts';

import { followPreferences, preference } from '../preferences.ts';
import { pace, type PollInfo } from './polling.ts';

/** Marks a query as one that a page lives on. */
export const live = { live: true } as const;

export type Live = {
  /** Whether anything on screen comes from lists that are polled. */
  isWatching: boolean;
  /** When Vault gave the oldest answer on screen; undefined before there is one. */
  asOf: Instant | undefined;
  everyMs: number;
  paused: boolean;
  /** Why asking has been slowed down. */
  slowdownReason: string | undefined;
  budget: Budget | undefined;
  /** The latest failure that no success has followed. */
  error: Error | undefined;
  /** What Vault warned of in any answer on screen. */
  warnings: readonly Fault[];
};

let last: Live | undefined;

function readLive(cache: QueryClient): Live {
  const active = cache.getQueryCache().findAll({ type: 'active' });
  const queries = active.filter(isLive);
  const answers = answersOf(queries);
  const oldest = answers.reduce<PollInfo | undefined>(
    (a, b) => (a === undefined || b.asOf < a.asOf ? b : a),
    undefined,
  );
  const wanted = answers.map((answer) =>
    pace(answer, { refresh: preference('refresh'), paused: preference('paused') }),
  );
  const every = wanted.flatMap((one) => (one.kind === 'every' ? [one] : []));
  const next: Live = {
    isWatching: queries.length > 0,
    asOf: oldest?.asOf,
    everyMs: Math.max(...every.map(({ everyMs }) => everyMs), 0),
    paused: preference('paused'),
    slowdownReason: every.find(({ slowdownReason }) => slowdownReason !== undefined)
      ?.slowdownReason,
    budget: answers.find(({ budget }) => budget !== undefined)?.budget,
    error: worst(
      queries.flatMap(({ state }) =>
        state.status === 'error' && state.error !== null ? [state.error] : [],
      ),
    ),
    warnings: distinctFaults(answersOf(active).flatMap(({ warnings }) => warnings)),
  };
  // The same values must be the same object, or React would render at every cache event.
  if (last === undefined || !sameValues(last, next)) last = next;
  return last;
}

function answersOf(queries: readonly Query[]): PollInfo[] {
  return queries.flatMap(({ state }) => (isPollInfo(state.data) ? [state.data] : []));
}

function isLive(query: Query): boolean {
  return query.meta?.['live'] === true;
}

function sameValues(a: Live, b: Live): boolean {
  return (
    a.isWatching === b.isWatching &&
    a.asOf === b.asOf &&
    a.everyMs === b.everyMs &&
    a.paused === b.paused &&
    a.slowdownReason === b.slowdownReason &&
    a.budget === b.budget &&
    a.error === b.error &&
    JSON.stringify(a.warnings) === JSON.stringify(b.warnings)
  );
}

/** A session that ended explains all others. */
function worst(errors: Error[]): Error | undefined {
  return (
    errors.find((error) => error instanceof VaultError && error.kind === 'sign-in') ?? errors[0]
  );
}

function isPollInfo(data: unknown): data is PollInfo {
  return typeof data === 'object' && data !== null && 'asOf' in data && 'warnings' in data;
}

export function useLive(): Live {
  const cache = useQueryClient();
  return useSyncExternalStore(
    (listener) => {
      const leave = [cache.getQueryCache().subscribe(listener), followPreferences(listener)];
      return () => {
        for (const end of leave) end();
      };
    },
    () => readLive(cache),
  );
}

/**
 * Makes a choice of pace count at once, in whichever tab it was made: a query by itself looks at
 * its pace only after an answer, which a paused one never gets. Who resumes wants to see now.
 */
export function followPace(cache: QueryClient): void {
  let wasPaused = preference('paused');
  followPreferences(() => {
    const resumed = wasPaused && !preference('paused');
    wasPaused = preference('paused');
    for (const { observers } of cache.getQueryCache().findAll({ type: 'active' })) {
      for (const observer of observers) observer.setOptions(observer.options);
    }
    if (!resumed) return;
    void cache.refetchQueries({ type: 'active', predicate: isLive }, { cancelRefetch: false });
  });
}
