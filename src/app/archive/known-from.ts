/** How far back a coverage of the history reaches, for sums that must not take a gap for zero. */
import { milliseconds } from '#contract/instant.ts';

import type { Coverage } from './crawl/coverage.ts';

/**
 * From when on all that finished is known, in milliseconds since 1970; Infinity where that is not sure
 * of any moment. A job of which nothing newer is unread may have started or been made long before.
 */
export function knownFromOf(coverage: Coverage): number {
  switch (coverage.kind) {
    case 'complete':
      return -Infinity;
    case 'none':
      return Infinity;
    case 'partial': {
      if (coverage.missing === 0) return -Infinity;
      const { covered } = coverage;
      if (covered === undefined) return Infinity;
      return milliseconds(covered.from) + longestMs[kindOf(covered.date)];
    }
  }
}

const dayMs = 86_400_000;
/** How long before its end a job can have started, and before that been made (docs/vault-api.md §2, §3a). */
const longestMs = { finished: 0, started: 7 * dayMs, created: 38 * dayMs };

function kindOf(date: string): keyof typeof longestMs {
  if (date === 'end') return 'finished';
  return date === 'start' ? 'started' : 'created';
}
