import { createRoute, type SearchSchemaInput, stripSearchParams } from '@tanstack/react-router';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { readFields } from '../../url/read-fields.ts';
import { defaults, fields, type InsightsSearch } from './search.ts';

export const insightsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/insights',
  validateSearch: (raw: Partial<InsightsSearch> & SearchSchemaInput): InsightsSearch =>
    readFields(raw, { fields, defaults }).search,
  search: { middlewares: [stripSearchParams(defaults)] },
}).lazy(async () => (await loadChunk(import('./InsightsPage.tsx'))).page);
