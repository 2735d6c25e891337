/**
 * Titles that this browser's viewer has seen to need attention, with a note: they step back until
 * their next run ends. Nobody else learns of it, and what is counted stays the same.
 */
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';

import type { Look } from '#contract/look.ts';
import type { Seen, Trouble } from '#insight/attention.ts';

import { changeStored, createStored, listOf, number } from './stored.ts';

const key = 'jobwatch.seen';
/** More are forgotten, oldest first: each ends with its title's next run, wherever that is shown. */
const mostKept = 200;

const entry = v.object({
  vault: v.string(),
  id: v.string(),
  note: v.string(),
  at: number,
});
const schema = listOf(entry);
type Entry = v.InferOutput<typeof entry>;

const marks = createStored(key, (stored): readonly Entry[] => {
  const read = v.safeParse(schema, stored);
  return read.success ? read.output : [];
});

/** Calls back whenever marks change, in this tab or another, until the returned function is called. */
export const followSeen = marks.follow;

export function useSeen(): readonly Entry[] {
  return useSyncExternalStore(marks.follow, marks.get, marks.get);
}

/** As the cookie has them: without notes, which nobody but this browser reads. */
export function seenIds(): Look['seen'] {
  const ids: Look['seen'] = {};
  for (const { vault, id } of marks.get()) ids[vault] = [...(ids[vault] ?? []), id];
  return ids;
}

/** Runs where a server draws, with the marks that the viewer's browser has. */
export function withSeen<T>(ids: Look['seen'], run: () => T): T {
  const entries = Object.entries(ids).flatMap(([vault, ids]) =>
    ids.map((id) => ({ vault, id, note: '', at: 0 })),
  );
  return marks.during(entries, run);
}

/** Those of one Vault. */
export function seenIn(vault: string, entries: readonly Entry[]): readonly Seen[] {
  return entries.filter((one) => one.vault === vault);
}

export function markSeen(
  vault: string,
  { job: { id } }: Trouble,
  seen: { note: string; at: number },
): void {
  change((before) => [...others(before, vault, id), { vault, id, ...seen }]);
}

export function unmarkSeen(vault: string, { job: { id } }: Trouble): void {
  change((before) => others(before, vault, id));
}

function others(entries: readonly Entry[], vault: string, id: string): Entry[] {
  return entries.filter((one) => one.vault !== vault || one.id !== id);
}

function change(next: (before: readonly Entry[]) => Entry[]): void {
  // Without storage it lasts until the page is closed.
  changeStored({ area: 'localStorage', key, schema }, (before = []) =>
    next(before).slice(-mostKept),
  );
  marks.set(next(marks.get()).slice(-mostKept));
}
