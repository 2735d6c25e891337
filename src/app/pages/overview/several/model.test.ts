import { expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { hour, minute } from '#insight/testing/jobs.ts';
import { anyWorld } from '#insight/testing/worlds.ts';

import { createRowSharing, jointModel } from './model.ts';
import { shownAs } from './testing/vaults.ts';

const anyVault = fc.record({
  world: anyWorld,
  /** Minutes since its last answer; undefined before the first. */
  age: fc.option(fc.constantFrom(0, 60), { nil: undefined }),
  aheadMs: fc.constantFrom(0, 10 * minute, -3 * hour),
});

test.prop([fc.array(anyVault, { minLength: 1, maxLength: 5 })])(
  'no row stands under the badge of another Vault, and each count is that of its rows',
  (vaults) => {
    const shown = vaults.map((vault, nth) => shownAs(`vault-${nth}.test`, vault));
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
    // What has left the lists is not kept: others come for as long as the page is open.
    jointModel([], { shareRows, isFiltered: false });
    const later = jointModel(shown, { shareRows, isFiltered: false });
    expect(later.live.some((row) => again.live.includes(row))).toBe(false);
  },
);
