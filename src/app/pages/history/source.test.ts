import { describe, expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';
import { fc, test as property } from '#contract/testing/property-test.ts';

import type { Coverage } from '../../archive/crawl/coverage.ts';
import { finished, firstDay } from '../../archive/testing/adversarial-vault.ts';
import { type Choice, nextChoice, type Situation } from './source.ts';

const minute = 60_000;
const jobs = Array.from({ length: 50 }, (_, nth) => {
  const end = firstDay - nth * minute;
  return finished(nth, { created: end - minute, end });
});

const none: Coverage = { kind: 'none' };
const complete: Coverage = { kind: 'complete', rows: 50, unreadable: 0, asOf: instant(firstDay) };
const readThrough: Coverage = {
  kind: 'partial',
  rows: 50,
  total: 51,
  missing: 1,
  contradicts: false,
  covered: undefined,
};

/** The first reading, which has come down to the nth job. */
function readDownTo(nth: number): Coverage {
  const from = instant(firstDay - nth * minute);
  const covered = { date: 'end', from, asOf: instant(firstDay) } as const;
  return { kind: 'partial', rows: 60, total: 999, missing: undefined, contradicts: false, covered };
}

function situation(
  coverage: Coverage,
  overrides: Partial<Situation & Situation['state']> = {},
): Situation {
  const { activity = { kind: 'reading' }, hasStoredHistory = false, ...rest } = overrides;
  const state = { coverage, activity, hasStoredHistory };
  return { search: 'page 1', state, pageRows: () => jobs, size: 50, isLate: false, ...rest };
}

const opening = { activity: { kind: 'opening' } } as const;

describe('the rows of a newly opened page', () => {
  test.each([
    ['Vault on a first visit', 'vault', situation(none)],
    ['Vault while the first reading has not come that far', 'vault', situation(readDownTo(20))],
    ['the archive once it has read all', 'archive', situation(complete)],
    ['the archive although one job is still missing', 'archive', situation(readThrough)],
    ['the archive if it surely has the whole page', 'archive', situation(readDownTo(49))],
    ['Vault if that page is not full', 'vault', situation(readDownTo(49), { size: 100 })],
    [
      'the archive while the whole history loads, as an earlier visit has read it',
      'archive',
      situation(none, { ...opening, hasStoredHistory: true }),
    ],
    ['not chosen before it is known what is kept', undefined, situation(none, opening)],
    ['Vault if the storage doesn’t answer', 'vault', situation(none, { ...opening, isLate: true })],
  ])('come from %s', (_, source, now) => {
    expect(nextChoice(undefined, now)?.source).toBe(source);
  });
});

test('the archive replaces Vault with the reader’s next page, filter or sort order', () => {
  const before = nextChoice(undefined, situation(none));
  expect(nextChoice(before, situation(complete))?.source).toBe('vault');
  expect(nextChoice(before, situation(complete, { search: 'page 2' }))?.source).toBe('archive');
});

const coverages = fc.constantFrom(none, readDownTo(20), readDownTo(49), readThrough, complete);
const situations = fc
  .record({
    search: fc.constantFrom('page 1', 'page 2', 'by title'),
    coverage: coverages,
    activity: fc.constantFrom('opening', 'reading', 'idle', 'paused').map((kind) => ({ kind })),
    hasStoredHistory: fc.boolean(),
    isLate: fc.boolean(),
  })
  .map(({ coverage, ...rest }) => situation(coverage, rest));

property.prop([fc.array(situations, { maxLength: 30 })])(
  'whatever happens, the source changes only with the search, and never back from the archive',
  (happens) => {
    let choice: Choice | undefined;
    for (const now of happens) {
      const next = nextChoice(choice, now);
      if (choice?.search === now.search) expect(next).toBe(choice);
      if (choice?.source === 'archive') expect(next?.source).toBe('archive');
      choice = next ?? choice;
    }
  },
);
