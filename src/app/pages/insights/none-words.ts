import type { Insights } from './use-insights.ts';

/** That there is none: only of what has been read can that be said. `run` and `ended`, for example. */
export function noneWords(noun: string, verb: string, insights: Insights): string {
  const isPart = Math.max(insights.range.from, insights.axis.from) < insights.knownFrom;
  return isPart
    ? `No ${noun} that ${verb} in this range has been read so far.`
    : `No ${noun} ${verb} in this range.`;
}
