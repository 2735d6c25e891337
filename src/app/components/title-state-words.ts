/** How a title is doing, in words: the same on every page. */
import { instant } from '#contract/instant.ts';
import { clockTime } from '#insight/time/format.ts';
import { enoughRuns } from '#insight/usual.ts';
import type { TitleState } from '#insight/views/titles.ts';

import { counted, number } from '../ui/number.ts';

const verbs = { failing: 'failing', failed: 'failed', well: 'OK' } as const;
const doubts = { exact: '', earlier: ' or earlier', within: ' (as read)' } as const;

type Known = {
  zone: string;
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
  now: number;
};

/** With when it began, on the clocks of the zone. */
export function stateWords(
  state: TitleState,
  { zone, knownFrom, now }: Known,
): { what: string; runs: string } {
  if (state.kind === 'no-runs')
    return { what: knownFrom === -Infinity ? 'no finished run' : 'no run read so far', runs: '' };
  if (state.kind === 'undecided') return { what: 'neither succeeded nor failed', runs: '' };
  const since = clockTime(instant(state.sinceMs), zone, now);
  return {
    what: `${verbs[state.kind]} since ${since}${doubts[state.since]}`,
    runs: counted(state.streak, 'run'),
  };
}

/** Two runs of two are no rate of 100%: of a few runs, how many of how many. */
export function rateWords(part: number, whole: number): { rate: string; of: string } {
  if (whole < enoughRuns) return { rate: number(part), of: `of ${number(whole)}` };
  return { rate: shareWords(part, whole), of: `of ${number(whole)}` };
}

/** A share to a tenth of a per cent, which never says all where one is missing, or none where one is there. */
function shareWords(part: number, whole: number): string {
  if (part === whole) return '100%';
  if (part === 0) return '0%';
  const rounded = Math.round((part / whole) * 1_000) / 10;
  return `${Math.min(99.9, Math.max(0.1, rounded)).toFixed(1)}%`;
}
