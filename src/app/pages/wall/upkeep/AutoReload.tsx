import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { isDailyTime } from '#insight/time/daily-hours.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { buildOf, buildQuery } from '../../../queries/session.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import type { PollingState } from '../../../vaults/liveness.ts';
import type { Wall } from '../use-wall.ts';
import { type ReloadReason, reloadReason } from './reload-reason.ts';
import { reloadUntilDone } from './reload.ts';

const words: Record<ReloadReason, string> = {
  build: 'Jobwatch was updated: this display is about to load the new version',
  daily: 'This display is about to reload, as it does every day',
  memory: 'This display is about to reload, as it uses too much memory',
  stale: 'This display is about to reload, as its data is half an hour old',
};

type Props = { walls: readonly Wall[]; zone: string; reload: string | undefined };

/** Reloads the page when it is outdated or no longer works well. */
export function AutoReload({ walls, zone, reload }: Props) {
  const latestBuild = useQuery(buildQuery).data?.id;
  const reason = useTicking(
    () =>
      reloadReason({
        build: buildOf(document),
        latestBuild,
        isDaily:
          reload !== undefined &&
          isDailyTime({ at: reload, zone, now: vaultNow() - jitterMs, since: loadedAt }),
        heapBytes: usedHeapBytes(),
        polling: freshest(walls),
        now: deviceNow(),
      }) ?? '',
  );

  useEffect(() => (reason === '' ? undefined : reloadUntilDone(reason)), [reason]);

  return reason === '' ? null : <div role="status">{words[reason]}</div>;
}

/** A reload cures a page that gets no data at all, and no Vault that is down. */
function freshest(walls: readonly Wall[]): PollingState {
  return walls
    .map(({ polling }) => polling())
    .reduce((a, b) => ((b.asOf ?? 0) > (a.asOf ?? 0) ? b : a));
}

const loadedAt = vaultNow();
/** Up to two minutes earlier or later, so that the screens of a company don't all reload at once. */
const jitterMs = (Math.random() - 0.5) * 240_000;

/** It grows over days, and to ask for it costs more than all else that is looked at each second. */
const heapEveryMs = 60_000;
let heap: { at: number; bytes: number | undefined } | undefined;

function usedHeapBytes(): number | undefined {
  const now = deviceNow();
  if (heap === undefined || Math.abs(now - heap.at) >= heapEveryMs) {
    heap = { at: now, bytes: measuredHeapBytes() };
  }
  return heap.bytes;
}

/** Only Chromium has `performance.memory`. */
function measuredHeapBytes(): number | undefined {
  if (!('memory' in performance)) return undefined;
  const { memory } = performance;
  if (typeof memory !== 'object' || memory === null || !('usedJSHeapSize' in memory)) {
    return undefined;
  }
  return typeof memory.usedJSHeapSize === 'number' ? memory.usedJSHeapSize : undefined;
}
