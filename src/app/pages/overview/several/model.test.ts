import { expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { hour, minute, now } from '#insight/testing/jobs.ts';
import { anyWorld } from '#insight/testing/worlds.ts';

import type { JobList } from '../../../queries/jobs.ts';
import { deviceNow } from '../../../time/clock.ts';
import { watchedOf } from '../../../vaults/watched.ts';
import { createRowSharing, jointModel, shownVault } from './model.ts';

const anyVault = fc.record({
  world: anyWorld,
  /** Minutes since its last answer; undefined before the first. */
  age: fc.option(fc.constantFrom(0, 60), { nil: undefined }),
  aheadMs: fc.constantFrom(0, 10 * minute, -3 * hour),
});

type AnyVault = typeof anyVault extends fc.Arbitrary<infer Vault> ? Vault : never;

function listOf(jobs: Job[]): JobList {
  const asOf = instant(now);
  return {
    jobs,
    total: jobs.length,
    unreadable: 0,
    repeated: 0,
    asOf,
    budget: undefined,
    delayMs: 0,
    skewMs: undefined,
    hasActiveJobs: true,
    warnings: [],
  };
}

/** As it is shown: named alike, and told apart by its host alone. */
function vaultOf({ world, age, aheadMs }: AnyVault, nth: number) {
  const host = `vault-${nth}.test`;
  const place = { host, name: 'Acme', path: `v/${host}/`, isSignedIn: true, hasDisplay: false };
  const isAnswered = age !== undefined;
  const polling = () => ({
    asOf: isAnswered ? deviceNow() - age * minute : undefined,
    lastContact: deviceNow(),
    startedAt: deviceNow(),
    everyMs: 10_000,
    error: undefined,
  });
  const watched = watchedOf({
    session: undefined,
    monitors: isAnswered ? listOf(world.monitors) : undefined,
    histories: isAnswered ? listOf(world.finished) : undefined,
    failures: [],
    isReading: false,
    day: undefined,
    known: world.finished,
    seenSince: new Map(),
    isShown: () => true,
    now,
    aheadMs: () => aheadMs,
    polling,
  });
  const day = { data: undefined, error: null };
  const all = { place, watched, budget: undefined, day };
  return shownVault({ place, aheadMs: () => aheadMs }, all, []);
}

test.prop([fc.array(anyVault, { minLength: 1, maxLength: 5 })])(
  'no row stands under the badge of another Vault, and each count is that of its rows',
  (vaults) => {
    const shown = vaults.map(vaultOf);
    const shareRows = createRowSharing();
    const model = jointModel(shown, { shareRows, isFiltered: false });
    const lists = {
      attention: model.attention,
      live: model.live,
      scheduled: model.scheduled,
      ended: model.ended,
    };
    for (const name of ['attention', 'live', 'scheduled', 'ended'] as const) {
      const rows = lists[name];
      for (const { vault, job, pastAt } of rows) {
        const nth = shown.findIndex(({ place }) => place === vault.place);
        const { world, age = Infinity } = vaults[nth] ?? { world: { monitors: [], finished: [] } };
        // The very job that this Vault has answered, and not one that looks the same.
        expect([...world.monitors, ...world.finished].some((one) => one === job)).toBe(true);
        expect(pastAt !== undefined).toBe(age > 0);
      }
      // Rows are told apart by their ids, which jobs of two Vaults may share.
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      const { current, past } = model.joint[name];
      expect(rows.filter(({ pastAt }) => pastAt === undefined)).toHaveLength(current);
      expect(rows.filter(({ pastAt }) => pastAt !== undefined)).toHaveLength(past);
    }
    const { running, queued, unknown, scheduled, unread } = model.counts;
    expect(running + queued + unknown).toBe(model.joint.live.current);
    expect(scheduled).toBe(model.joint.scheduled.current);
    expect(unread).toHaveLength(vaults.filter(({ age }) => age !== 0).length);
    for (const row of [...model.live, ...model.scheduled, ...model.ended])
      expect(model.latest(row.id)).toBe(row);
    // Drawn again with the same jobs, all rows are the same objects.
    const again = jointModel(shown, { shareRows, isFiltered: false });
    expect(again.live.every((row, at) => row === model.live[at])).toBe(true);
  },
);
