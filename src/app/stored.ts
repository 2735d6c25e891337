/**
 * What this browser keeps as JSON. One entry that can't be read costs that entry alone, and what
 * can't be read is never overwritten: an older or a newer Jobwatch may have written it.
 */
import * as v from 'valibot';

type Area = 'localStorage' | 'sessionStorage';

/**
 * The name under which this browser keeps something for this server alone. Servers under different
 * paths of one host share an origin, so there the path is in it.
 */
export function ownName(name: string): string {
  const path = serverPath();
  return path === '/' ? name : name + path;
}

/** Without the path of a Vault, which a server may have several of. */
export function serverPath(): string {
  const base = 'document' in globalThis ? document.querySelector('base') : null;
  return base === null ? '/' : (base.dataset['server'] ?? new URL(base.href).pathname);
}

/** Undefined where there is nothing, no storage, or no JSON. Never throws. */
export function readStored(area: Area, key: string): unknown {
  try {
    return parsed(textOf(globalThis[area], key));
  } catch {
    return undefined;
  }
}

/**
 * What is kept under a key, as this tab knows it by now: it also follows what other tabs write.
 * `read` gets what `readStored` gives, and never throws.
 */
export function createStored<T>(key: string, read: (stored: unknown) => T) {
  const readNow = () => read(readStored('localStorage', key));
  const listeners = new Set<() => void>();
  let current = readNow();
  return {
    get: () => current,
    /** Changes it for this tab alone: `changeStored` keeps it. */
    set: (value: T): void => {
      current = value;
      for (const listener of listeners) listener();
    },
    /** Calls back whenever it changes, here or in another tab, until the returned function is called. */
    follow: (listener: () => void) => {
      const onStorage = (event: StorageEvent) => {
        if (event.key !== ownName(key) && event.key !== null) return; // null: all was cleared
        current = readNow();
        listener();
      };
      listeners.add(listener);
      globalThis.addEventListener('storage', onStorage);
      return () => {
        listeners.delete(listener);
        globalThis.removeEventListener('storage', onStorage);
      };
    },
    /** Runs where a server draws, with what the viewer's browser keeps. */
    during: <R>(value: T, run: () => R): R => {
      const before = current;
      current = value;
      try {
        return run();
      } finally {
        current = before;
      }
    },
  };
}

type Place<T> = { area: Area; key: string; schema: v.GenericSchema<unknown, T> };

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
    const read = v.safeParse(schema, parsed(text));
    if (text !== null && !read.success) storage.setItem(`${own}.unreadable`, text);
    storage.setItem(own, JSON.stringify(change(read.success ? read.output : undefined)));
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

export const number = v.pipe(v.number(), v.finite());
export const anyList = v.array(v.unknown());
/** Not `v.record`, which takes a list too. */
export const anyRecord = v.custom<Record<string, unknown>>(isRecord);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list without the entries that can't be read. */
export function listOf<T extends v.GenericSchema>(entry: T) {
  return v.pipe(
    v.optional(v.unknown(), null),
    v.transform((stored): v.InferOutput<T>[] =>
      Array.isArray(stored) ? stored.flatMap((one: unknown) => readable(entry, one)) : [],
    ),
  );
}

/** A record without the entries that can't be read. */
export function recordOf<T extends v.GenericSchema>(entry: T) {
  return v.pipe(
    v.optional(v.unknown(), null),
    v.transform((stored): Record<string, v.InferOutput<T>> =>
      Object.fromEntries(
        Object.entries(isRecord(stored) ? stored : {}).flatMap(([name, one]) =>
          readable(entry, one).map((value) => [name, value]),
        ),
      ),
    ),
  );
}

/** The value in a list, which is empty where it can't be read. */
function readable<T extends v.GenericSchema>(entry: T, value: unknown): v.InferOutput<T>[] {
  const result = v.safeParse(entry, value);
  return result.success ? [result.output] : [];
}
