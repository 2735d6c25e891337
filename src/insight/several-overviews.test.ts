import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { attention, lateKinds } from './attention.ts';
import { overview } from './overview.ts';
import { jointCounts, jointLists, listed } from './several-overviews.ts';
import { at, hour, job, minute, now } from './testing/jobs.ts';
import { anyWorld } from './testing/worlds.ts';
import { verdictOf } from './verdict.ts';

const anyVault = fc.record({
  world: anyWorld,
  isPast: fc.boolean(),
  aheadMs: fc.constantFrom(0, 10 * minute, -3 * hour),
});

type AnyVault = typeof anyVault extends fc.Arbitrary<infer Vault> ? Vault : never;

/** What each says by itself; the same rows, ids and titles as at others. */
function overviewsOf(vaults: readonly AnyVault[]) {
  return vaults.map(({ world, isPast, aheadMs }, nth) => {
    const sets = overview({ ...world, usual: new Map(), now });
    const known = { now, knownSince: now - 24 * hour, alsoWell: [] };
    const own = attention(sets, { ...known, archived: [] });
    const verdict = verdictOf({
      ...known,
      jobs: sets,
      failuresWhole: true,
      isReading: false,
      unreadable: 0,
      warnings: [],
    });
    const vault = `vault ${nth}`;
    return {
      joint: { vault, sets, troubles: own.troubles, isPast, aheadMs },
      counts: {
        name: vault,
        isRead: !isPast,
        mayLackUnfinished: false,
        attention: own,
        sets,
        verdict,
      },
    };
  });
}

describe('over random Vaults with the same ids and titles', () => {
  test.prop([fc.array(anyVault, { minLength: 1, maxLength: 5 })])(
    'every row is once under the Vault that it is from, and each count is that of its rows',
    (vaults) => {
      const overviews = overviewsOf(vaults).map(({ joint }) => joint);
      const lists = jointLists(overviews);
      for (const { vault, sets, troubles } of overviews) {
        const own = <T>({ rows }: { rows: readonly { vault: string; row: T }[] }) =>
          new Set(rows.filter((one) => one.vault === vault).map(({ row }) => row));
        // The very rows that this Vault has, and not others that look the same.
        expect(own(lists.attention)).toEqual(new Set(troubles));
        for (const trouble of own(lists.attention)) expect(troubles).toContain(trouble);
        const live = [...sets.running, ...sets.queued, ...sets.unknown];
        const wanted = { live, scheduled: sets.scheduled, ended: sets.ended };
        for (const name of ['live', 'scheduled', 'ended'] as const) {
          expect(own(lists[name]).size).toBe(wanted[name].length);
          for (const row of own(lists[name])) expect(wanted[name].includes(row)).toBe(true);
        }
      }
      const isPast = new Map(overviews.map((one) => [one.vault, one.isPast]));
      for (const { rows, current, past } of Object.values(lists)) {
        const ofPast = rows.map(({ vault }) => isPast.get(vault) === true);
        expect(ofPast.filter((one) => !one)).toHaveLength(current);
        expect(ofPast.filter(Boolean)).toHaveLength(past);
        // Those that are past stand behind all others.
        expect(ofPast.indexOf(true)).toBe(past === 0 ? -1 : current);
      }
    },
  );

  test.prop([fc.array(anyVault, { minLength: 1, maxLength: 5 })])(
    'what is said of all counts the rows of Vaults that are read, and names the others',
    (vaults) => {
      const overviews = overviewsOf(vaults);
      const counts = jointCounts(overviews.map((one) => one.counts));
      const { attention, live, scheduled } = jointLists(overviews.map(({ joint }) => joint));
      const read = attention.rows.slice(0, attention.current).map(({ row }) => row);
      expect(counts.sure + counts.unsure).toBe(
        read.filter(({ failing }) => failing !== undefined).length,
      );
      for (const kind of lateKinds) {
        expect(counts[kind]).toBe(read.reduce((sum, { jobs }) => sum + jobs[kind].length, 0));
      }
      expect(counts.running + counts.queued + counts.unknown).toBe(live.current);
      expect(counts.scheduled).toBe(scheduled.current);
      expect(counts.read + counts.unread.length).toBe(vaults.length);
      expect(counts.unread).toEqual(
        vaults.flatMap(({ isPast }, nth) => (isPast ? [`vault ${nth}`] : [])),
      );
    },
  );
});

test('moments of different clocks are put in order on one clock', () => {
  // By the first one's own clock later, and in fact sooner.
  const { scheduled } = jointLists([
    vaultOf('ahead', 30 * minute, 40 * minute),
    vaultOf('right', 0, 20 * minute),
  ]);
  expect(scheduled.rows.map(({ vault }) => vault)).toEqual(['ahead', 'right']);
});

/** With a job that is planned for so many milliseconds from now. */
function vaultOf(vault: string, aheadMs: number, start: number) {
  const monitors = [job({ status: 'SCHEDULED', start: at(start) })];
  const sets = overview({ monitors, finished: [], usual: new Map(), now });
  return { vault, sets, troubles: [], isPast: false, aheadMs };
}

test('names are listed as in a sentence', () => {
  expect(listed([])).toBe('');
  expect(listed(['Acme'])).toBe('Acme');
  expect(listed(['Acme', 'Beta', 'Gamma'])).toBe('Acme, Beta and Gamma');
});
