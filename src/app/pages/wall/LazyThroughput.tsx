import { useQuery } from '@tanstack/react-query';

import { chartQuery } from '../../chart/code.ts';
import { loadChunk } from '../../load-chunk.ts';
import { Face } from './layout/Message.tsx';
import type { WallSearch } from './search.ts';

type Props = { isShown: boolean; search: WallSearch; zone: string };

/** The chart, whose code is there before its turn comes, as its data is. */
export function LaterThroughput({ isShown, search, zone }: Props) {
  const { data, isError } = useQuery({
    queryKey: ['code', 'throughput'],
    queryFn: async () => {
      const { Throughput } = await loadChunk(import('./Throughput.tsx'));
      return { Throughput };
    },
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
    refetchIntervalInBackground: true,
  });
  useQuery(chartQuery);
  if (!isShown) return undefined;
  if (data !== undefined) return <data.Throughput search={search} zone={zone} />;
  if (!isError) return <Face>Loading the chart …</Face>;
  return (
    <Face detail="It is asked for again every 10 seconds.">The chart could not be loaded</Face>
  );
}
