import type { Job } from '#contract/jobs.ts';

import { useTicking } from '../../components/use-ticking.ts';
import { elapsedMs } from '../../insight/job-times.ts';
import { vaultNow } from '../../time/clock.ts';
import { Notice } from '../../ui/Notice.tsx';

type Props = { running: readonly Job[] };

/** Clocks and their whole seconds differ by less. */
const doubtMs = 10_000;

/**
 * A job can't be running before it starts: its dates are then read in the wrong zone
 * (docs/vault-api.md §7).
 */
export function Future({ running }: Props) {
  const count = useTicking(
    () => running.filter((job) => (elapsedMs(job, vaultNow()) ?? 0) < -doubtMs).length,
  );
  if (count === 0) return null;
  return (
    <Notice>
      {count} running {count === 1 ? 'job starts' : 'jobs start'} in the future: Vault’s dates are
      perhaps not in the zone that they are read in. The server’s VAULT_TIMES decides it, and
      settings show it.
    </Notice>
  );
}
