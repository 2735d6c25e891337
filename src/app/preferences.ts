/** The viewer's lasting taste, kept on this device. One schema with its defaults; nothing secret. */
import { useSyncExternalStore } from 'react';

import * as z from '#contract/zod.ts';

import {
  anyList,
  anyRecord,
  changeStored,
  listOf,
  readStored,
  recordOf,
  ownName,
} from './stored.ts';

export const refreshChoices = ['auto', '5', '10', '30', '60', '300'] as const;

const width = z.number();
const view = z.object({ name: z.string(), search: z.string() });

const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  zone: z.string().min(1).catch('browser'),
  /** Seconds between two looks at Vault's lists, or `auto`. */
  refresh: z.enum(refreshChoices).catch('auto'),
  paused: z.boolean().catch(false),
  compact: z.boolean().catch(false),
  /** On a narrow screen, where they would push the rows off it. */
  filtersOpen: z.boolean().catch(false),
  /** Pixels, by column. */
  columnWidths: recordOf(width),
  /** Searches of History under a name. */
  views: listOf(view),
  /** The view that History opens with. */
  defaultView: z.string().optional().catch(undefined),
});

export type Preferences = z.output<typeof preferences>;

const key = 'jobwatch.preferences';
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  return preferences.parse(anyRecord.catch({}).parse(readStored('localStorage', key)));
}

/** Calls back whenever a choice changes, in this tab or another, until the returned function is called. */
export function followPreferences(listener: () => void): () => void {
  const follow = (event: StorageEvent) => {
    if (event.key !== ownName(key) && event.key !== null) return; // null: all was cleared
    current = read();
    listener();
  };
  listeners.add(listener);
  globalThis.addEventListener('storage', follow); // another tab changed them
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener('storage', follow);
  };
}

export function preference<K extends keyof Preferences>(name: K): Preferences[K] {
  return current[name];
}

export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  return useSyncExternalStore(followPreferences, () => current[name]);
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  current = { ...current, [name]: value };
  // Without storage the choice lasts until the page is closed.
  changeStored({ area: 'localStorage', key, schema: anyRecord }, (before = {}) => ({
    ...before,
    [name]: withUnread(value, before[name]),
  }));
  for (const listener of listeners) listener();
}

/** A choice of many entries, and with them those that were kept and can't be read. */
function withUnread(value: unknown, before: unknown): unknown {
  const list = anyList.safeParse(before).data?.filter((one) => !view.safeParse(one).success);
  if (Array.isArray(value)) return [...value, ...(list ?? [])];
  if (typeof value !== 'object') return value;
  const unread = Object.entries(anyRecord.catch({}).parse(before)).filter(
    ([, one]) => !width.safeParse(one).success,
  );
  return { ...Object.fromEntries(unread), ...value };
}

/** Puts the chosen theme where CSS sees it, now and whenever it changes. */
export function applyTheme(): void {
  showTheme();
  followPreferences(showTheme);
}

/** `system` leaves it to the device. */
function showTheme(): void {
  if (current.theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = current.theme;
}
