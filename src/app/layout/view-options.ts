/** The words of the choices in the menu and in the palette. */
import type { Preferences, refreshChoices } from '../preferences.ts';

export const themes: readonly { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'Same as this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export const paces: Record<(typeof refreshChoices)[number], string> = {
  auto: 'Automatic',
  '5': 'Every 5 s',
  '10': 'Every 10 s',
  '30': 'Every 30 s',
  '60': 'Every minute',
  '300': 'Every 5 min',
};
