// A file of its own as it is where the chart's code is split off.
import { useQuery } from '@tanstack/react-query';

import { chartQuery } from '../../chart/code.ts';
import { loadChunk } from '../../load-chunk.ts';
import { Message } from './layout/Message.tsx';
import type { TitleFilter } from './title-filter.ts';

type Props = { isShown: boolean; filter: TitleFilter; zone: string };

/** Loads the chart's code and data before its page is shown. */
export function LazyThroughput({ isShown, filter, zone }: Props) {
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
  if (data !== undefined) return <data.Throughput filter={filter} zone={zone} />;
  if (!isError) return <Message>Loading the chart …</Message>;
  return <Message detail="Trying again every 10 seconds.">The chart could not be loaded</Message>;
}
