import { createRoute, type SearchSchemaInput, stripSearchParams } from '@tanstack/react-router';
import * as v from 'valibot';

import { isJobId } from '#contract/field.ts';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { jobStatusQuery } from '../../queries/jobs.ts';

const fields = v.object({
  /** Only tasks in this state. */
  state: v.fallback(v.pipe(v.string(), v.maxLength(100)), ''),
  page: v.fallback(
    v.pipe(v.unknown(), v.toNumber(), v.integer(), v.minValue(1), v.maxValue(1_000)),
    1,
  ),
});

type JobSearch = v.InferOutput<typeof fields>;
const defaults: JobSearch = { state: '', page: 1 };

export const jobRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/jobs/$id',
  validateSearch: (raw: Partial<JobSearch> & SearchSchemaInput): JobSearch =>
    v.parse(fields, { ...defaults, ...raw }),
  search: { middlewares: [stripSearchParams(defaults)] },
  loader: ({ context: { cache }, params: { id } }) => {
    if (isJobId(id)) void cache.prefetchQuery(jobStatusQuery(id));
  },
}).lazy(async () => (await loadChunk(import('./JobPage.tsx'))).page);
