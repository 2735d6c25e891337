import { describe, expect, test } from 'vitest';

import { matchesFilter } from './title-filter.ts';

const shows = (filter: { title?: string; not?: string[] }, title: string) =>
  matchesFilter({ title: '', not: [], ...filter })({ title });

describe('a wall', () => {
  test('shows titles that contain a text, however either is written', () => {
    expect(shows({ title: 'ärger' }, 'ÄRGER'.normalize('NFD'))).toBe(true);
    expect(shows({ title: 'STRASSE' }, 'Straße 7')).toBe(true);
    expect(shows({ title: 'export' }, 'Import')).toBe(false);
  });

  test('leaves out titles that contain another text, however either is written', () => {
    expect(shows({ not: ['ＴＥＳＴ'] }, 'A test')).toBe(false);
    expect(shows({ not: ['test'] }, 'Export')).toBe(true);
  });

  test('leaves out nothing for a text that can’t be seen', () => {
    expect(shows({ not: ['\u200d'] }, 'Export')).toBe(true);
  });
});
