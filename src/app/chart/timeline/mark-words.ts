/** A mark of a timeline in words. */
import { instant } from '#contract/instant.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';
import { outcomes } from '#insight/throughput.ts';
import { dateTime, span } from '#insight/time/format.ts';
import type { LiveMark } from '#insight/views/live-marks.ts';
import { runWords } from '#insight/views/run-words.ts';
import type { TimelineMark } from '#insight/views/timeline.ts';

import { counted, number } from '../../ui/number.ts';
import { looks } from '../outcomes.ts';

export function markWords(title: string, mark: TimelineMark, zone: string): string {
  return `${shownTitle(title)}: ${whatWords(mark, zone)} (${zone})`;
}

function whatWords(mark: TimelineMark, zone: string): string {
  if (mark.kind !== 'runs' && mark.kind !== 'never-ran') return liveWords(mark, zone);
  const { runs, from, to } = mark;
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return runWords(only, zone);
  const counts = outcomes.flatMap((one) => {
    const count = runs.filter(({ outcome }) => outcome === one).length;
    return count === 0 ? [] : [`${number(count)} ${looks[one].word}`];
  });
  const what = mark.kind === 'never-ran' ? 'that never ran' : 'too short to draw separately';
  return `${counted(runs.length, 'run')} ${what}, ${counts.join(', ')}, from ${dateTime(instant(from), zone)} to ${dateTime(instant(to), zone)}`;
}

function liveWords({ kind, job, from, to, likelyTo }: LiveMark, zone: string): string {
  const since = dateTime(instant(from), zone);
  const { word } = lookOf(job.status);
  switch (kind) {
    case 'planned':
      return `planned ${since}${to > from ? `, usually runs ${span(to - from)}` : ''}`;
    case 'queued':
      return `${word}, planned ${since}`;
    case 'running':
      return `${word} since ${since}${likelyTo === undefined ? '' : `, usually over ${dateTime(instant(likelyTo), zone)}`}`;
    case 'other':
      return `${word} since ${since}`;
  }
}
