/** Whether this browser shows notifications, of what, and when not. For all Vaults of the server. */
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';

import { badStatuses } from '#insight/status/statuses.ts';

import { anyRecord, changeStored, listOf, number, ownName, readStored } from '../stored.ts';

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

let current = read();
const listeners = new Set<() => void>();

function read(): NotificationSettings {
  const stored = readStored('localStorage', key);
  const isStored = v.is(anyRecord, stored);
  return v.parse(settings, isStored ? stored : { rules: [firstRule] });
}

export function notificationSettings(): NotificationSettings {
  return current;
}

/** Calls back whenever they change, in this tab or another, until the returned function is called. */
function followNotificationSettings(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== ownName(key) && event.key !== null) return; // null: all was cleared
    current = read();
    listener();
  };
  listeners.add(listener);
  globalThis.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('storage', onStorage);
  };
}

export function useNotificationSettings(): NotificationSettings {
  return useSyncExternalStore(
    followNotificationSettings,
    notificationSettings,
    notificationSettings,
  );
}

export function changeNotificationSettings(change: Partial<NotificationSettings>): void {
  current = { ...current, ...change };
  // Without storage they last until the page is closed.
  changeStored({ area: 'localStorage', key, schema: anyRecord }, (before = {}) => ({
    ...before,
    ...current,
  }));
  for (const listener of listeners) listener();
}
