/** What makes the overview's lists less than they seem: a part must not pass for the whole. */
import type { Job } from '#contract/jobs.ts';
import { elapsedMs } from '#insight/job-times.ts';
import type { Overview } from '#insight/overview.ts';
import { unfinishedCounts } from '#insight/unfinished-counts.ts';

import { useTicking } from '../../components/use-ticking.ts';
import { PageNotices } from '../../layout/PageNotices.tsx';
import type { JobList } from '../../queries/jobs.ts';
import { vaultNow } from '../../time/clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { counted, number } from '../../ui/number.ts';
import type { Model } from './model.ts';

type Props = { model: Model };
type IncompleteProps = { list: JobList; sets: Overview; isFiltered: boolean };

export function Notices({ model: { monitors, sets, unfiltered } }: Props) {
  return (
    <PageNotices>
      {monitors !== undefined && (
        <IncompleteNotice
          list={monitors}
          sets={unfiltered?.sets ?? sets}
          isFiltered={unfiltered !== undefined}
        />
      )}
      <FutureStartNotice running={sets.running} />
    </PageNotices>
  );
}

/** Says when the list is not all that Vault counts. */
function IncompleteNotice({ list, sets, isFiltered }: IncompleteProps) {
  const counts = unfinishedCounts(list, sets);
  const { shown, ended, unreadable, repeated, missing, total, elsewhere } = counts;
  if (unreadable + repeated + missing === 0) return null;
  return (
    <Notice>
      {isFiltered ? 'Filtered from' : 'Showing'} {counted(shown, 'unfinished job')}
      {total !== undefined && ` of the ${number(total)} that Vault reports`}.
      {unreadable > 0 && ` ${number(unreadable)} could not be read.`}
      {ended > 0 && ` ${counted(ended, 'has', 'have')} finished since.`}
      {repeated > 0 && ` ${counted(repeated, 'was', 'were')} listed twice.`}
      {missing > 0 &&
        ` ${counted(missing, 'was', 'were')} missing from the list and will be requested again at the next refresh.`}
      {elsewhere > 0 &&
        ` ${counted(elsewhere, 'more is', 'more are')} shown from Vault’s list of finished jobs.`}
    </Notice>
  );
}

/** Clocks and their whole seconds differ by less. */
const clockDifferenceMs = 10_000;

/**
 * A job can't be running before it starts: its dates are then read in the wrong zone
 * (docs/vault-api.md §7).
 */
function FutureStartNotice({ running }: { running: readonly Job[] }) {
  const count = useTicking(
    () => running.filter((job) => (elapsedMs(job, vaultNow()) ?? 0) < -clockDifferenceMs).length,
  );
  if (count === 0) return null;
  return (
    <Notice>
      {counted(count, 'running job starts', 'running jobs start')} in the future: Vault’s dates may
      not be in the time zone that Jobwatch assumes (see Settings). Whoever runs the server can
      change it with VAULT_TIMES.
    </Notice>
  );
}
