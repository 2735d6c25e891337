/** Whether this browser shows notifications, of what, and when not. For all Vaults of the server. */
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';

import { badStatuses } from '#insight/status/statuses.ts';

import { anyRecord, changeStored, createStored, listOf, number, ownName } from '../stored.ts';
import { deviceNow } from '../time/clock.ts';

export const lateKinds = ['overdue', 'stuck', 'long'] as const;

export type LateKind = (typeof lateKinds)[number];

const rule = v.object({
  /** Words that all have to be in the title; none for every title. */
  title: v.string(),
  /** Of these, each job that is so. */
  late: v.array(v.picklist(lateKinds)),
  /** Each job that gets one of these statuses. */
  statuses: v.array(v.string()),
});

export type Rule = v.InferOutput<typeof rule>;

const settings = v.object({
  on: v.fallback(v.boolean(), false),
  /** When it was turned on, in milliseconds, on this device's clock: what was so before is no news. */
  onSince: v.fallback(number, 0),
  /** When somebody last signed out, and what they had been shown was removed; on the same clock. */
  forgotAt: v.fallback(number, 0),
  rules: listOf(rule),
  /** Such as `22:00-06:00`. */
  quietHours: v.fallback(
    v.optional(v.pipe(v.string(), v.regex(/^\d\d:\d\d-\d\d:\d\d$/))),
    undefined,
  ),
});

export type NotificationSettings = v.InferOutput<typeof settings>;

/** As the server reports without a file of rules, each failed run by itself. */
export const firstRule: Rule = {
  title: '',
  late: ['overdue', 'stuck'],
  statuses: badStatuses.map((status) => status.toUpperCase()),
};

const key = 'jobwatch.notifications';
/** More are of no use to anybody, and each is tried for each job. */
export const mostRules = 20;

const kept = createStored(key, (stored) =>
  v.parse(settings, v.is(anyRecord, stored) ? stored : { rules: [firstRule] }),
);

export const notificationSettings = kept.get;

export function useNotificationSettings(): NotificationSettings {
  return useSyncExternalStore(kept.follow, kept.get, kept.get);
}

export function changeNotificationSettings(change: Partial<NotificationSettings>): void {
  const changed = { ...kept.get(), ...change };
  // Without storage they last until the page is closed.
  changeStored({ area: 'localStorage', key, schema: anyRecord }, (before = {}) => ({
    ...before,
    ...changed,
  }));
  kept.set(changed);
}

/** Under which this browser keeps what it has notified a viewer of. */
export const notifiedKey = (viewer: string) => `jobwatch.notified/${viewer}`;

/**
 * Removes that, once they have signed out. Who signs in again within the hour is not notified of the
 * same again.
 */
export function forgetNotified(viewer: string): void {
  const key = notifiedKey(viewer);
  try {
    for (const name of [key, ownName(key)]) {
      localStorage.removeItem(name);
      localStorage.removeItem(`${name}.unreadable`);
    }
  } catch {
    // Without storage there is nothing to remove.
  }
  changeNotificationSettings({ forgotAt: deviceNow() });
}
