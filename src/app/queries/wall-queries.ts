/**
 * What a wall asks for. Nobody is there to resume it, and no choice made in this browser may stop
 * it: it polls at Vault's natural pace, in the background too, and goes on after every error.
 */
import { queryOptions } from '@tanstack/react-query';

import { monitorsQuery, recentHistoriesQuery } from './jobs.ts';
import { always, nextPoll, patienceMs, pollSlowly } from './polling.ts';
import { sessionQuery } from './session.ts';

type Polled = Parameters<typeof nextPoll>[0];

export const atVaultsPace = { refresh: 'auto', paused: false } as const;

function pollAlways(query: Polled): number {
  const next = nextPoll(query, atVaultsPace);
  return next === false ? patienceMs : next;
}

/** Also what keeps a display's cookie from running out. */
export function pollSession({ state }: { state: { status: string } }): number {
  return state.status === 'error' ? patienceMs : 600_000;
}

export const wallSessionQuery = queryOptions({
  ...sessionQuery,
  ...always,
  staleTime: 0,
  refetchInterval: pollSession,
});

export const wallMonitorsQuery = queryOptions({
  ...monitorsQuery,
  ...always,
  refetchInterval: pollAlways,
});

export const wallHistoriesQuery = queryOptions({
  ...recentHistoriesQuery,
  ...always,
  refetchInterval: pollAlways,
});

/** For the lists of failures, which change rarely. */
export const slowly = { ...always, refetchInterval: pollSlowly } as const;
