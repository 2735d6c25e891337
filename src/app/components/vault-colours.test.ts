import { wcagContrast } from 'culori';
import { expect, test } from 'vitest';

import { vaultColours } from '#contract/vault.ts';

import { fills } from './favicon.ts';

import css from '../index.css?raw';

const pair = 'light-dark\\((#\\w+), (#\\w+)\\)';

/** By the name that an operator writes; grey is also that of a Vault without a colour. */
const ofVaults = matches(
  new RegExp(`\\[data-vault-colour(?:='(\\w+)')?\\] {\\s+--vault: ${pair}`, 'g'),
).map(([name = 'grey', light = '', dark = '']) => ({ name, light, dark }));

test('each colour has its value, and the icon in the tab has the same', () => {
  expect(ofVaults.map(({ name }) => name)).toEqual([...vaultColours]);
  expect(Object.fromEntries(ofVaults.map(({ name, light }) => [name, light]))).toEqual(fills);
});

test.each(ofVaults)('a badge in $name is legible in both themes, filled or not', (colours) => {
  for (const ground of ['on-accent', 'surface', 'page', 'raised']) {
    const [[light = '', dark = ''] = []] = matches(new RegExp(`--${ground}: ${pair}`, 'g'));
    expect(wcagContrast(colours.light, light)).toBeGreaterThanOrEqual(4.5);
    expect(wcagContrast(colours.dark, dark)).toBeGreaterThanOrEqual(4.5);
  }
});

/** The groups of each match. */
function matches(pattern: RegExp): (string | undefined)[][] {
  return [...css.matchAll(pattern)].map(([, ...groups]) => groups);
}
