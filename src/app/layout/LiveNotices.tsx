import { lazy, Suspense } from 'react';

import { instant, milliseconds } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import { waitText, warningWords, wordsOf } from '../components/error-words.ts';
import { useTicking } from '../components/use-ticking.ts';
import { useZone, useZoneProblem } from '../components/use-zone.ts';
import { loadChunk } from '../load-chunk.ts';
import { useNotificationSettings } from '../notifications/settings.ts';
import { useLive } from '../queries/live.ts';
import { onVaultClock, vaultClockAheadMs, vaultNow } from '../time/clock.ts';
import { Notice } from '../ui/Notice.tsx';

const JobNotifications = lazy(async () => ({
  default: (await loadChunk(import('../notifications/JobNotifications.tsx'))).JobNotifications,
}));

/** A clock this far off makes elapsed times and "overdue" doubtful. */
const farOffMs = 120_000;

/**
 * Why what is on screen is not up to date or not all, and whether clocks disagree; and, as neither is
 * in the first load, what notifies the viewer of what isn't on screen.
 */
export function LiveNotices() {
  const { error, asOf, slowdownReason, warnings } = useLive();
  const { on: wantsNotifications } = useNotificationSettings();
  const zone = useZone();
  const zoneProblem = useZoneProblem();
  const ahead = useTicking(vaultClockAheadMs);
  const shownFrom = useTicking(() =>
    asOf === undefined
      ? ''
      : clockTime(instant(onVaultClock(milliseconds(asOf))), zone, vaultNow()),
  );
  const words = error === undefined ? undefined : wordsOf(error);
  return (
    <>
      {words !== undefined && (
        <Notice tone="bad">
          <strong>{words.what}.</strong> {words.remedy}
          {waitText(error, zone)}
          {shownFrom !== '' && ` What you see is from ${shownFrom} (${zone}).`}
        </Notice>
      )}
      {words === undefined && slowdownReason !== undefined && (
        <Notice>Refreshing less often: {slowdownReason}</Notice>
      )}
      {zoneProblem !== undefined && (
        <Notice>
          {zoneProblem}: all times are in {zone}.
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice>
          <strong>{warningWords(warnings)}.</strong> What is shown may be incomplete.
        </Notice>
      )}
      {Math.abs(ahead) > farOffMs && (
        <Notice>
          Vault’s clock is {roughly(Math.abs(ahead))} {ahead > 0 ? 'ahead of' : 'behind'} this
          device’s. Elapsed times follow Vault’s clock.
        </Notice>
      )}
      {wantsNotifications && (
        <Suspense fallback={null}>
          <JobNotifications />
        </Suspense>
      )}
    </>
  );
}
