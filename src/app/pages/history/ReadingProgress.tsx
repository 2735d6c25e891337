import { memo } from 'react';

import { instant } from '#contract/instant.ts';
import { clockTime, span } from '#insight/time/format.ts';

import type { Activity } from '../../archive/status.ts';
import type { LeaderState } from '../../archive/tab-leader.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { ageWords, coverageWords } from '../../components/coverage-words.ts';
import { warningWords, wordsOf } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { deviceNow, onVaultClock, vaultNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import type { HistorySearch } from './search.ts';
import type { HistoryRows } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = Pick<HistoryRows, 'source' | 'switchToArchive'> & { zone: string };

/**
 * How much of the history has been read, and how reading the rest is going. Like the filters, it
 * isn't rendered when the page is turned.
 */
export const ReadingProgress = memo(function ReadingProgress(props: Props) {
  const { source, switchToArchive, zone } = props;
  const { search } = useHistorySearch('range');
  const { state, archive } = useArchive();
  const { coverage, activity, error, persistence, leftMs, warnings } = state;
  const isFirstReading = coverage.kind === 'partial' && coverage.missing === undefined;
  const age = useTicking(() => ageWords(state, zone, deviceNow()));
  return (
    <div
      role="status"
      aria-label="Coverage"
      // As high without its button and the time that is left as with them, which come and go. On a
      // phone, where these and the reason for a wait take up to six lines, it scrolls.
      className="border-line text-muted flex min-h-9.5 flex-wrap content-start items-center gap-x-3 gap-y-1 border-y px-3 py-1 text-sm max-lg:min-h-18 max-sm:h-20 max-sm:overflow-y-auto max-sm:text-xs"
    >
      <span>
        {coverageWords(state)}
        {age}
      </span>
      {isFirstReading && (coverage.total ?? 0) > coverage.rows && (
        <progress
          aria-label="Read so far"
          max={coverage.total}
          value={coverage.rows}
          // Where it would take a line of its own, the numbers beside it have to do.
          className="h-2 w-32 sm:max-xl:hidden"
        />
      )}
      {leftMs !== undefined && <span>about {span(Math.max(1_000, leftMs))} left</span>}
      {warnings.length > 0 && (
        <span className="text-warning">{warningWords(warnings)}. Jobs may be missing.</span>
      )}
      {source === 'vault' && <span>{vaultWords(search)}</span>}
      {switchToArchive !== undefined && (
        <Button variant="quiet" onClick={switchToArchive}>
          Switch to stored jobs
        </Button>
      )}
      {activity.kind === 'waiting' && <Waiting {...activity} zone={zone} />}
      {activity.kind === 'following' && <span>{leaderWords[activity.leader]}</span>}
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
});

const leaderWords: Record<LeaderState, string> = {
  active: 'Another tab is reading the history.',
  paused: 'Reading is paused in another tab.',
  silent: 'The tab that reads the history is not responding. This tab is about to take over.',
};

type WaitingProps = Pick<Extract<Activity, { kind: 'waiting' }>, 'why' | 'untilMs'> & {
  zone: string;
};

/** What the reading waits for, and until when. */
function Waiting({ why, untilMs, zone }: WaitingProps) {
  const when = useTicking(() => {
    const ms = untilMs - deviceNow();
    if (ms < 60_000) return `in ${span(Math.max(1_000, Math.ceil(ms / 1_000) * 1_000))}`;
    return `at ${clockTime(instant(onVaultClock(untilMs)), zone, vaultNow())}`;
  });
  // It counts down: a screen reader must not read it aloud every second.
  return <span aria-live="off">{waitingWords(why, when)}</span>;
}

function waitingWords(why: WaitingProps['why'], when: string): string {
  switch (why) {
    case 'share':
      return `Continues ${when}: a quarter of the API calls has been used, and the rest is left to live screens and integrations.`;
    case 'low':
      return `Continues ${when}, or sooner: less than 30% of the API calls are left.`;
    case 'delayed':
      return `Continues ${when}, or sooner: Vault delays its answers, because its API calls are used up.`;
    case 'failure':
      return `Jobwatch will ask Vault again ${when}.`;
    case 'newer-answer':
      return `Jobwatch will ask Vault again ${when}, for a newer answer.`;
  }
}

function vaultWords({ range }: Pick<HistorySearch, 'range'>): string {
  return range === 'all'
    ? 'Filtered and sorted by Vault.'
    : 'Filtered and sorted by Vault, which doesn’t say which date it filters on. Some rows may fall outside your range, and some of your range may be missing.';
}
