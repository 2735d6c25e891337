/** Reads a page's state out of its URL, as far as it can be understood. */
import * as v from 'valibot';

type Page<T> = {
  /** Each name with the values it may have. */
  fields: Record<string, v.GenericSchema>;
  /** Every name, with its value where the URL has none. */
  defaults: T;
};

/** A value that can't be read falls back to its default, and its name is in `ignored`. */
export function readFields<T extends Record<string, unknown>>(
  raw: Record<string, unknown>,
  { fields, defaults }: Page<T>,
): { search: T; ignored: string[] } {
  const search: Record<string, unknown> = { ...defaults };
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue; // left out by the app itself
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const read = field && v.safeParse(field, value);
    if (read?.success === true) search[name] = read.output;
    else ignored.push(name);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name holds its default or what its own schema gave
  return { search: search as T, ignored };
}

/** The fields of `defaults` that have another value in `search`. */
export function withoutDefaults<T extends Record<string, unknown>>(
  search: T,
  defaults: T,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(defaults).flatMap((name) =>
      JSON.stringify(search[name]) === JSON.stringify(defaults[name]) ? [] : [[name, search[name]]],
    ),
  );
}
