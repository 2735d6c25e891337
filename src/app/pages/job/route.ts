import { createRoute, type SearchSchemaInput, stripSearchParams } from '@tanstack/react-router';

import { isJobId } from '#contract/field.ts';
import * as z from '#contract/zod.ts';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { jobStatusQuery } from '../../queries/jobs.ts';

const fields = z.object({
  /** Only tasks in this state. */
  state: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
});

type JobSearch = z.output<typeof fields>;
const defaults: JobSearch = { state: '', page: 1 };

export const jobRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/jobs/$id',
  validateSearch: (raw: Partial<JobSearch> & SearchSchemaInput): JobSearch =>
    fields.parse({ ...defaults, ...raw }),
  search: { middlewares: [stripSearchParams(defaults)] },
  loader: ({ context: { cache }, params: { id } }) => {
    if (isJobId(id)) void cache.prefetchQuery(jobStatusQuery(id));
  },
}).lazy(async () => (await loadChunk(import('./JobPage.tsx'))).page);
