import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { fileName } from './file-name.ts';
import { formats } from './table.ts';
import { about } from './testing/export-data.ts';

const zone = 'Europe/Berlin';

describe('the name of a file', () => {
  test('says Vault, view, range, zone and when it was made', () => {
    expect(fileName({ about, zone, format: 'csv' })).toBe(
      'vault-jobs_acme.veevavault.com_Failed-last-night_2026-11-23--2026-11-24_Europe-Berlin_20261124-1012.csv',
    );
  });

  test('says PARTIAL when it is, and any where the range is open', () => {
    const partial = {
      ...about,
      from: undefined,
      to: Date.UTC(2026, 10, 24, 8, 30),
      coverage: { kind: 'partial', words: '' },
    } as const;
    expect(fileName({ about: partial, zone, format: 'xlsx' })).toBe(
      'vault-jobs_PARTIAL_acme.veevavault.com_Failed-last-night_any--2026-11-24T0930_Europe-Berlin_20261124-1012.xlsx',
    );
  });

  test.prop([
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...formats),
  ])('is safe on every system, whatever the view and Vault are called', (vault, view, format) => {
    const name = fileName({ about: { ...about, vault, view }, zone, format });
    expect(name).toMatch(/^vault-jobs(_[A-Za-z0-9.-]+){5}\.[a-z]+$/);
    expect(name).not.toMatch(/\.\.|_[.-]/);
    expect(name.length).toBeLessThan(200);
  });
});
