import { expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { attention } from './attention.ts';
import { overview } from './overview.ts';
import { mergedEntries } from './several-vaults.ts';
import { at, hour, job, minute, now } from './testing/jobs.ts';
import { anyWorld } from './testing/worlds.ts';
import { nowEntries } from './wall-entries.ts';

const worlds = fc.array(anyWorld, { minLength: 1, maxLength: 5 });

test.prop([worlds])(
  'every row is once under the Vault that it is from, and under no other',
  (lists) => {
    const vaults = lists.map((world, nth) => {
      const sets = overview({ ...world, usual: new Map(), now });
      const known = { now, knownSince: now - 24 * hour, alsoWell: [] };
      const { attention: urgent, others } = nowEntries(sets, known);
      return { vault: `vault ${nth}`, world, entries: [...urgent, ...others], aheadMs: nth };
    });
    const merged = mergedEntries(vaults);
    for (const { vault, world, entries } of vaults) {
      const own = merged.filter((one) => one.vault === vault).map(({ entry }) => entry);
      expect(new Set(own)).toEqual(new Set(entries));
      expect(own).toHaveLength(entries.length);
      for (const entry of own) {
        if (entry.kind === 'later') continue;
        // The very rows that this Vault has answered, and not others that look the same.
        expect([...world.monitors, ...world.finished].some((row) => row === entry.job)).toBe(true);
      }
    }
    expect(merged).toHaveLength(vaults.reduce((sum, { entries }) => sum + entries.length, 0));
  },
);

test.prop([worlds])('of one Vault alone, what needs attention comes first', ([world]) => {
  const sets = overview({ monitors: [], finished: [], ...world, usual: new Map(), now });
  const known = { now, knownSince: now - 24 * hour, alsoWell: [] };
  const { attention: urgent, others } = nowEntries(sets, known);
  const merged = mergedEntries([{ vault: 'a', entries: [...others, ...urgent], aheadMs: 0 }]);
  const first = merged.slice(0, urgent.length).map(({ entry }) => entry);
  expect(new Set(first)).toEqual(new Set(urgent));
  expect(attention(sets, { ...known, archived: [] }).failing).toHaveLength(
    urgent.filter(({ kind }) => kind === 'failing').length,
  );
});

test('moments of different clocks are put in order on one clock', () => {
  // By the first one's own clock later, and in fact sooner.
  const merged = mergedEntries([
    { vault: 'right', aheadMs: 0, entries: planned(20 * minute) },
    { vault: 'ahead', aheadMs: 30 * minute, entries: planned(40 * minute) },
  ]);
  expect(merged.map(({ vault }) => vault)).toEqual(['ahead', 'right']);
});

function planned(start: number) {
  return [{ kind: 'scheduled' as const, job: job({ start: at(start) }) }];
}
