/** Who the viewer is. */
import { mutationOptions, queryOptions } from '@tanstack/react-query';

import type { Input } from '#contract/endpoint.ts';
import { build, readSession, signIn, signOut } from '#contract/session.ts';

import { call } from './call.ts';
import { query } from './query.ts';

export const sessionQuery = queryOptions({
  ...query(readSession, {}),
  staleTime: Infinity,
  gcTime: Infinity,
});

/** Never retried: five wrong passwords lock an account (docs/vault-api.md §4). */
export const signInMutation = mutationOptions({
  mutationFn: async (input: Input<typeof signIn>) => (await call(signIn, input)).data,
  retry: false,
});

export const signOutMutation = mutationOptions({
  mutationFn: async () => (await call(signOut, {})).data,
  retry: false,
});

export const buildQuery = queryOptions({
  ...query(build, {}),
  staleTime: 0,
  refetchInterval: 60_000,
  refetchIntervalInBackground: true,
});

/** The build that the server wrote into the page; undefined in development. */
export function buildOf(page: Document): string | undefined {
  return page.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
}
