/**
 * The demo: a Vault in the middle of a working day. There is always a running, a queued and a
 * scheduled job, and every few seconds something starts or ends.
 */
import { day, hour, minute, second } from '../clock.ts';
import type { Series } from '../world/series.ts';
import type { WorldContent } from './content.ts';

const threeWeeksAgo = -21 * day;

const reliable = { SUCCESS: 97, ERRORS_ENCOUNTERED: 2, FAILED_TO_RUN: 1 };
const unreliable = { SUCCESS: 86, ERRORS_ENCOUNTERED: 11, TIMEOUT: 1, CANCELLED: 2 };

const schedule = { kind: 'schedule', from: threeWeeksAgo, outcomes: reliable } as const;

const schedules: Series[] = [
  { ...schedule, title: 'User Account Activation', every: day, at: 7 * hour, takes: 6 * minute },
  { ...schedule, title: 'Task Reminder Notification', every: day, at: 9 * hour, takes: 95_000 },
  { ...schedule, title: 'Synchronize Portal Assets', every: day, at: 5 * hour, takes: 72_000 },
  {
    ...schedule,
    title: 'Clean up temp file handle metadata',
    every: 6 * hour,
    takes: 40_000,
    outcomes: { SUCCESS: 98, MISSED_SCHEDULE: 2 },
  },
  { ...schedule, title: 'Cleanup User Exceptions', every: 12 * hour, at: hour, takes: 25_000 },
  {
    ...schedule,
    title: 'Safety Hourly Maintenance',
    every: hour,
    takes: 4 * minute,
    outcomes: { SUCCESS: 96, ERRORS_ENCOUNTERED: 3, MISSED_SCHEDULE: 1 },
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
    outcomes: { SUCCESS: 95, ERRORS_ENCOUNTERED: 4, COMPLETED_DUE_TO_INACTIVITY: 1 },
  },
  {
    ...schedule,
    title: 'Refresh Quality Event Metrics',
    every: 15 * minute,
    at: 5 * minute,
    from: -5 * day,
    takes: 3 * minute,
    tasks: [12, 40],
    outcomes: { SUCCESS: 93, ERRORS_ENCOUNTERED: 7 },
  },
  {
    ...schedule,
    title: 'Send Distribution Reminders',
    every: 2 * hour,
    at: 20 * minute,
    takes: 150_000,
  },
];

/** A run every minute or two in the last hours, and fewer before. */
const requests: Series[] = [
  ...requested({
    title: 'Export Documents',
    every: 150 * second,
    takes: 70 * second,
    creators: [51007, 51012, 44533],
    outcomes: { SUCCESS: 92, ERRORS_ENCOUNTERED: 6, CANCELLED: 2 },
  }),
  ...requested({
    title: 'Vault Loader: Extract product__v',
    every: 70 * second,
    // Longer than the time between requests, so that one is always waiting.
    waits: [115 * second, 150 * second],
    takes: 35 * second,
    creators: [51033],
    outcomes: reliable,
  }),
  ...requested({
    title: 'Reconcile Study Milestones',
    every: 100 * second,
    // Longer than the time of two requests, so that one is always running.
    takes: 270 * second,
    spread: 0.1,
    limit: 12 * minute,
    tasks: [20, 120],
    creators: [1, 51033],
    outcomes: unreliable,
  }),
  ...requested({
    title: 'Publish Change Notifications',
    every: 40 * second,
    takes: 14 * second,
    creators: [1],
    outcomes: reliable,
  }),
];

export const busy: WorldContent = {
  series: [
    ...schedules,
    ...requests,
    {
      ...onRequest('Binder Export', 55 * minute, 4 * minute),
      creators: [51007, 51020],
      outcomes: unreliable,
    },
    {
      ...onRequest('Import Submission', 3 * hour, 11 * minute),
      creators: [51012],
      outcomes: unreliable,
    },
    {
      ...onRequest('Export Submission', 4 * hour, 14 * minute),
      creators: [51012, 51020],
      outcomes: unreliable,
    },
    { ...onRequest('Create EDL', 2 * hour, 2 * minute), creators: [51020], outcomes: reliable },
    {
      ...onRequest('Deep Copy Object Record', 80 * minute, 30 * second),
      creators: [51007, 51033],
      outcomes: unreliable,
    },
    {
      ...onRequest('Cascade Delete Object Record', 5 * hour, 45 * second),
      creators: [44533],
      outcomes: unreliable,
    },
    {
      ...onRequest('Deploy Package', 2 * day, 9 * minute),
      creators: [44533],
      from: -60 * day,
      outcomes: unreliable,
    },
  ],
};

function requested(series: Omit<Series, 'kind' | 'from'>): Series[] {
  return [
    { ...series, kind: 'request', from: -2 * hour },
    { ...series, kind: 'request', every: 40 * minute, from: threeWeeksAgo, until: -2 * hour },
  ];
}

function onRequest(title: string, every: number, takes: number): Series {
  return { title, kind: 'request', every, takes, from: threeWeeksAgo, spread: 0.4 };
}
