import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { forgetSent, rememberSent, sentAt } from './sent-starts.ts';

const now = Date.UTC(2026, 10, 24, 10);

describe('a start that was sent', () => {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
  };

  beforeEach(() => {
    kept.clear();
    vi.useFakeTimers({ now });
    vi.stubGlobal('localStorage', storage);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('is remembered for 2 minutes, of its job and its Vault alone', () => {
    rememberSent('a', '7');
    expect(sentAt('a', '7')).toBe(now);
    expect(sentAt('a', '8')).toBeUndefined();
    expect(sentAt('b', '7')).toBeUndefined();
    vi.setSystemTime(now + 119_999);
    expect(sentAt('a', '7')).toBe(now);
    vi.setSystemTime(now + 120_000);
    expect(sentAt('a', '7')).toBeUndefined();
  });

  test('is remembered when the clock steps back, but not for as long as that', () => {
    rememberSent('a', '7');
    vi.setSystemTime(now - 1_000);
    expect(sentAt('a', '7')).toBe(now);
    vi.setSystemTime(now - 3_600_000);
    expect(sentAt('a', '7')).toBeUndefined();
  });

  test('is forgotten by itself, and others are kept', () => {
    rememberSent('a', '7');
    rememberSent('a', '8');
    forgetSent('a', '7');
    expect(sentAt('a', '7')).toBeUndefined();
    expect(sentAt('a', '8')).toBe(now);
    forgetSent('a', 'never sent');
  });

  test('takes those that have expired out of storage', () => {
    rememberSent('a', '7');
    vi.setSystemTime(now + 200_000);
    rememberSent('a', '8');
    expect([...kept.values()]).toEqual([JSON.stringify({ 'a/8': now + 200_000 })]);
  });

  test.each(['', 'null', '[]', '"x"', '{"a/7":"soon"}', '{"a/7":null}'])(
    'is none where storage holds %j',
    (written) => {
      kept.set('jobwatch.sent', written);
      expect(sentAt('a', '7')).toBeUndefined();
      rememberSent('a', '7');
      expect(sentAt('a', '7')).toBe(now);
    },
  );

  test('leaves what it can’t read where it can be looked at', () => {
    kept.set('jobwatch.sent', '[7]');
    rememberSent('a', '7');
    expect(kept.get('jobwatch.sent.unreadable')).toBe('[7]');
  });

  test('breaks nothing where there is no storage', () => {
    vi.stubGlobal('localStorage', undefined);
    rememberSent('a', '7');
    forgetSent('a', '7');
    expect(sentAt('a', '7')).toBeUndefined();
  });
});
