/** All that a wall shows and how, as it stands in its URL: nobody is there to set it by hand. */
import * as z from '#contract/zod.ts';

import { isZone } from '../../time/zone.ts';
import { readFields } from '../../url/fields.ts';

export const views = ['now', 'failures', 'next', 'throughput'] as const;
export type View = (typeof views)[number];

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(50));

const number = (least: number, most: number) => z.coerce.number().min(least).max(most);
const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d';
/** `22:00-06:00`: from the first time of day until the second, over midnight where it is earlier. */
const hours = z.string().regex(new RegExp(`^${timeOfDay}-${timeOfDay}$`));
const onOff = z.enum(['on', 'off']);

/** Each name with what it may hold. One that can't be read falls back to its default alone. */
const fields = {
  view: list(z.enum(views)).transform((names) => [...new Set(names)]),
  seconds: number(5, 3_600),
  theme: z.enum(['dark', 'light', 'system']),
  scale: number(0.5, 4),
  zone: z.string().refine(isZone),
  title: z.string().max(400),
  not: list(z.string().min(1).max(400)),
  drift: onOff,
  dim: hours,
  chime: onOff,
  quiet: hours,
  reload: z.string().regex(new RegExp(`^${timeOfDay}$`)),
};

export type WallSearch = {
  /** What is shown, in turn. */
  view: View[];
  /** For how long one page of a view stays. */
  seconds: number;
  theme: 'dark' | 'light' | 'system';
  /** Of all text, for those who stand farther away: 1 is made for 6 m from a 55-inch screen. */
  scale: number;
  /** IANA name; this device's where none is given. */
  zone?: string | undefined;
  /** Only jobs with this in their title. */
  title: string;
  /** No jobs with any of these in their title. */
  not: string[];
  /** All moves a little, so that nothing burns in. */
  drift: 'on' | 'off';
  /** When the screen is darkened. */
  dim?: string | undefined;
  /** A sound for each new failure. */
  chime: 'on' | 'off';
  /** When it is silent. */
  quiet?: string | undefined;
  /** When the page is loaded anew each day, where the browser needs that. */
  reload?: string | undefined;
};

/** All names, so that the router, which puts them over what an address holds, leaves none of that. */
export const defaults: WallSearch = {
  view: [...views],
  seconds: 20,
  theme: 'dark',
  scale: 1,
  zone: undefined,
  title: '',
  not: [],
  drift: 'on',
  dim: undefined,
  chime: 'off',
  quiet: undefined,
  reload: undefined,
};

/** The nearest sense of a URL's search, and the names of what had none. */
export function readSearch(raw: Record<string, unknown>): {
  search: WallSearch;
  ignored: string[];
} {
  return readFields(raw, { fields, defaults });
}
