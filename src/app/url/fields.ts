/** Reads a page's state out of its URL, in the nearest sense that can be made of it. */
import type { ZodType } from '#contract/zod.ts';

type Page<T> = {
  /** Each name with what it may hold. */
  fields: Record<string, ZodType>;
  /** All names, with what stands where an address says nothing. */
  defaults: T;
};

/** One that can't be read falls back to its default alone; `ignored` names what made no sense. */
export function readFields<T extends Record<string, unknown>>(
  raw: Record<string, unknown>,
  { fields, defaults }: Page<T>,
): { search: T; ignored: string[] } {
  const search: Record<string, unknown> = { ...defaults };
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue; // what the app itself left open
    const read = Object.hasOwn(fields, name) ? fields[name]?.safeParse(value) : undefined;
    if (read?.success === true) search[name] = read.data;
    else ignored.push(name);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name holds its default or what its own schema gave
  return { search: search as T, ignored };
}
