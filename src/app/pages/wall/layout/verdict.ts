/** The sentence above the tiles where nothing is wrong, and how much space it takes. */
import { instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { overAt } from '../../../insight/job-times.ts';
import { clear, type Clear } from '../../../insight/wall-entries.ts';
import { phaseOf } from '../../../status/statuses.ts';
import { clockTime } from '../../../time/format.ts';
import { number } from '../../../ui/number.ts';
import type { Wall } from '../use-wall.ts';
import { lineCount } from './grid.ts';
import type { TextSpacing } from './text-spacing.ts';
import { textWidth } from './text-width.ts';
import type { TileContext } from './tile-text.ts';

/** Nothing is wrong, or why that is uncertain. */
export type Verdict = Clear | { kind: 'unsure'; why: 'unread' | 'unknown' };

/** An incomplete list may lack the very row that is wrong. */
export function verdictOf(wall: Wall): Verdict {
  const { jobs, now, alsoWell, failuresWhole, unreadable, warnings } = wall;
  if (!failuresWhole || unreadable > 0 || warnings.length > 0)
    return { kind: 'unsure', why: 'unread' };
  // A status that Vault adds some day may well be a bad one.
  if (jobs.ended.some((job) => phaseOf(job.status) === 'unknown' && mayHaveEndedToday(job, now))) {
    return { kind: 'unsure', why: 'unknown' };
  }
  return clear(jobs.ended, { now, alsoWell });
}

const dayMs = 86_400_000;

function mayHaveEndedToday(job: Job, now: number): boolean {
  const at = overAt(job);
  return at === undefined || milliseconds(at) > now - dayMs;
}

const doubts = {
  unread: 'not all of the last 24 hours could be read',
  unknown: 'some runs ended with a status that Jobwatch does not know',
} as const;

/** The headline is set large. */
export function verdictText(
  verdict: Verdict,
  { zone, now }: TileContext,
): { headline: string; detail: string } {
  const at = (ms: number) => clockTime(instant(ms), zone, now);
  switch (verdict.kind) {
    case 'since':
      return { headline: `All clear since ${at(verdict.at)}`, detail: '' };
    case 'never': {
      if (verdict.at === undefined) {
        return { headline: 'All clear', detail: 'No finished runs found' };
      }
      const runs = verdict.runs === 1 ? 'the only run' : `the newest ${number(verdict.runs)} runs`;
      return { headline: 'All clear', detail: `No failures in ${runs}, since ${at(verdict.at)}` };
    }
    case 'unsure':
      return { headline: `No known failures, but ${doubts[verdict.why]}`, detail: '' };
  }
}

/** Of the headline, in em of the smallest text. */
export function verdictSize({ kind }: Verdict): number {
  return kind === 'unsure' ? 1 : 1.7;
}

/** The age of the last check grows as it ticks, and the tiles below must not move for that. */
const longestCheck = 'Last checked 59 min ago';

/** What a view has for its texts; its width is in em of the smallest text. */
export type Space = { width: number; spacing: TextSpacing };

/** In em of the smallest text. */
export function verdictHeight(
  verdict: Verdict,
  context: TileContext,
  { width, spacing }: Space,
): number {
  const { headline, detail } = verdictText(verdict, context);
  const size = verdictSize(verdict);
  // Less the space on both sides; the icon before the headline is as wide as in a tile.
  const inner = width - 1.8;
  const large = (textWidth(headline, { weight: 600, spacing }) + 1.4) * size;
  const check = detail === '' ? longestCheck : `${detail} · ${longestCheck}`;
  const small = textWidth(check, { weight: 400, spacing });
  const [largeLine, smallLine] = [Math.max(1.2, spacing.line) * size, Math.max(1.3, spacing.line)];
  const text =
    large + 1 + small <= inner
      ? Math.max(largeLine, smallLine)
      : lineCount(large, inner) * largeLine + lineCount(small, inner) * smallLine;
  return Math.max(3.2, text + 0.6);
}
