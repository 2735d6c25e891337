/** A bad night: every bad status, overdue jobs, and one that has been running for far too long. */
import type { KnownStatus } from '#contract/status.ts';

import { day, hour, minute } from '../clock.ts';
import type { Series } from '../world/series.ts';
import type { World } from '../world/world.ts';
import type { WorldContent } from './content.ts';

const schedule = { kind: 'schedule', from: -30 * day } as const;

const series: Series[] = [
  {
    ...schedule,
    title: 'User Account Activation',
    every: 4 * hour,
    takes: 6 * minute,
    outcomes: { SUCCESS: 60, ERRORS_ENCOUNTERED: 30, FAILED_TO_RUN: 10 },
  },
  {
    ...schedule,
    title: 'Safety Hourly Maintenance',
    every: hour,
    takes: 4 * minute,
    outcomes: { SUCCESS: 75, MISSED_SCHEDULE: 15, ERRORS_ENCOUNTERED: 10 },
  },
  {
    ...schedule,
    title: 'Synchronize Portal Assets',
    every: 2 * hour,
    at: 30 * minute,
    takes: 3 * minute,
    limit: 40 * minute,
    outcomes: { SUCCESS: 70, TIMEOUT: 30 },
  },
  {
    ...schedule,
    title: 'Task Reminder Notification',
    every: 3 * hour,
    takes: 2 * minute,
    outcomes: { SUCCESS: 80, COMPLETED_DUE_TO_INACTIVITY: 15, CANCELLED: 5 },
  },
  {
    ...schedule,
    title: 'Reconcile Study Milestones',
    every: 30 * minute,
    at: 10 * minute,
    takes: 5 * minute,
    tasks: [20, 90],
    outcomes: { SUCCESS: 40, ERRORS_ENCOUNTERED: 50, TIMEOUT: 10 },
  },
  {
    title: 'Export Documents',
    kind: 'request',
    from: -30 * day,
    every: 50 * minute,
    takes: 4 * minute,
    creators: [51007, 51012],
    outcomes: { SUCCESS: 50, ERRORS_ENCOUNTERED: 30, FAILED_TO_RUN: 10, CANCELLED: 10 },
  },
  { ...schedule, title: 'Clean up temp file handle metadata', every: 6 * hour, takes: minute },
];

const badly: [KnownStatus, string][] = [
  ['ERRORS_ENCOUNTERED', 'User Account Activation'],
  ['FAILED_TO_RUN', 'Deploy Package'],
  ['MISSED_SCHEDULE', 'Safety Daily Maintenance'],
  ['TIMEOUT', 'Synchronize Portal Assets'],
  ['COMPLETED_DUE_TO_INACTIVITY', 'Import Submission'],
  ['CANCELLED', 'Export Submission'],
];

function populate(world: World) {
  world.scheduled({ title: 'Safety Daily Maintenance', inMs: -25 * minute, everyMs: day });
  world.scheduled({ title: 'Cleanup User Exceptions', inMs: -3 * hour, everyMs: 12 * hour });
  world.scheduled({ title: 'Periodic Review Reminder', inMs: -2 * day, everyMs: 7 * day });
  world.running({ title: 'Safety Hourly Maintenance', forMs: 5 * hour, createdBy: 1 });
  world.queued({ title: 'Export Submission', forMs: 3 * hour, createdBy: 51020 });
  for (const [at, [status, title]] of badly.entries()) {
    world.finished({ title, status, agoMs: (at + 1) * 20 * minute, tookMs: 9 * minute });
  }
}

export const failing: WorldContent = { series, populate };
