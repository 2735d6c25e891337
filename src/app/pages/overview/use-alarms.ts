/** How many titles the tab calls attention to. */
import { useEffect, useReducer } from 'react';

import { milliseconds } from '#contract/instant.ts';
import { isSeen, type Seen } from '#insight/attention.ts';

import { freshness, oldAfterMs } from '../../layout/Freshness.tsx';
import { type Live, useLive } from '../../queries/live.ts';
import { deviceNow } from '../../time/clock.ts';
import type { Model } from './model.ts';

/** Those that the viewer has not seen. None where it is not known, or not known any more. */
export function useAlarms(
  { monitors, histories, attention }: Pick<Model, 'monitors' | 'histories' | 'attention'>,
  seen: readonly Seen[],
): number {
  const isFresh = useIsFresh(useLive());
  if (!isFresh || monitors === undefined || histories === undefined) return 0;
  return attention.troubles.filter((trouble) => !isSeen(trouble, seen)).length;
}

/** By a timer, as the tab is what is seen of a hidden page, which neither polls nor ticks. */
export function useIsFresh(live: Pick<Live, 'asOf' | 'everyMs' | 'paused' | 'error'>): boolean {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const oldAt =
    live.asOf === undefined ? undefined : milliseconds(live.asOf) + oldAfterMs(live.everyMs);
  useEffect(() => {
    const left = (oldAt ?? 0) - deviceNow();
    if (left < 0) return undefined;
    const timer = setTimeout(render, left + 1);
    return () => clearTimeout(timer);
  }, [oldAt]);
  return freshness(live, deviceNow()).tone === 'fresh';
}
