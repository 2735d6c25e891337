/** Who the viewer is. */
import { queryOptions } from '@tanstack/react-query';

import { build, readSession } from '#contract/session.ts';

import { followViewer } from './call.ts';
import { query, queryOf } from './query.ts';

export const sessionQuery = queryOptions({
  ...queryOf(readSession, {}, ({ data }) => followViewer(data)),
  staleTime: Infinity,
  gcTime: Infinity,
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
