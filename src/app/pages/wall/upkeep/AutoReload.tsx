import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useTicking } from '../../../components/use-ticking.ts';
import { buildOf, buildQuery } from '../../../queries/session.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import type { Wall } from '../model.ts';
import { isDaily } from './daily-hours.ts';
import { type Reason, reasonOf } from './reload-reason.ts';
import { reloadFor } from './reload.ts';

const words: Record<Reason, string> = {
  build: 'Jobwatch was updated: this display loads the new version by itself',
  daily: 'This display loads itself anew, as each day',
  memory: 'This display loads itself anew, as it has used much memory',
  stale: 'This display loads itself anew, as its data has not moved on for half an hour',
};

type Props = { wall: Wall; zone: string; reload: string | undefined };

/** Loads the page anew when it is out of date or no longer well. */
export function Renewal({ wall: { heard }, zone, reload }: Props) {
  const served = useQuery(buildQuery).data?.id;
  const reason = useTicking(
    () =>
      reasonOf({
        own: buildOf(document),
        served,
        isDaily:
          reload !== undefined &&
          isDaily({ at: reload, zone, now: vaultNow() - shakeMs, since: loaded }),
        heap: usedHeap(),
        heard: heard(),
        now: deviceNow(),
      }) ?? '',
  );

  useEffect(() => (reason === '' ? undefined : reloadFor(reason)), [reason]);

  return reason === '' ? null : <p role="status">{words[reason]}</p>;
}

const loaded = vaultNow();
/** Up to two minutes earlier or later, so that not all screens of a company come at once. */
const shakeMs = (Math.random() - 0.5) * 240_000;

/** Only Chromium tells. */
function usedHeap(): number | undefined {
  if (!('memory' in performance)) return undefined;
  const { memory } = performance;
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) {
    return undefined;
  }
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : undefined;
}
