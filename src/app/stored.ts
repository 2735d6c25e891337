/**
 * What this browser keeps as JSON. One entry that can't be read costs that entry alone, and what
 * can't be read is never overwritten: an older or a newer Jobwatch may have written it.
 */
import * as z from '#contract/zod.ts';

type Area = 'localStorage' | 'sessionStorage';

/**
 * The name under which this browser keeps something for this server alone. Servers under different
 * paths of one host share an origin, so there the path is in it.
 */
export function ownName(name: string): string {
  const base = 'document' in globalThis ? document.querySelector('base') : null;
  const path = base === null ? '/' : new URL(base.href).pathname;
  return path === '/' ? name : name + path;
}

/** Undefined where there is nothing, no storage, or no JSON. Never throws. */
export function readStored(area: Area, key: string): unknown {
  try {
    return parsed(textOf(globalThis[area], key));
  } catch {
    return undefined;
  }
}

type Place<T> = { area: Area; key: string; schema: z.ZodType<T> };

/**
 * Changes what is kept by now, as another tab may have written since; undefined where that is not
 * what the schema expects, which moves aside. False where nothing could be kept.
 */
export function changeStored<T>(
  { area, key, schema }: Place<T>,
  change: (before: T | undefined) => T,
): boolean {
  try {
    const storage = globalThis[area];
    const text = textOf(storage, key);
    const own = ownName(key);
    const { data } = schema.safeParse(parsed(text));
    if (text !== null && data === undefined) storage.setItem(`${own}.unreadable`, text);
    storage.setItem(own, JSON.stringify(change(data)));
    return true;
  } catch {
    return false;
  }
}

/** Before its name had a path in it, all servers of this host kept theirs under one. */
function textOf(storage: Storage, key: string): string | null {
  return storage.getItem(ownName(key)) ?? storage.getItem(key);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

export const anyList = z.array(z.unknown());
export const anyRecord = z.record(z.string(), z.unknown());

/** A list without the entries that can't be read. */
export function listOf<T extends z.ZodType>(entry: T) {
  return anyList
    .catch([])
    .transform((entries) => entries.flatMap((one) => entry.safeParse(one).data ?? []));
}

/** A record without the entries that can't be read. */
export function recordOf<T extends z.ZodType>(entry: T) {
  return anyRecord.catch({}).transform((entries) =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([name, one]) => {
        const { data } = entry.safeParse(one);
        return data === undefined ? [] : [[name, data] as const];
      }),
    ),
  );
}
