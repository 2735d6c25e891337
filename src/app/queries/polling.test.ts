import { type Query, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';

import { ownError, VaultError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { refreshChoices, setPreference } from '../preferences.ts';
import { nextPoll, pace, type PollInfo, slowPoll } from './polling.ts';

const now = Date.UTC(2026, 10, 24, 10);

function paced(given: Partial<PollInfo> = {}): PollInfo {
  const said = { asOf: instant(now), budget: undefined, delayMs: 0, warnings: [] };
  return { ...said, hasActiveJobs: true, ...given };
}

const auto = { refresh: 'auto', paused: false } as const;

const left = (remaining: number) => pace(paced({ budget: { limit: 2_000, remaining } }), auto);

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => {
  vi.useRealTimers();
  setPreference('paused', false);
  setPreference('refresh', 'auto');
});

describe('Vault is asked', () => {
  test('every 10 s while anything runs or is queued, else every 30 s', () => {
    expect(pace(paced(), auto)).toEqual({
      kind: 'every',
      everyMs: 10_000,
      slowdownReason: undefined,
    });
    expect(pace(paced({ hasActiveJobs: false }), auto)).toMatchObject({ everyMs: 30_000 });
    expect(pace(undefined, auto)).toMatchObject({ everyMs: 30_000, slowdownReason: undefined });
  });

  test('as often as the viewer chose', () => {
    for (const refresh of refreshChoices.filter((choice) => choice !== 'auto')) {
      const { everyMs } = { everyMs: 0, ...pace(paced(), { refresh, paused: false }) };
      expect(everyMs).toBe(Number(refresh) * 1_000);
    }
  });

  test('not at all while paused', () => {
    expect(pace(paced(), { ...auto, paused: true })).toEqual({ kind: 'paused' });
  });
});

describe('Vault is asked a third as often, with the reason,', () => {
  test('from under 20 % of its burst budget', () => {
    expect(left(400)).toMatchObject({ everyMs: 10_000, slowdownReason: undefined });
    expect(left(399)).toMatchObject({ everyMs: 30_000 });
    expect(left(399)).toHaveProperty('slowdownReason', expect.stringContaining('399 of 2000'));
    expect(left(0)).toMatchObject({ everyMs: 30_000 });
  });

  test('while it delays its answers', () => {
    const slow = pace(paced({ delayMs: 500 }), { refresh: '60', paused: false });
    expect(slow).toMatchObject({ everyMs: 180_000 });
    expect(slow).toHaveProperty('slowdownReason', expect.stringContaining('500 ms'));
  });
});

type State = Partial<Query<PollInfo, Error, PollInfo>['state']>;

/** A query as it stands after some answers and failures. */
function query(state: State): Query<PollInfo, Error, PollInfo> {
  const cache = new QueryClient();
  const made = cache
    .getQueryCache()
    .build<PollInfo, Error, PollInfo>(cache, { queryKey: ['list'] });
  made.setState({ status: 'success', dataUpdatedAt: now, ...state });
  return made;
}

function failed(error: Error, state: State = {}) {
  return query({ status: 'error', error, errorUpdatedAt: now, errorUpdateCount: 1, ...state });
}

describe('the next poll', () => {
  test.prop([fc.integer({ min: 0, max: 600_000 }), fc.boolean()])(
    'is at a moment that all screens have in common, and comes in time',
    (heard, hasActiveJobs) => {
      vi.setSystemTime(now + heard);
      const everyMs = hasActiveJobs ? 10_000 : 30_000;
      const next = Number(
        nextPoll(query({ data: paced({ asOf: instant(now + heard), hasActiveJobs }) })),
      );
      expect((now + heard + next) % everyMs).toBe(0);
      expect(next).toBeGreaterThanOrEqual(1_000);
      expect(next).toBeLessThan(everyMs + 1_000);
    },
  );

  test('does not move on while it is waited for, and is made up for when missed', () => {
    const data = paced({ asOf: instant(now) });
    for (const passed of [0, 5_000, 9_500, 9_999]) {
      vi.setSystemTime(now + passed);
      expect(nextPoll(query({ data }))).toBe(10_000 - passed);
    }
    vi.setSystemTime(now + 10_000);
    expect(nextPoll(query({ data }))).toBe(1_000);
  });

  test.prop([fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 0, max: 8_000 })])(
    'is at one moment on all screens that share an answer, whenever they heard it',
    (one, other) => {
      const data = paced();
      const moments = [one, other].map((heard) => {
        vi.setSystemTime(now + heard);
        return now + heard + Number(nextPoll(query({ data, dataUpdatedAt: now + heard })));
      });
      expect(moments[0]).toBe(moments[1]);
    },
  );

  test('never comes while paused, nor once the session has ended', () => {
    const ended = new VaultError([{ type: 'INVALID_SESSION_ID', message: '' }]);
    expect(nextPoll(failed(ended, { data: paced() }))).toBe(false);
    setPreference('paused', true);
    expect(nextPoll(query({ data: paced() }))).toBe(false);
    expect(nextPoll(failed(ownError('VAULT_TIMEOUT', '')))).toBe(false);
  });
});

/** A failure of its own each time. */
const lost = () => ownError('PROXY_UNREACHABLE', '');

const shortest = (state: State) =>
  Math.min(...Array.from({ length: 50 }, () => Number(nextPoll(failed(lost(), state)))));

describe('after a failure', () => {
  const choice = fc.constantFrom(...refreshChoices);

  test.prop([choice, fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 500 })])(
    'Vault is asked again within 30 s, never within 1',
    (refresh, failingMs, errorUpdateCount) => {
      setPreference('refresh', refresh);
      for (const dataUpdatedAt of [0, now - failingMs]) {
        const next = nextPoll(failed(lost(), { dataUpdatedAt, errorUpdateCount, data: paced() }));
        expect(next).toBeGreaterThanOrEqual(1_000);
        expect(next).toBeLessThanOrEqual(30_000);
      }
    },
  );

  test('the first wait is short, also where Vault has not answered yet', () => {
    expect(nextPoll(failed(lost(), { dataUpdatedAt: now - 500 }))).toBeLessThanOrEqual(2_000);
    expect(nextPoll(failed(lost(), { dataUpdatedAt: 0 }))).toBeLessThanOrEqual(2_000);
  });

  test('waits grow with the time it has failed', () => {
    expect(shortest({ dataUpdatedAt: now - 60_000 })).toBeGreaterThanOrEqual(15_000);
    expect(shortest({ dataUpdatedAt: 0, errorUpdateCount: 8 })).toBeGreaterThanOrEqual(15_000);
  });

  test('a wait runs on, however often it is looked at', () => {
    const query = failed(lost(), { dataUpdatedAt: now - 20_000 });
    const due = now + Number(nextPoll(query));
    for (const passed of [1, 400, 5_000]) {
      vi.setSystemTime(now + passed);
      expect(now + passed + Number(nextPoll(query))).toBe(due);
    }
  });

  test('a list of slow pace comes back as soon as any other', () => {
    expect(slowPoll(300_000)(query({ data: paced() }))).toBe(300_000);
    expect(slowPoll(300_000)(failed(lost(), { dataUpdatedAt: 0 }))).toBeLessThanOrEqual(2_000);
    setPreference('paused', true);
    expect(slowPoll(300_000)(query({ data: paced() }))).toBe(false);
  });

  test('screens do not come back as one', () => {
    const waits = Array.from({ length: 50 }, () => nextPoll(failed(lost(), { dataUpdatedAt: 0 })));
    expect(new Set(waits).size).toBeGreaterThan(10);
  });

  test.prop([fc.integer({ min: -5, max: 10 ** 12 })])(
    'a Retry-After is obeyed, up to an hour: a timer takes a month for nothing',
    (retryAfterSeconds) => {
      const next = nextPoll(failed(ownError('TOO_MANY_ATTEMPTS', '', { retryAfterSeconds })));
      expect(next).toBeGreaterThanOrEqual(Math.min(retryAfterSeconds, 3_600) * 1_000);
      expect(next).toBeLessThan(2 ** 31);
    },
  );
});
