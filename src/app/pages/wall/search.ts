/** The options of a wall, as they stand in its URL: nobody is there to set them by hand. */
import * as v from 'valibot';

import { isZone } from '#contract/zone.ts';

import { readFields } from '../../url/read-fields.ts';
import { type ViewId, viewIds } from './views.ts';

const list = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.unknown(),
    v.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
    v.array(item),
    v.nonEmpty(),
    v.maxLength(50),
  );

const number = (least: number, most: number) =>
  v.pipe(v.unknown(), v.toNumber(), v.minValue(least), v.maxValue(most));
const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d';
/** `22:00-06:00`: from the first time of day until the second, over midnight where it is earlier. */
const hours = v.pipe(v.string(), v.regex(new RegExp(`^${timeOfDay}-${timeOfDay}$`)));
const onOff = v.picklist(['on', 'off']);

/** Each name with the values it may have. */
export const fields = {
  view: v.pipe(
    list(v.picklist(viewIds)),
    v.transform((ids) => [...new Set(ids)]),
  ),
  seconds: number(5, 3_600),
  theme: v.picklist(['dark', 'light', 'system']),
  scale: number(0.5, 4),
  zone: v.pipe(v.string(), v.check(isZone)),
  title: v.pipe(v.string(), v.maxLength(400)),
  not: list(v.pipe(v.string(), v.nonEmpty(), v.maxLength(400))),
  vaults: list(v.pipe(v.string(), v.nonEmpty(), v.maxLength(255))),
  drift: onOff,
  dim: hours,
  chime: onOff,
  quiet: hours,
  reload: v.pipe(v.string(), v.regex(new RegExp(`^${timeOfDay}$`))),
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
  /** Hosts of the Vaults that it shows together, or `all`; empty for the one of its address. */
  vaults: string[];
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
  vaults: [],
  drift: 'on',
  dim: undefined,
  chime: 'off',
  quiet: undefined,
  reload: undefined,
};

export function readSearch(raw: Record<string, unknown>) {
  return readFields(raw, { fields, defaults });
}
