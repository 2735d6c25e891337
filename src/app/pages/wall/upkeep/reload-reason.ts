/** Why a wall should load itself anew. */
import { VaultError } from '#contract/envelope.ts';

import type { Heard } from '../liveness.ts';

export type Reason = 'build' | 'daily' | 'memory' | 'stale';

export type Facts = {
  /** The build of this page, and the one that the server has now; undefined where not known. */
  own: string | undefined;
  served: string | undefined;
  /** Whether the time of the daily reload has come. */
  isDaily: boolean;
  /** Bytes of JavaScript's heap; undefined where the browser does not tell. */
  heap: number | undefined;
  heard: Heard;
  now: number;
};

/** A wall of some hundred jobs needs 10 to 60 MB; browsers on small devices end at 500. */
const mostHeap = 400_000_000;
const staleMs = 1_800_000;
/** The server is asked for its build each minute. */
const silentMs = 150_000;

export function reasonOf({ own, served, isDaily, heap, heard, now }: Facts): Reason | undefined {
  if (own !== undefined && served !== undefined && own !== served) return 'build';
  if (heap !== undefined && heap > mostHeap) return 'memory';
  if (isStuck(heard, now)) return 'stale';
  return isDaily ? 'daily' : undefined;
}

/**
 * The data grows old although the server answers, and nobody has said why. What Vault or the server
 * gives a reason for, such as maintenance, a reload cures no sooner; it would only lose the rows.
 */
function isStuck({ asOf, opened, contact, error }: Heard, now: number): boolean {
  if (now - (asOf ?? opened) <= staleMs || contact === undefined) return false;
  const isExplained = error instanceof VaultError && !ours.has(error.type);
  return now - contact < silentMs && !isExplained;
}

/** What the app says of a connection, not what came by it. */
const ours = new Set(['PROXY_UNREACHABLE', 'PROXY_TIMEOUT']);
