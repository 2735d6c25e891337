/**
 * The demo: a Vault in the middle of a working day. Something always runs, waits in a queue and
 * is scheduled, and every few seconds something begins or ends.
 */
import { day, hour, minute, second } from '../clock.ts';
import type { Series } from '../world/series.ts';
import type { WorldContent } from './content.ts';

const weeks = -21 * day;

const steady = { SUCCESS: 97, ERRORS_ENCOUNTERED: 2, FAILED_TO_RUN: 1 };
const shaky = { SUCCESS: 86, ERRORS_ENCOUNTERED: 11, TIMEOUT: 1, CANCELLED: 2 };

const schedule = { kind: 'schedule', from: weeks, ends: steady } as const;

const schedules: Series[] = [
  { ...schedule, title: 'User Account Activation', every: day, at: 7 * hour, takes: 6 * minute },
  { ...schedule, title: 'Task Reminder Notification', every: day, at: 9 * hour, takes: 95_000 },
  { ...schedule, title: 'Synchronize Portal Assets', every: day, at: 5 * hour, takes: 72_000 },
  {
    ...schedule,
    title: 'Clean up temp file handle metadata',
    every: 6 * hour,
    takes: 40_000,
    ends: { SUCCESS: 98, MISSED_SCHEDULE: 2 },
  },
  { ...schedule, title: 'Cleanup User Exceptions', every: 12 * hour, at: hour, takes: 25_000 },
  {
    ...schedule,
    title: 'Safety Hourly Maintenance',
    every: hour,
    takes: 4 * minute,
    ends: { SUCCESS: 96, ERRORS_ENCOUNTERED: 3, MISSED_SCHEDULE: 1 },
  },
  {
    ...schedule,
    title: 'Safety Daily Maintenance',
    every: day,
    at: 23 * hour,
    zone: 'America/New_York',
    takes: 31 * minute,
  },
  {
    ...schedule,
    title: 'Safety Monthly Maintenance',
    every: 30 * day,
    at: 11 * day + 4 * hour,
    from: -400 * day,
    takes: 95 * minute,
  },
  {
    ...schedule,
    title: 'Periodic Review Reminder',
    every: 7 * day,
    at: 5 * day + 6 * hour,
    from: -370 * day,
    takes: 8 * minute,
  },
  {
    ...schedule,
    title: 'Inbound Email Processing',
    every: 10 * minute,
    at: 3 * minute,
    from: -3 * day,
    takes: 50 * second,
    ends: { SUCCESS: 95, ERRORS_ENCOUNTERED: 4, COMPLETED_DUE_TO_INACTIVITY: 1 },
  },
  {
    ...schedule,
    title: 'Refresh Quality Event Metrics',
    every: 15 * minute,
    at: 5 * minute,
    from: -5 * day,
    takes: 3 * minute,
    tasks: [12, 40],
    ends: { SUCCESS: 93, ERRORS_ENCOUNTERED: 7 },
  },
  {
    ...schedule,
    title: 'Send Distribution Reminders',
    every: 2 * hour,
    at: 20 * minute,
    takes: 150_000,
  },
];

/** In the last hours of these there is a run every minute or two; before, now and then. */
const requests: Series[] = [
  ...asked({
    title: 'Export Documents',
    every: 150 * second,
    takes: 70 * second,
    by: [51007, 51012, 44533],
    ends: { SUCCESS: 92, ERRORS_ENCOUNTERED: 6, CANCELLED: 2 },
  }),
  ...asked({
    title: 'Vault Loader: Extract product__v',
    every: 70 * second,
    // Longer than to the next request: so one always waits.
    waits: [115 * second, 150 * second],
    takes: 35 * second,
    by: [51033],
    ends: steady,
  }),
  ...asked({
    title: 'Reconcile Study Milestones',
    every: 100 * second,
    // Longer than to the next two: so one always runs.
    takes: 270 * second,
    spread: 0.1,
    limit: 12 * minute,
    tasks: [20, 120],
    by: [1, 51033],
    ends: shaky,
  }),
  ...asked({
    title: 'Publish Change Notifications',
    every: 40 * second,
    takes: 14 * second,
    by: [1],
    ends: steady,
  }),
];

export const busy: WorldContent = {
  series: [
    ...schedules,
    ...requests,
    { ...now('Binder Export', 55 * minute, 4 * minute), by: [51007, 51020], ends: shaky },
    { ...now('Import Submission', 3 * hour, 11 * minute), by: [51012], ends: shaky },
    { ...now('Export Submission', 4 * hour, 14 * minute), by: [51012, 51020], ends: shaky },
    { ...now('Create EDL', 2 * hour, 2 * minute), by: [51020], ends: steady },
    {
      ...now('Deep Copy Object Record', 80 * minute, 30 * second),
      by: [51007, 51033],
      ends: shaky,
    },
    { ...now('Cascade Delete Object Record', 5 * hour, 45 * second), by: [44533], ends: shaky },
    { ...now('Deploy Package', 2 * day, 9 * minute), by: [44533], from: -60 * day, ends: shaky },
  ],
};

function asked(series: Omit<Series, 'kind' | 'from'>): Series[] {
  return [
    { ...series, kind: 'request', from: -2 * hour },
    { ...series, kind: 'request', every: 40 * minute, from: weeks, until: -2 * hour },
  ];
}

function now(title: string, every: number, takes: number): Series {
  return { title, kind: 'request', every, takes, from: weeks, spread: 0.4 };
}
