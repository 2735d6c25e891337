/** The viewer's lasting taste, kept on this device. One schema with its defaults; nothing secret. */
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';

import {
  anyList,
  anyRecord,
  changeStored,
  createStored,
  listOf,
  number,
  recordOf,
} from './stored.ts';

export const refreshChoices = ['auto', '5', '10', '30', '60', '300'] as const;

const view = v.object({ name: v.string(), search: v.string() });

const preferences = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  zone: v.fallback(v.pipe(v.string(), v.nonEmpty()), 'browser'),
  /** Seconds between two looks at Vault's lists, or `auto`. */
  refresh: v.fallback(v.picklist(refreshChoices), 'auto'),
  paused: v.fallback(v.boolean(), false),
  compact: v.fallback(v.boolean(), false),
  /** On a narrow screen, where they would push the rows off it. */
  filtersOpen: v.fallback(v.boolean(), false),
  /** Pixels, by column. */
  columnWidths: recordOf(number),
  /** Searches of History under a name. */
  views: listOf(view),
  /** The view that History opens with. */
  defaultView: v.fallback(v.optional(v.string()), undefined),
});

export type Preferences = v.InferOutput<typeof preferences>;

const key = 'jobwatch.preferences';
const kept = createStored(key, (stored) =>
  v.parse(preferences, v.is(anyRecord, stored) ? stored : {}),
);

/** Calls back whenever a choice changes, in this tab or another, until the returned function is called. */
export const followPreferences = kept.follow;

/** Runs where a server draws, with the viewer's choices as far as it knows them. */
export function withPreferences<T>(choices: Partial<Preferences>, run: () => T): T {
  return kept.during({ ...v.parse(preferences, {}), ...choices }, run);
}

export function preference<K extends keyof Preferences>(name: K): Preferences[K] {
  return kept.get()[name];
}

export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  const read = () => kept.get()[name];
  return useSyncExternalStore(kept.follow, read, read);
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  // Without storage the choice lasts until the page is closed.
  changeStored({ area: 'localStorage', key, schema: anyRecord }, (before = {}) => ({
    ...before,
    [name]: withUnread(value, before[name]),
  }));
  kept.set({ ...kept.get(), [name]: value });
}

/** A choice of many entries, and with them those that were kept and can't be read. */
function withUnread(value: unknown, before: unknown): unknown {
  if (Array.isArray(value)) {
    const list = v.is(anyList, before) ? before : [];
    return [...value, ...list.filter((one) => !v.is(view, one))];
  }
  if (typeof value !== 'object') return value;
  const widths = Object.entries(v.is(anyRecord, before) ? before : {});
  const unread = widths.filter(([, one]) => !v.is(number, one));
  return { ...Object.fromEntries(unread), ...value };
}

/** Puts the chosen theme where CSS sees it, now and whenever it changes. */
export function applyTheme(): void {
  showTheme();
  followPreferences(showTheme);
}

/** `system` leaves it to the device. */
function showTheme(): void {
  const { theme } = kept.get();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
