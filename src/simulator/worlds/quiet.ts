/** A small Vault: a handful of nightly jobs, all successful. */
import { day, hour, minute } from '../clock.ts';
import type { WorldContent } from './content.ts';

const nightly = { kind: 'schedule', every: day, from: -60 * day } as const;

export const quiet: WorldContent = {
  series: [
    { ...nightly, title: 'User Account Activation', at: 7 * hour, takes: 6 * minute },
    { ...nightly, title: 'Synchronize Portal Assets', at: 5 * hour, takes: 72_000 },
    { ...nightly, title: 'Task Reminder Notification', at: 9 * hour, takes: 2 * minute },
    { ...nightly, title: 'Clean up temp file handle metadata', at: 3 * hour, takes: 40_000 },
  ],
};
