import { useArchive } from '../../archive/use-archive.ts';
import { wordsOf } from '../../components/error-words.ts';
import { span } from '../../time/format.ts';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';
import type { HistoryRows } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = { rows: HistoryRows };

/** How much of the history has been read, and how reading the rest is going. */
export function ReadingProgress({ rows }: Props) {
  const { search } = useHistorySearch();
  const { state, archive } = useArchive();
  const { coverage, activity, error, persistence, rowsPerSecond } = state;
  const left =
    coverage.kind === 'partial' && coverage.total !== undefined && rowsPerSecond > 0
      ? ((coverage.total - coverage.rows) / rowsPerSecond) * 1_000
      : undefined;
  return (
    <div
      role="status"
      aria-label="Coverage"
      className="border-line text-muted flex flex-wrap items-center gap-x-3 gap-y-1 border-y px-3 py-1 text-sm"
    >
      <span>
        {coverage.kind === 'complete' && `Complete: all ${number(coverage.rows)} finished jobs`}
        {coverage.kind === 'complete' &&
          coverage.unreadable > 0 &&
          `, and ${coverage.unreadable} that can’t be read or are listed twice`}
        {coverage.kind === 'partial' &&
          `${number(coverage.rows)}${coverage.total === undefined ? '' : ` of ${number(coverage.total)}`} read, newest first`}
        {coverage.kind === 'none' && 'No finished jobs read yet'}
      </span>
      {coverage.kind === 'partial' && coverage.total !== undefined && (
        <progress
          aria-label="Read so far"
          max={coverage.total}
          value={coverage.rows}
          className="h-2 w-32"
        />
      )}
      {left !== undefined && <span>about {span(Math.max(1_000, left))} left</span>}
      {rows.source === 'vault' && (
        <span>
          {search.range === 'all'
            ? 'Filtered and sorted by Vault.'
            : 'Filtered and sorted by Vault, which doesn’t say which date it filters on. Until all jobs are read, some rows may fall outside your range, and some of your range may be missing.'}
        </span>
      )}
      {activity.kind === 'waiting' && (
        <span>
          {activity.why === 'budget'
            ? 'Paused briefly to leave API calls for live screens and integrations.'
            : 'Waiting for Vault.'}
        </span>
      )}
      {activity.kind === 'following' && (
        <span>
          {activity.isLeaderSilent
            ? 'The tab that reads the history doesn’t answer. This one is about to take over.'
            : 'Another tab is reading the history.'}
        </span>
      )}
      {error !== undefined && <span className="text-bad">{wordsOf(error).what}.</span>}
      {persistence.kind === 'memory' && (
        <span className="text-warning">
          {persistence.reason} The history has to be read again on every visit.
        </span>
      )}
      {coverage.kind !== 'complete' && activity.kind !== 'following' && (
        <Button
          variant="quiet"
          onClick={() =>
            activity.kind === 'paused' || activity.kind === 'stopped'
              ? archive?.resume()
              : archive?.pause()
          }
        >
          {activity.kind === 'paused' || activity.kind === 'stopped'
            ? 'Resume reading'
            : 'Pause reading'}
        </Button>
      )}
    </div>
  );
}
