/** What History exports: rows, columns, and what the file says about itself. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';

import type { Fault } from '#contract/fault.ts';
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { presetWords } from '#insight/time/preset-words.ts';
import { asLocal } from '#insight/time/range.ts';

import type { Coverage } from '../../archive/crawl/coverage.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { warningWords } from '../../components/error-words.ts';
import { aboutSession, knownNames } from '../../export/about-session.ts';
import { exportColumnIds } from '../../export/columns.ts';
import type { Source } from '../../export/use-export.ts';
import { type DateName, type FilterKey, filterKeys, type HistorySearch } from './search.ts';
import type { HistoryRows } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

/** The rows of a file, in the order of the screen. */
export type ExportedRows = { count: number; jobs: () => readonly Job[] };

export function useExportSource(
  { bounds: { from, to }, coverage, source, page }: HistoryRows,
  zone: string,
  { count, jobs }: ExportedRows,
): Source {
  const { search } = useHistorySearch(...filterKeys, 'columns');
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const { state } = useArchive();
  return {
    count,
    batches: () => [{ kind: 'jobs', jobs: jobs() }],
    table: (columns) => ({
      kind: 'jobs',
      columns: columns === 'all' ? exportColumnIds : search.columns,
      names: knownNames(cache),
    }),
    zone,
    about: {
      ...aboutSession(session),
      view: 'history',
      filters: filterWords(search, zone),
      from: from === undefined ? undefined : milliseconds(from),
      to: to === undefined ? undefined : milliseconds(to),
      coverage:
        coverage.kind === 'complete' && source === 'archive'
          ? { kind: 'complete' }
          : {
              kind: 'partial',
              words: source === 'archive' ? partWords(coverage, state.warnings) : pageWords(page),
            },
    },
  };
}

function pageWords(page: number): string {
  return `this is page ${page} of the rows as Vault lists them`;
}

function partWords(coverage: Coverage, warnings: readonly Fault[]): string {
  if (coverage.kind !== 'partial') return 'the history has not been read yet';
  const { rows, total, contradicts } = coverage;
  const of = total === undefined || contradicts ? '' : ` of ${total}`;
  const doubt = contradicts ? `, and Vault counts ${total ?? 'another number'}` : '';
  const warned = warnings.length > 0 ? `. ${warningWords(warnings)}` : '';
  return `${rows}${of} finished jobs had been read${doubt}${warned}`;
}

/** The filters as a person would read them out. */
function filterWords(search: Filtered, zone: string): string {
  const words = filterKeys
    .map((name) => wordsOf[name](search, zone))
    .filter((word) => word !== false);
  return words.length === 0 ? 'none' : words.join('; ');
}

const dateWords: Record<DateName, string> = {
  finished: 'finished',
  over: 'finished or missed',
  started: 'started',
  created: 'created',
};

/** Said with the range. */
const none = () => false as const;

type Filtered = Pick<HistorySearch, FilterKey>;

const wordsOf: Record<FilterKey, (search: Filtered, zone: string) => string | false> = {
  range({ range, date, from, to }, zone) {
    if (range === 'custom')
      return `${dateWords[date]} from ${from === undefined ? 'the first' : asLocal(from, zone)} ${to === undefined ? 'to now' : `up to but not including ${asLocal(to, zone)}`} (${zone})`;
    return range !== 'all' && `${dateWords[date]}: ${presetWords[range]} (${zone})`;
  },
  date: none,
  from: none,
  to: none,
  status: ({ status }) =>
    status.length > 0 && `status ${status.map((one) => lookOf(one).word).join(' or ')}`,
  title: ({ title }) => title !== '' && `title contains "${title}"`,
  is: ({ is }) => is.length > 0 && `title is ${is.map((one) => `"${one}"`).join(' or ')}`,
  hour: ({ hour, date }) => hour !== undefined && `${dateWords[date]} on ${hour}`,
  id: ({ id }) => id.length > 0 && `job ID ${id.join(' or ')}`,
  not: ({ not }) => not.length > 0 && `title is not ${not.map((one) => `"${one}"`).join(' nor ')}`,
  by: ({ by }) => by !== '' && `created by user ${by}`,
  longer: ({ longer }) => longer !== undefined && `ran at least ${longer} s`,
  shorter: ({ shorter }) => shorter !== undefined && `ran at most ${shorter} s`,
};
