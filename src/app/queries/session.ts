/** Who the viewer is. */
import { mutationOptions, queryOptions } from '@tanstack/react-query';

import type { Input } from '#contract/endpoint.ts';
import { build, readSession, signIn, signOut } from '#contract/session.ts';

import { call } from './call.ts';

export const sessionQuery = queryOptions({
  queryKey: [readSession.path],
  queryFn: async ({ signal }) => (await call(readSession, {}, { signal })).data,
  staleTime: Infinity,
  gcTime: Infinity,
});

/** Never repeated: five wrong passwords lock an account (docs/vault-api.md §4). */
export const signInMutation = mutationOptions({
  mutationFn: async (who: Input<typeof signIn>) => (await call(signIn, who)).data,
  retry: false,
});

export const signOutMutation = mutationOptions({
  mutationFn: async () => (await call(signOut, {})).data,
  retry: false,
});

export const buildQuery = queryOptions({
  queryKey: [build.path],
  queryFn: async ({ signal }) => (await call(build, {}, { signal })).data,
  staleTime: 0,
  refetchInterval: 60_000,
  refetchIntervalInBackground: true,
});

/** As the server wrote it into the page; undefined where there is no build, as in development. */
export function buildOf(page: Document): string | undefined {
  return page.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
}
