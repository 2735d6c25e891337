/** What each view is made of, and the words for when that is nothing. */
import { type Entry, failureEntries, nextEntries, nowEntries } from '../../insight/wall-entries.ts';
import { number } from '../../ui/number.ts';
import { fit, type Page } from './layout/fit.ts';
import { gap } from './layout/grid.ts';
import { needOf } from './layout/text-width.ts';
import { factsOf, type Telling } from './layout/tile-text.ts';
import { type Verdict, verdictHeight, verdictOf } from './layout/verdict.ts';
import type { Wall } from './model.ts';
import type { View, WallSearch } from './search.ts';

export type Contents = {
  name: string;
  held: readonly Entry[];
  others: readonly Entry[];
  /** How many tiles stand for a job, on all pages together. */
  count: string;
  /** What to say where there is no tile. */
  nothing: string;
  /** Above the tiles of what goes on now. */
  verdict: Verdict | undefined;
};

type Filter = Pick<WallSearch, 'title' | 'not'>;

export function contentsOf(
  view: Exclude<View, 'throughput'>,
  wall: Wall,
  { now, filter }: { now: number; filter: Filter },
): Contents {
  const { sets, knownSince, alsoWell } = wall;
  const isFiltered = wordsOfFilter(filter) !== '';
  switch (view) {
    case 'now': {
      const { attention, others } = nowEntries(sets, { now, knownSince, alsoWell });
      const none = isFiltered ? 'No job that fits runs or waits' : 'No job runs or waits';
      const isWell = attention.length === 0 && sets.long.length === 0;
      return {
        name: 'Now',
        held: attention,
        ...whatElse(attention.length === 0, others, none),
        count: counted(attention.length + jobsIn(others), ['job', 'jobs']),
        verdict: isWell ? verdictOf(wall, now) : undefined,
      };
    }
    case 'failures': {
      const others = failureEntries(sets);
      const { failuresWhole } = wall;
      const least = failuresWhole ? '' : 'at least ';
      const none = isFiltered ? 'No run that fits failed in 24 h' : 'No run failed in 24 h';
      return {
        name: 'Failures',
        held: [],
        others,
        count: `${least}${counted(others.length, ['run', 'runs'])} in 24 h`,
        nothing: failuresWhole ? none : 'No failure is known, but not all of 24 h could be read',
        verdict: undefined,
      };
    }
    case 'next': {
      const others = nextEntries(sets, now);
      const none = isFiltered ? 'No job that fits is scheduled' : 'No job is scheduled';
      return {
        name: 'Next',
        held: [],
        ...whatElse(true, others, none),
        count: `${counted(jobsIn(others), ['job', 'jobs'])} in 12 h`,
        verdict: undefined,
      };
    }
  }
}

/** In a room measured in em of the smallest text. */
export function pagesOf(
  { held, others, verdict }: Contents,
  telling: Telling,
  { width, height }: { width: number; height: number },
): Page[] {
  const above = verdict === undefined ? 0 : verdictHeight(verdict, telling, width) + gap;
  const need = (entry: Entry) => needOf(factsOf(entry, telling));
  return fit({
    held: held.map(need),
    others: others.map(need),
    room: { width, height: height - above },
  });
}

/** What is far off is worth a tile beside others, but a sentence where it is all there is. */
function whatElse(isAlone: boolean, others: readonly Entry[], none: string) {
  const [first] = others;
  if (!isAlone || first?.kind !== 'later') return { others, nothing: none };
  const { later, undated } = first;
  const parts = [
    `${none} within 12 h`,
    ...(later > 0 ? [`${number(later)} scheduled later`] : []),
    ...(undated > 0 ? [`${number(undated)} scheduled without a time`] : []),
  ];
  return { others: [], nothing: parts.join(' · ') };
}

function jobsIn(entries: readonly Entry[]): number {
  return entries.filter(({ kind }) => kind !== 'later').length;
}

function counted(count: number, [one, many]: [string, string]): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `Only titles with “Export”, none with “Test”`; empty where all are shown. */
export function wordsOfFilter({ title, not }: Filter): string {
  const only = title === '' ? [] : [`only titles with “${title}”`];
  const none = not.length === 0 ? [] : [`none with ${not.map((text) => `“${text}”`).join(' or ')}`];
  const words = [...only, ...none].join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
