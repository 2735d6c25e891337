/** What a file of rules wants reported, and what is said of one that can't be used. */
import { expect, test } from 'vitest';

import { defaultRules, readRules } from './rules.ts';

const hour = 3_600_000;

function rulesOf(file: unknown) {
  const { rules } = readRules(JSON.stringify(file));
  if (rules === undefined) throw new Error('the file has faults');
  return rules;
}

function faultsOf(file: unknown): string[] {
  return readRules(JSON.stringify(file)).faults;
}

test('without a file, what fails, is overdue or stuck is reported once, with its title', () => {
  const { wanted, titles } = defaultRules;
  expect(titles).toBe(true);
  for (const kind of ['failing', 'overdue', 'stuck'] as const)
    expect(wanted(kind, 'Nightly')).toEqual({ remindAfterMs: undefined, afterMs: 0 });
  expect([wanted('long', 'Nightly'), wanted('unreachable', '')]).toEqual([undefined, undefined]);
});

test('the first rule that fits decides, by kind and by words of the title', () => {
  const { wanted, needsUsual } = rulesOf({
    rules: [
      { when: 'failing', title: ['nightly EXPORT', 'ledger'], remindAfterHours: 6 },
      { when: ['failing', 'long'], except: 'test' },
    ],
  });
  expect(wanted('failing', 'Export of the nightly batch')?.remindAfterMs).toBe(6 * hour);
  expect(wanted('failing', 'Other')).toEqual({ remindAfterMs: undefined, afterMs: 0 });
  expect(wanted('failing', 'A Test')).toBeUndefined();
  expect(wanted('overdue', 'Ledger')).toBeUndefined();
  expect([needsUsual('Ledger'), needsUsual('Testing')]).toEqual([true, false]);
});

test('that Vault can’t be read is reported after a time, where a rule wants it', () => {
  const [usual, later] = [{ when: 'unreachable' }, { when: ['unreachable'], afterMinutes: 90 }].map(
    (rule) => rulesOf({ rules: [rule] }).wanted('unreachable', '')?.afterMs,
  );
  expect([usual, later]).toEqual([15 * 60_000, 90 * 60_000]);
});

test('each fault of the file is named by its place', () => {
  expect(readRules('{').faults).toEqual(['is not JSON.']);
  expect(faultsOf([])).toEqual(['must be an object: { "rules": … }.']);
  expect(faultsOf({ rules: [] })).toEqual(['rules: must have at least one rule.']);
  expect(
    faultsOf({
      title: false,
      titles: 'no',
      zone: 'Mars',
      rules: [{ when: 'late' }, {}, { when: 'long', remindAfterHours: 0, afterMinutes: 5 }],
    }).toSorted(),
  ).toEqual([
    'rules.0.when: must be one of failing, overdue, stuck, long, unreachable, or a list of them.',
    'rules.1.when: is missing.',
    'rules.2.remindAfterHours: must be a number above 0, up to 720.',
    'rules.2: has afterMinutes, which only "unreachable" waits for.',
    'title: is not a setting.',
    'titles: must be true or false.',
    'zone: must be "UTC" or an IANA zone such as Europe/Berlin.',
  ]);
});
