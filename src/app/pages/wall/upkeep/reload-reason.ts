/** Why a wall should reload. */
import { VaultError } from '#contract/envelope.ts';

import type { PollingState } from '../../../vaults/liveness.ts';

export type ReloadReason = 'build' | 'daily' | 'memory' | 'stale';

export type PageState = {
  /** The build of this page, and the one on the server; undefined where unknown. */
  build: string | undefined;
  latestBuild: string | undefined;
  /** Whether it is time for the daily reload. */
  isDaily: boolean;
  /** Undefined where the browser does not report it. */
  heapBytes: number | undefined;
  polling: PollingState;
  now: number;
};

/** A wall with some hundred jobs uses 10 to 60 MB; browsers on small devices crash at 500. */
const maxHeapBytes = 400_000_000;
const staleMs = 1_800_000;
/** The server is asked for its build every minute. */
const serverSilentMs = 150_000;

export function reloadReason(page: PageState): ReloadReason | undefined {
  const { build, latestBuild, isDaily, heapBytes, polling, now } = page;
  if (build !== undefined && latestBuild !== undefined && build !== latestBuild) return 'build';
  if (heapBytes !== undefined && heapBytes > maxHeapBytes) return 'memory';
  if (isStuck(polling, now)) return 'stale';
  return isDaily ? 'daily' : undefined;
}

/**
 * The data grows old although the server answers, and no answer says why. Where Vault or the server
 * gives a reason, such as maintenance, a reload would not help and only lose the jobs shown.
 */
function isStuck({ asOf, startedAt, lastContact, error }: PollingState, now: number): boolean {
  if (now - (asOf ?? startedAt) <= staleMs || lastContact === undefined) return false;
  const isExplained = error instanceof VaultError && !connectionErrors.has(error.type);
  return now - lastContact < serverSilentMs && !isExplained;
}

/** Made by the app itself when a connection fails, not received over one. */
const connectionErrors = new Set(['PROXY_UNREACHABLE', 'PROXY_TIMEOUT']);
