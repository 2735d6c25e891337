/** The options of a wall, as they stand in its URL: nobody is there to set them by hand. */
import * as z from '#contract/zod.ts';
import { isZone } from '#contract/zone.ts';

import { readFields } from '../../url/read-fields.ts';
import { type ViewId, viewIds } from './views.ts';

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(50));

const number = (least: number, most: number) => z.coerce.number().min(least).max(most);
const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d';
/** `22:00-06:00`: from the first time of day until the second, over midnight where it is earlier. */
const hours = z.string().regex(new RegExp(`^${timeOfDay}-${timeOfDay}$`));
const onOff = z.enum(['on', 'off']);

/** Each name with the values it may have. */
export const fields = {
  view: list(z.enum(viewIds)).transform((ids) => [...new Set(ids)]),
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
  /** The views shown one after the other. */
  view: ViewId[];
  /** How long each page of a view stays. */
  seconds: number;
  theme: 'dark' | 'light' | 'system';
  /** Of all text: 1 is made for a 55-inch screen seen from 6 m. */
  scale: number;
  /** IANA name; without one, the zone of this device. */
  zone?: string | undefined;
  /** Only jobs with this in their title. */
  title: string;
  /** No jobs with any of these in their title. */
  not: string[];
  /** Moves everything a little, against burn-in. */
  drift: 'on' | 'off';
  /** The hours in which the screen is dimmed. */
  dim?: string | undefined;
  /** A sound for each new failure. */
  chime: 'on' | 'off';
  /** The hours in which the chime is silent. */
  quiet?: string | undefined;
  /** The time of a daily reload, for browsers that need one. */
  reload?: string | undefined;
};

/** Has every name, as the router merges it over the URL's own search: a missing name would stay. */
export const defaults: WallSearch = {
  view: [...viewIds],
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

export function readSearch(raw: Record<string, unknown>) {
  return readFields(raw, { fields, defaults });
}
