import { useArchive } from '../../archive/use-archive.ts';
import { wordsOf } from '../../components/error-words.ts';
import { span } from '../../time/format.ts';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';
import type { Known } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = { known: Known };

/** How much of the history stands behind the rows, and what reading the rest is at. */
export function Covered({ known }: Props) {
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
          `, and ${coverage.unreadable} that can’t be read`}
        {coverage.kind === 'partial' &&
          `${number(coverage.rows)}${coverage.total === undefined ? '' : ` of ${number(coverage.total)}`} read, newest first`}
        {coverage.kind === 'none' && 'Nothing read into the archive yet'}
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
      {known.from === 'vault' && (
        <span>
          These rows come page by page from Vault, in its order.
          {search.range !== 'all' &&
            ' Which date its filter tests is not known: rows beside your range may be among them until all are read.'}
        </span>
      )}
      {activity.kind === 'waiting' && (
        <span>
          {activity.why === 'budget'
            ? 'Waiting, so that live screens and integrations keep their API calls.'
            : 'Waiting for Vault.'}
        </span>
      )}
      {activity.kind === 'following' && <span>Another tab is reading.</span>}
      {error !== undefined && <span className="text-bad">{wordsOf(error).what}.</span>}
      {persistence.kind === 'memory' && (
        <span className="text-warning">{persistence.reason} It is read anew with each visit.</span>
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
            ? 'Go on reading'
            : 'Pause reading'}
        </Button>
      )}
    </div>
  );
}
