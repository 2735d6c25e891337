import { describe, expect, test } from 'vitest';

import { ownError } from '#contract/envelope.ts';

import { type PageState, reloadReason } from './reload-reason.ts';

const minute = 60_000;
const healthy: PageState = {
  build: 'a',
  latestBuild: 'a',
  isDaily: false,
  heapBytes: 50_000_000,
  polling: { asOf: 0, lastContact: 0, startedAt: 0, everyMs: 10_000, error: undefined },
  now: 0,
};

describe('a wall reloads', () => {
  test('for no reason while all is well, or unknown', () => {
    expect(reloadReason(healthy)).toBeUndefined();
    expect(reloadReason({ ...healthy, build: undefined, heapBytes: undefined })).toBeUndefined();
    expect(reloadReason({ ...healthy, latestBuild: undefined })).toBeUndefined();
  });

  test('for a new build, for too much memory, and at its daily time', () => {
    expect(reloadReason({ ...healthy, latestBuild: 'b' })).toBe('build');
    expect(reloadReason({ ...healthy, heapBytes: 401_000_000 })).toBe('memory');
    expect(reloadReason({ ...healthy, isDaily: true })).toBe('daily');
  });
});

describe('data that is half an hour old', () => {
  const now = 31 * minute;
  const stuck = { ...healthy, now, polling: { ...healthy.polling, lastContact: now - minute } };
  const reasonAfter = (error: Error) =>
    reloadReason({ ...stuck, polling: { ...stuck.polling, error } });

  test('is a reason where the server answers', () => {
    expect(reloadReason(stuck)).toBe('stale');
    expect(reasonAfter(ownError('PROXY_TIMEOUT', 'Slow.'))).toBe('stale');
    expect(reasonAfter(new TypeError('A bug in the page.'))).toBe('stale');
  });

  test('is no reason where the server is silent, or has said why', () => {
    expect(reloadReason({ ...healthy, now })).toBeUndefined();
    expect(reasonAfter(ownError('VAULT_MAINTENANCE', 'Down.'))).toBeUndefined();
    expect(reasonAfter(ownError('VAULT_UNREACHABLE', 'Gone.'))).toBeUndefined();
  });
});
