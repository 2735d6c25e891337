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

function readLive(cache: QueryClient, type: 'all' | 'active'): Live {
  const active = cache.getQueryCache().findAll({ type });
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
  return {
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

type LiveStore = { read: () => Live; subscribe: (listener: () => void) => () => void };

const stores = new WeakMap<QueryClient, LiveStore>();

export function useLive(): Live {
  const cache = useQueryClient();
  const store = stores.get(cache) ?? createLiveStore(cache);
  stores.set(cache, store);
  return useSyncExternalStore(store.subscribe, store.read, store.read);
}

/**
 * One for all that ask: a page with fifty rows has hundreds of cache events while it loads, and
 * each would be looked through by every part of the frame.
 */
function createLiveStore(cache: QueryClient): LiveStore {
  const listeners = new Set<() => void>();
  // What a page shows counts as watched from its first render on, and only after that is it watched:
  // how old it is would appear a frame later, and move what is beside it.
  let type: 'all' | 'active' = 'all';
  let last = readLive(cache, type);
  let isCurrent = false;
  let leave: (() => void)[] = [];

  function read(): Live {
    // Without a listener nothing says when it changes.
    if (isCurrent && listeners.size > 0) return last;
    isCurrent = true;
    const next = readLive(cache, type);
    // The first render of a page adds queries to those that the frame has read: for their pace alone,
    // which nothing shows yet, React would render all of it again, in one go.
    const paced = listeners.size > 0 ? next : { ...next, everyMs: last.everyMs };
    // The same values must be the same object, or React would render at every cache event.
    if (!sameValues(last, paced)) last = next;
    return last;
  }

  function changed(): void {
    if (!isCurrent) return;
    isCurrent = false;
    // One look at what a burst of events has changed.
    queueMicrotask(() => {
      for (const listener of listeners) listener();
    });
  }

  return {
    read,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        isCurrent = false;
        leave = [cache.getQueryCache().subscribe(changed), followPreferences(changed)];
        // Once all of the page has been rendered, and not only this part of it.
        queueMicrotask(() => {
          type = 'active';
          changed();
        });
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        for (const end of leave) end();
      };
    },
  };
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
