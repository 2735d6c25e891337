/** The code of charts, which weighs more than that of all pages: asked for until it comes. */
import { queryOptions } from '@tanstack/react-query';

import { loadChunk } from '../load-chunk.ts';

export const chartQuery = queryOptions({
  queryKey: ['code', 'chart'],
  queryFn: async () => {
    const { ThroughputChart } = await loadChunk(import('./ThroughputChart.tsx'));
    return { ThroughputChart };
  },
  staleTime: Infinity,
  gcTime: Infinity,
  refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
  refetchIntervalInBackground: true,
});
