/**
 * What the set-up page shows, as it stands in its URL: a wall's options, and the screen it is for.
 * The page reads it and not its route, as a schema there would be part of every page's first load.
 */
import * as v from 'valibot';

import { readFields } from '../../../url/read-fields.ts';
import { defaults as wallDefaults, fields as wallFields, type WallSearch } from '../search.ts';

export const screens = ['1920x1080', '3840x2160', '1080x1920'] as const;

export type SetupSearch = WallSearch & {
  /** Width and height of the screen, in pixels. */
  screen: (typeof screens)[number];
  /** Its diagonal. */
  inches: number;
  /** The distance from which it is read. */
  metres: number;
  /** Which link the kiosk commands open: one with automatic sign-in, or the plain wall. */
  link: 'display' | 'wall';
};

export const defaults: SetupSearch = {
  ...wallDefaults,
  screen: '1920x1080',
  inches: 55,
  metres: 6,
  link: 'display',
};

export const inches = { min: 5, max: 200 };
export const metres = { min: 0.3, max: 50 };

const number = ({ min, max }: typeof inches) =>
  v.pipe(v.unknown(), v.toNumber(), v.minValue(min), v.maxValue(max));

const fields = {
  ...wallFields,
  screen: v.picklist(screens),
  inches: number(inches),
  metres: number(metres),
  link: v.picklist(['display', 'wall']),
};

export function readSetupSearch(raw: Record<string, unknown>) {
  return readFields(raw, { fields, defaults });
}

/** `1920x1080` as numbers. */
export function screenSize(screen: SetupSearch['screen']): { width: number; height: number } {
  const [width = 0, height = 0] = screen.split('x').map(Number);
  return { width, height };
}
