/** What the header says of the age of what is on screen. */
import { milliseconds } from '#contract/instant.ts';

import type { Live } from '../queries/live.ts';
import { roughly } from '../time/format.ts';

export type Freshness = { tone: 'fresh' | 'old' | 'failing' | 'waiting'; words: string };

/** Old is what has missed two polls; the network's own second is not counted. */
export function freshness({ asOf, everyMs, paused, error }: Live, now: number): Freshness {
  if (asOf === undefined) {
    return error === undefined
      ? { tone: 'waiting', words: 'Asking Vault' }
      : { tone: 'failing', words: 'No data yet' };
  }
  const age = Math.max(0, now - milliseconds(asOf));
  const words = `${roughly(age)} old`;
  if (error !== undefined) return { tone: 'failing', words: `Not refreshed, ${words}` };
  if (paused) return { tone: 'old', words: `Paused, ${words}` };
  if (age > everyMs * 2 + 2_000) return { tone: 'old', words };
  return { tone: 'fresh', words: `Live, ${words}` };
}
