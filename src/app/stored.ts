/**
 * What this browser keeps as JSON. One entry that can't be read costs that entry alone, and what
 * can't be read is never overwritten: an older or a newer Jobwatch may have written it.
 */
import * as z from '#contract/zod.ts';

type Area = 'localStorage' | 'sessionStorage';
type Kind = 'list' | 'record';

/** Undefined where there is nothing, no storage, or something else. Never throws. */
export function readStored(area: Area, key: string, kind: Kind): unknown {
  try {
    return parsed(globalThis[area].getItem(key), kind);
  } catch {
    return undefined;
  }
}

/**
 * Changes what is kept by now, as another tab may have written since. Text that is not of this kind
 * moves aside first. False where nothing could be kept.
 */
export function changeStored(
  { area, key, kind }: { area: Area; key: string; kind: Kind },
  change: (before: unknown) => unknown,
): boolean {
  try {
    const storage = globalThis[area];
    const text = storage.getItem(key);
    const before = parsed(text, kind);
    if (text !== null && before === undefined) storage.setItem(`${key}.unreadable`, text);
    storage.setItem(key, JSON.stringify(change(before)));
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string | null, kind: Kind): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const isOfKind = typeof value === 'object' && value !== null;
    return isOfKind && Array.isArray(value) === (kind === 'list') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A list without the entries that can't be read. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((entries) =>
      entries.flatMap((one) => {
        const read = entry.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

/** A record without the entries that can't be read. */
export function recordOf<T extends z.ZodType>(entry: T) {
  return z
    .record(z.string(), z.unknown())
    .catch({})
    .transform((entries) =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([name, one]) => {
          const read = entry.safeParse(one);
          return read.success ? [[name, read.data] as const] : [];
        }),
      ),
    );
}
