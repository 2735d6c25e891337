/** A query's key and function, made from the endpoint that it calls. */
import type { Answer } from '#contract/client.ts';
import type { Endpoint, Input, Output, Read } from '#contract/endpoint.ts';

import { call } from './call.ts';

/** Begins with the path, so that invalidating `[endpoint.path]` reaches all queries of it. */
export function keyOf<E extends Endpoint>(endpoint: E, input: Input<E>) {
  return [endpoint.path, input] as const;
}

/** Begins the keys of queries of a page that shows several Vaults. */
export const severalVaults = 'vaults';

/** For queries that are one call and need only its data. */
export function query<E extends Read>(endpoint: E, input: Input<E>) {
  return queryOf(endpoint, input, ({ data }) => data);
}

/** For queries that are one call; `toResult` makes what the cache holds. */
export function queryOf<E extends Read, T>(
  endpoint: E,
  input: Input<E>,
  toResult: (answer: Answer<Output<E>>) => T,
) {
  return {
    queryKey: keyOf(endpoint, input),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      toResult(await call(endpoint, input, { signal })),
  };
}
