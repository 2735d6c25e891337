/** How much of Vault's history has been read, as the page says it. */
import { instant, milliseconds } from '#contract/instant.ts';
import { clockTime, roughly } from '#insight/time/format.ts';

import type { ArchiveState } from '../archive/status.ts';
import { onVaultClock } from '../time/clock.ts';
import { counted, number } from '../ui/number.ts';

type Reading = Pick<ArchiveState, 'coverage' | 'activity'>;

export function coverageWords({ coverage, activity }: Reading): string {
  if (coverage.kind === 'none') return 'No finished jobs read yet';
  const rows = number(coverage.rows);
  const jobs = counted(coverage.rows, 'finished job');
  if (coverage.kind === 'complete') {
    const { unreadable } = coverage;
    return `Complete: ${coverage.rows === 1 ? '1 finished job' : `all ${jobs}`}${unreadable > 0 ? `, and ${unreadable} that can’t be read or are listed twice` : ''}`;
  }
  const { total, missing, contradicts } = coverage;
  if (contradicts && total !== undefined) {
    return `${rows} read. Vault counts ${number(total)}, which contradicts the jobs that it lists`;
  }
  if (missing === undefined) {
    if (total === undefined) return `${rows} read, newest first`;
    // Jobs that have just finished, or a total that is wrong: while it is read nobody can tell.
    if (coverage.rows > total)
      return `${rows} read, more than the ${number(total)} that Vault counted`;
    return `${rows} of ${number(total)} read, newest first`;
  }
  if (missing === 0) return `${jobs}, being compared with Vault`;
  // They are gone, or Vault's total is wrong.
  if (missing < 0) return `${jobs}, ${number(-missing)} more than Vault counts`;
  const verb = missing === 1 ? 'is' : 'are';
  return `${jobs}, and ${number(missing)} more ${verb} ${isReading(activity) ? 'being read' : 'not read yet'}`;
}

function isReading(activity: ArchiveState['activity']): boolean {
  switch (activity.kind) {
    case 'paused':
    case 'stopped':
    case 'waiting':
      return false;
    case 'following':
      return activity.leader === 'active';
    case 'opening':
    case 'reading':
    case 'checking':
    case 'idle':
      return true;
  }
}

/** Screens ask Vault every half minute at least, so older than this means that something is wrong. */
const currentMs = 2 * 60_000;

/** How old a complete history is, where it isn't current; empty where it is. `now` is this device's. */
export function ageWords({ coverage, activity }: Reading, zone: string, now: number): string {
  if (coverage.kind !== 'complete') return '';
  const { asOf } = coverage;
  const ageMs = now - milliseconds(asOf);
  const at = instant(onVaultClock(milliseconds(asOf)));
  const isAlone = activity.kind === 'following' && activity.leader === 'silent';
  return ageMs < currentMs && !isAlone
    ? ''
    : `, as of ${clockTime(at, zone, onVaultClock(now))}, ${roughly(ageMs)} ago`;
}
