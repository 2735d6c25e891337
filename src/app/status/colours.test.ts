/** The colours of statuses: legible in both themes, and apart for every kind of eye. */
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatHex,
  interpolate,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, test } from 'vitest';

import { paleWell as paleWellFill } from './area-colours.ts';

import css from '../index.css?raw';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const values = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name, light = '', dark = '']) => [name, { light, dark }],
  ),
);

function colour(name: string, theme: Theme): string {
  const found = values.get(name)?.[theme];
  if (found === undefined) throw new Error(`index.css has no colour ${name} for ${theme}.`);
  return found;
}

/** One of each phase. */
const statuses = ['waiting', 'active', 'well', 'bad', 'otherwise', 'unknown'];
const grounds = ['page', 'surface', 'raised'];
const text = [...statuses, 'ink', 'muted', 'accent', 'warning'].flatMap((name) =>
  grounds.map((ground) => [name, ground] as const),
);
const soft = [
  ['bad', 'bad-soft'],
  ['ink', 'bad-soft'],
  ['warning', 'warning-soft'],
  ['ink', 'warning-soft'],
  ['on-accent', 'accent'],
] as const;

describe.each(themes)('in the %s theme', (theme) => {
  test.each([...text, ...soft])('%s on %s has a contrast of 4.5 to 1', (name, ground) => {
    expect(wcagContrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(grounds)('the edge of a control on %s has a contrast of 3 to 1', (ground) => {
    const edge = colour('edge', theme);
    expect(wcagContrast(edge, colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  const pairs = statuses.flatMap((one, at) =>
    statuses.slice(at + 1).map((other) => [one, other] as const),
  );
  const eyes = {
    all: (seen: string) => parse(seen),
    protanope: simulated(filterDeficiencyProt(1)),
    deuteranope: simulated(filterDeficiencyDeuter(1)),
    tritanope: simulated(filterDeficiencyTrit(1)),
  };
  const difference = differenceCiede2000();

  test.each(
    Object.entries(eyes).flatMap(([eye, see]) => pairs.map((pair) => ({ eye, see, pair }))),
  )('$pair are apart to $eye eyes', ({ see, pair: [one, other] }) => {
    const [left, right] = [see(colour(one, theme)), see(colour(other, theme))];
    if (left === undefined || right === undefined) throw new Error('not a colour');
    // Waiting and unknown are both neutral, and told apart by shape and word.
    const least = one === 'waiting' && other === 'unknown' ? 5 : 10;
    expect(difference(left, right)).toBeGreaterThan(least);
  });

  test.each(
    Object.entries(eyes).flatMap(([eye, see]) =>
      statuses.filter((one) => one !== 'well').map((other) => ({ eye, see, other })),
    ),
  )('a run in a chart that ended well is apart from $other to $eye eyes', ({ see, other }) => {
    const [left, right] = [see(paleWell(theme)), see(colour(other, theme))];
    if (left === undefined || right === undefined) throw new Error('not a colour');
    expect(difference(left, right)).toBeGreaterThan(10);
  });
});

/** What well is in a chart: paler, so that failures stand out. */
function paleWell(theme: Theme): string {
  const share = /color-mix\(in_srgb,var\(--well\)_(\d+)%,var\(--surface\)\)/.exec(
    paleWellFill,
  )?.[1];
  const mixed = interpolate([colour('surface', theme), colour('well', theme)], 'rgb');
  return formatHex(mixed(Number(share) / 100));
}

function simulated(filter: ReturnType<typeof filterDeficiencyProt>) {
  return (seen: string) => {
    const parsed = parse(seen);
    return parsed && filter(parsed);
  };
}
