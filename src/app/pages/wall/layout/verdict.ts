/** What is said above the tiles where nothing is wrong, and how much room that takes. */
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { finishedAt } from '../../../insight/job-times.ts';
import { clear, type Clear } from '../../../insight/wall-entries.ts';
import { phaseOf } from '../../../status/statuses.ts';
import { clockTime } from '../../../time/format.ts';
import { number } from '../../../ui/number.ts';
import type { Wall } from '../model.ts';
import { lineCount } from './grid.ts';
import { textWidth } from './text-width.ts';
import type { Telling } from './tile-text.ts';

/** Nothing is wrong, or nobody can say so. */
export type Verdict = Clear | { kind: 'unsure'; why: 'unread' | 'unknown' };

const dayMs = 86_400_000;

/** A list that is not whole may lack the very row that is wrong. */
export function verdictOf(
  { sets, alsoWell, failuresWhole, unreadable }: Wall,
  now: number,
): Verdict {
  if (!failuresWhole || unreadable > 0) return { kind: 'unsure', why: 'unread' };
  // A status that Vault adds some day may well be a bad one.
  if (sets.ended.some((job) => phaseOf(job.status) === 'unknown' && mayBeOfToday(job, now))) {
    return { kind: 'unsure', why: 'unknown' };
  }
  return clear(sets.ended, { now, alsoWell });
}

function mayBeOfToday(job: Job, now: number): boolean {
  const at = finishedAt(job);
  return at === undefined || milliseconds(at) > now - dayMs;
}

const doubts = {
  unread: 'not all of the last 24 h could be read',
  unknown: 'some runs ended with a status that Jobwatch does not know',
} as const;

/** The words that are set large, and what else is known. */
export function verdictText(found: Verdict, { zone, now }: Telling) {
  const at = (ms: number) => clockTime(instant(ms), zone, now);
  switch (found.kind) {
    case 'since':
      return { words: `All clear since ${at(found.at)}`, detail: '' };
    case 'never': {
      if (found.at === undefined) return { words: 'All clear', detail: 'No run has finished yet' };
      const runs = found.runs === 1 ? 'the 1 run' : `the newest ${number(found.runs)} runs`;
      return { words: 'All clear', detail: `No failure known in ${runs}, since ${at(found.at)}` };
    }
    case 'unsure':
      return { words: `No failure is known, but ${doubts[found.why]}`, detail: '' };
  }
}

/** Of the large words, in em of the smallest text. */
export function verdictSize({ kind }: Verdict): number {
  return kind === 'unsure' ? 1 : 1.7;
}

/** The age of the last check grows as it ticks, and the tiles below must not jump for that. */
const longestCheck = 'Last check 59 min ago';

/** In em of the smallest text, as the width of the view. */
export function verdictHeight(found: Verdict, telling: Telling, width: number): number {
  const { words, detail } = verdictText(found, telling);
  const size = verdictSize(found);
  // Less the space at both sides; the shape before the words is as wide as in a tile.
  const inner = width - 1.8;
  const large = (textWidth(words, 600) + 1.4) * size;
  const small = textWidth(detail === '' ? longestCheck : `${detail} · ${longestCheck}`, 400);
  const [largeLine, smallLine] = [1.2 * size, 1.3];
  const text =
    large + 1 + small <= inner
      ? Math.max(largeLine, smallLine)
      : lineCount(large, inner) * largeLine + lineCount(small, inner) * smallLine;
  return Math.max(3.2, text + 0.6);
}
