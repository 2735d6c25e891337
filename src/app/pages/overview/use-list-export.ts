/** A list of the overview as a file: the rows, in the order of the screen. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { aboutSession, knownNames } from '../../export/about-session.ts';
import { type ExportColumnId, exportColumnIds } from '../../export/columns.ts';
import type { Coverage } from '../../export/table.ts';
import type { Source } from '../../export/use-export.ts';
import { jobColumns } from '../../jobs/columns/columns.ts';
import type { ListName, Model } from './model.ts';

type Listed = {
  set: ListName;
  /** What the list is called on screen. */
  title: string;
  rows: readonly Job[];
  columns: readonly { id: string }[];
};

export function useListExport({ set, title, rows, columns }: Listed, model: Model, zone: string) {
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const source: Source = {
    count: rows.length,
    batches: () => [{ kind: 'jobs', jobs: rows }],
    table: (chosen) => ({
      kind: 'jobs',
      columns: chosen === 'all' ? exportColumnIds : columns.flatMap(({ id }) => shownIn(id)),
      names: knownNames(cache),
    }),
    zone,
    about: {
      ...aboutSession(session),
      view: set,
      filters: filterWords(title, model),
      coverage: coverageOf(set, model),
    },
  };
  return source;
}

/** A title has its id and its creator beside it. What only the screen works out is left out. */
function shownIn(id: string): ExportColumnId[] {
  if (id === 'title') return ['id', 'title', 'by'];
  return exportColumnIds.filter((one) => one === id && Object.hasOwn(jobColumns, one));
}

function filterWords(title: string, { filter }: Model): string {
  return [
    title,
    filter.title.trim() !== '' && `title contains "${filter.title}"`,
    filter.by !== '' && `created by user ${filter.by}`,
  ]
    .filter((words) => words !== false)
    .join('; ');
}

/** Whether its rows are finished jobs, which History has as well. */
export function isOfFinished(set: ListName): set is 'failed' | 'failing' | 'recovered' {
  return set === 'failed' || set === 'failing' || set === 'recovered';
}

function coverageOf(set: ListName, { failuresWhole, monitors }: Model): Coverage {
  if (isOfFinished(set)) {
    return failuresWhole
      ? { kind: 'complete' }
      : { kind: 'partial', words: 'not all of the last 24 hours could be read' };
  }
  if (monitors === undefined) return { kind: 'partial', words: 'the list has not been read yet' };
  const { jobs, total, unreadable, repeated, warnings } = monitors;
  const isWhole =
    unreadable === 0 && warnings.length === 0 && (total ?? 0) <= jobs.length + repeated;
  return isWhole
    ? { kind: 'complete' }
    : {
        kind: 'partial',
        words: 'Vault has more unfinished jobs than could be read, or warns that some are missing',
      };
}
