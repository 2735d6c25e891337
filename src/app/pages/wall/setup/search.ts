/**
 * All that this page shows, as it stands in its URL: a wall's options, and where the wall hangs. It
 * is read by the page and not by its route: the first load is no place for what few ever open.
 */
import * as z from '#contract/zod.ts';

import { defaults as wallDefaults, readSearch, type WallSearch } from '../search.ts';

export const screens = ['1920x1080', '3840x2160', '1080x1920'] as const;

export type SetupSearch = WallSearch & {
  /** Pixels of the screen that the wall is for. */
  screen: (typeof screens)[number];
  /** Its diagonal. */
  inches: number;
  /** From where it is read. */
  metres: number;
  /** Whether the screen signs itself in, or somebody once did. */
  link: 'display' | 'wall';
};

export const defaults: SetupSearch = {
  ...wallDefaults,
  screen: '1920x1080',
  inches: 55,
  metres: 6,
  link: 'display',
};

export const inches = { least: 5, most: 200 };
export const metres = { least: 0.3, most: 50 };

const number = ({ least, most }: typeof inches) => z.coerce.number().min(least).max(most);

/** What is not the wall's; each falls back alone. */
const own: Record<string, z.ZodType> = {
  screen: z.enum(screens),
  inches: number(inches),
  metres: number(metres),
  link: z.enum(['display', 'wall']),
};

/** The nearest sense of a URL's search, and the names of what had none. */
export function readSetup(raw: Record<string, unknown>): {
  search: SetupSearch;
  ignored: string[];
} {
  const wall = readSearch(raw);
  const search: Record<string, unknown> = { ...defaults, ...wall.search };
  const ignored = wall.ignored.filter((name) => {
    const read = Object.hasOwn(own, name) ? own[name]?.safeParse(raw[name]) : undefined;
    if (read?.success === true) search[name] = read.data;
    return read?.success !== true;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name holds its default or what its own schema gave
  return { search: search as SetupSearch, ignored };
}

/** What of the names in `first` is another than there. */
export function changed(search: object, first: object): Record<string, unknown> {
  const all = Object.keys(first).map((name): [string, unknown] => [
    name,
    Reflect.get(search, name),
  ]);
  return Object.fromEntries(
    all.filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(first, name)),
    ),
  );
}
