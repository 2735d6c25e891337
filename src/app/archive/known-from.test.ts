import { describe, expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';

import { knownFromOf } from './known-from.ts';

const asOf = instant(Date.UTC(2026, 10, 24));
const from = instant(Date.UTC(2026, 9, 1));
const dayMs = 86_400_000;

const partial = {
  kind: 'partial',
  rows: 10,
  total: 20,
  missing: undefined,
  contradicts: false,
} as const;
const covered = (date: 'end' | 'start' | 'created') =>
  knownFromOf({ ...partial, covered: { date, from, asOf } });

describe('what finished is known', () => {
  test('from the beginning of a complete history, and from no moment of an unread one', () => {
    expect(knownFromOf({ kind: 'complete', rows: 3, unreadable: 0, asOf })).toBe(-Infinity);
    expect(knownFromOf({ kind: 'none' })).toBe(Infinity);
    expect(knownFromOf({ ...partial, covered: undefined })).toBe(Infinity);
  });

  test('from the first end that was read, where Vault’s filter tests ends', () => {
    expect(covered('end')).toBe(Date.parse(from));
  });

  test('later where it tests an earlier date: a job may have ended long after that', () => {
    expect(covered('start')).toBe(Date.parse(from) + 7 * dayMs);
    expect(covered('created')).toBe(Date.parse(from) + 38 * dayMs);
  });
});
