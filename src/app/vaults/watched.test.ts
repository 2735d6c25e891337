/** Of which moment a watched Vault is shown, where not all of it is read, or the viewer has paused. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { VaultError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';
import { hour, minute, now } from '#insight/testing/jobs.ts';

import type { JobList } from '../queries/jobs.ts';
import { livenessOf } from './liveness.ts';
import { pollingState, shownMoment } from './watched.ts';

const down = new VaultError([{ type: 'VAULT_UNREACHABLE', message: '' }]);
/** Its Vault's clock is ahead by so much. */
const aheadMs = 10 * minute;

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

function answered(ago: number): JobList {
  return {
    jobs: [],
    total: 0,
    unreadable: 0,
    repeated: 0,
    asOf: instant(now - ago),
    budget: undefined,
    delayMs: 0,
    skewMs: undefined,
    hasActiveJobs: true,
    warnings: [],
  };
}

type Lists = { monitors?: number; histories?: number; error?: Error; paused?: boolean };

/** The ages of the lists that have been read, and the error of those that can't be. */
function shown({ monitors, histories, error, paused = false }: Lists) {
  const list = (age: number | undefined) => ({
    data: age === undefined ? undefined : answered(age),
    error: error ?? null,
  });
  const polling = pollingState(
    { session: { error: null }, monitors: list(monitors), histories: list(histories) },
    { startedAt: now - 2 * hour, choice: { refresh: 'auto', paused } },
  );
  return {
    state: livenessOf(polling, now).state,
    ago: now + aheadMs - shownMoment(polling, aheadMs),
  };
}

describe('a watched Vault', () => {
  test('is shown as it is now while it is read', () => {
    expect(shown({ monitors: 5_000, histories: 6_000 })).toEqual({ state: 'live', ago: 0 });
  });

  test('is shown as of its older list once it is not', () => {
    const old = { monitors: hour, histories: hour + minute, error: down };
    expect(shown(old)).toEqual({ state: 'not-live', ago: hour + minute });
  });

  test('is shown as of the list that was read where the other never was', () => {
    expect(shown({ monitors: hour, error: down })).toEqual({ state: 'not-live', ago: hour });
  });

  test('that can’t be read does not come to life by a pause', () => {
    const old = { monitors: hour, histories: hour, error: down };
    expect(shown({ ...old, paused: true })).toEqual(shown(old));
  });

  test('is shown as of its last answers while the viewer has paused: nothing has become late', () => {
    const held = { monitors: hour, histories: hour, paused: true };
    expect(shown(held)).toEqual({ state: 'live', ago: hour });
  });
});
