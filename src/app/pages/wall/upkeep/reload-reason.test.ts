import { describe, expect, test } from 'vitest';

import { ownError } from '#contract/envelope.ts';

import { type Facts, reasonOf } from './reload-reason.ts';

const minute = 60_000;
const well: Facts = {
  own: 'a',
  served: 'a',
  isDaily: false,
  heap: 50_000_000,
  heard: { asOf: 0, contact: 0, opened: 0, everyMs: 10_000, error: undefined },
  now: 0,
};

describe('a wall has to be loaded anew', () => {
  test('for no reason while all is well, or unknown', () => {
    expect(reasonOf(well)).toBeUndefined();
    expect(reasonOf({ ...well, own: undefined, heap: undefined })).toBeUndefined();
    expect(reasonOf({ ...well, served: undefined })).toBeUndefined();
  });

  test('for another build, for too much memory, and when its daily time has come', () => {
    expect(reasonOf({ ...well, served: 'b' })).toBe('build');
    expect(reasonOf({ ...well, heap: 401_000_000 })).toBe('memory');
    expect(reasonOf({ ...well, isDaily: true })).toBe('daily');
  });
});

describe('data of half an hour ago', () => {
  const now = 31 * minute;
  const stuck = { ...well, now, heard: { ...well.heard, contact: now - minute } };
  const because = (error: Error) => reasonOf({ ...stuck, heard: { ...stuck.heard, error } });

  test('is a reason where the server answers', () => {
    expect(reasonOf(stuck)).toBe('stale');
    expect(because(ownError('PROXY_TIMEOUT', 'Slow.'))).toBe('stale');
    expect(because(new TypeError('A fault of ours.'))).toBe('stale');
  });

  test('is none where the server is silent, or has said why', () => {
    expect(reasonOf({ ...well, now })).toBeUndefined();
    expect(because(ownError('VAULT_MAINTENANCE', 'Down.'))).toBeUndefined();
    expect(because(ownError('VAULT_UNREACHABLE', 'Gone.'))).toBeUndefined();
  });
});
