/**
 * The views of a wall. This list is the one place that declares them: the set-up page, the URL and
 * the rotation read it.
 */
import type { ComponentType } from 'react';

import { type Verdict, verdictOf } from '#insight/verdict.ts';
import {
  type Entry,
  failureEntries,
  needingAttention,
  nextEntries,
  nowEntries,
} from '#insight/wall-entries.ts';

import { dotted } from '../../ui/dot.ts';
import { counted, number } from '../../ui/number.ts';
import { LazyThroughput } from './LazyThroughput.tsx';
import type { TitleFilter } from './title-filter.ts';
import type { Wall } from './use-wall.ts';

type ViewDefinition = {
  id: string;
  name: string;
  /** What it shows, in a few words, for the set-up page. */
  about: string;
  /** Whether the wall switches to it when a job fails; of several views the first. */
  showsNewFailures: boolean;
  /** Whether it needs every job that finished within 24 hours, not only the newest. */
  readsWholeDay: boolean;
} & (
  | { kind: 'tiles'; contents: (wall: Wall, options: { isFiltered: boolean }) => Contents }
  /** Mounted all the time, so that its code and data are there when its page comes. */
  | { kind: 'chart'; Chart: ComponentType<ChartProps> }
);

export type ChartProps = { isShown: boolean; filter: TitleFilter; zone: string };

/** The tiles of a view. What one says is in `layout/tile-text.ts`, by the kind of its entry. */
export type Contents = {
  /** Tiles that stay on every page. */
  attention: readonly Entry[];
  others: readonly Entry[];
  /** How many jobs there are, on all pages together. */
  count: string;
  /** The text in place of tiles where there are none. */
  emptyText: string;
  /** A sentence above the tiles. */
  verdict: Verdict | undefined;
};

export const views = [
  {
    id: 'now',
    name: 'Now',
    about: 'needs attention, running, queued and scheduled',
    showsNewFailures: true,
    readsWholeDay: false,
    kind: 'tiles',
    contents: nowContents,
  },
  {
    id: 'failures',
    name: 'Failures',
    about: 'titles that failed in the last 24 hours, with how often',
    showsNewFailures: true,
    readsWholeDay: false,
    kind: 'tiles',
    contents: failuresContents,
  },
  {
    id: 'next',
    name: 'Next',
    about: 'scheduled jobs, soonest first',
    showsNewFailures: false,
    readsWholeDay: false,
    kind: 'tiles',
    contents: nextContents,
  },
  {
    id: 'throughput',
    name: 'Throughput',
    about: 'finished jobs by hour',
    showsNewFailures: false,
    readsWholeDay: true,
    kind: 'chart',
    Chart: LazyThroughput,
  },
] as const satisfies readonly ViewDefinition[];

export type ViewId = (typeof views)[number]['id'];
export const viewIds = views.map(({ id }) => id);

export function viewOf(id: ViewId): ViewDefinition & { id: ViewId } {
  return views.find((view) => view.id === id) ?? views[0];
}

type Options = { isFiltered: boolean };

function nowContents(wall: Wall, { isFiltered }: Options): Contents {
  const { jobs, now, knownSince, alsoWell, warnings } = wall;
  const { attention, others } = nowEntries(jobs, { now, knownSince, alsoWell });
  const listed = warnings.length > 0 ? 'listed as ' : '';
  const none = `No ${isFiltered ? 'matching ' : ''}jobs ${listed}running, queued or scheduled`;
  const all = [...attention, ...others];
  const needing = needingAttention(all);
  const total = `${atLeast(wall)}${counted(jobsIn(all), 'job')}`;
  return {
    attention,
    ...(attention.length === 0 ? laterAsText(others, none) : { others, emptyText: none }),
    count:
      needing === 0
        ? total
        : `${atLeast(wall)}${number(needing)} of ${total} ${needing === 1 ? 'needs' : 'need'} attention`,
    verdict: needing === 0 ? verdictOf(wall) : undefined,
  };
}

function failuresContents({ jobs, failuresWhole }: Wall, { isFiltered }: Options): Contents {
  const others = failureEntries(jobs);
  const atLeast = failuresWhole ? '' : 'at least ';
  return {
    attention: [],
    others,
    count: `${atLeast}${counted(jobs.failed.length, 'failed run')} of ${counted(others.length, 'title')} in 24 h`,
    emptyText: failuresWhole
      ? `No ${isFiltered ? 'matching ' : ''}runs failed in the last 24 hours`
      : 'No known failures, but not all of the last 24 hours could be read',
    verdict: undefined,
  };
}

function nextContents(wall: Wall, { isFiltered }: Options): Contents {
  const { jobs, now, warnings } = wall;
  const listed = warnings.length > 0 ? 'listed as ' : '';
  const others = nextEntries(jobs, now);
  return {
    attention: [],
    ...laterAsText(others, `No ${isFiltered ? 'matching ' : ''}jobs ${listed}scheduled`),
    count: `${atLeast(wall)}${counted(jobsIn(others), 'job')} in 12 h`,
    verdict: undefined,
  };
}

/** Vault may lack rows in a list that it warns of. */
function atLeast({ warnings }: Wall): string {
  return warnings.length > 0 ? 'at least ' : '';
}

/** Jobs scheduled much later are a tile beside other tiles, but a sentence where it would be alone. */
function laterAsText(others: readonly Entry[], none: string) {
  const [first] = others;
  if (first?.kind !== 'later') return { others, emptyText: none };
  const { later, undated } = first;
  const emptyText = dotted([
    `${none} in the next 12 hours`,
    later > 0 && `${number(later)} scheduled later`,
    undated > 0 && `${number(undated)} scheduled without a time`,
  ]);
  return { others: [], emptyText };
}

function jobsIn(entries: readonly Entry[]): number {
  return entries.filter(({ kind }) => kind !== 'later').length;
}
