import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { folded, wordTest } from './title-search.ts';

describe('a search by words', () => {
  test.each([
    ['letters with their accents behind them', 'Ärger', 'Ärger'.normalize('NFD')],
    ['half-width katakana', 'データ', 'ﾃﾞｰﾀ'],
    ['full-width letters and digits', 'export 2026', 'ＥＸＰＯＲＴ　２０２６'],
    ['ß', 'Straße', 'STRASSE'],
    ['ẞ', 'straße', 'STRAẞE'],
    ['İ', 'istanbul', 'İSTANBUL'],
    ['i with a dot of its own', 'İstanbul', 'i\u0307stanbul'],
    ['ı', 'ISPARTA', 'ısparta'],
    ['the sigma at the end of a word', 'ΟΔΟΣ', 'οδος'],
    ['sigma in a part of a word', 'οδος', 'οδοσα'],
    ['ligatures', 'office', 'oﬃce'],
    ['Armenian ligatures', 'ԵՒ', 'և'],
    ['a joiner or none', 'میخواهم', 'می‌خواهم'],
    ['a soft hyphen or none', 'export', 'ex\u00adport'],
    ['an emoji with its selector or without', '1⃣', '1️⃣'],
    ['a no-break space', 'nightly export', 'nightly\u00a0export'],
    ['iota below or beside', 'ᾳ', 'ΑΙ'],
  ])('finds %s, whichever way either is written', (_, a, b) => {
    expect(wordTest(a)(b)).toBe(true);
    expect(folded(a)).not.toBe('');
    const whole = folded(a).length === folded(b).length;
    expect(wordTest(b)(a)).toBe(whole);
  });

  test('keeps letters apart that a reader does', () => {
    expect(wordTest('arger')('Ärger')).toBe(false);
    expect(wordTest('ärger')('Arger')).toBe(false);
    expect(wordTest('daily')('Nightly export')).toBe(false);
  });

  test('takes all words, in any order', () => {
    expect(wordTest('export NIGHT')('Nightly Export')).toBe(true);
    expect(wordTest('export day')('Nightly Export')).toBe(false);
  });

  const text = fc.string({ unit: 'grapheme', maxLength: 12 });

  test.prop([text], { numRuns: 500 })('finds any text by itself, in every form', (written) => {
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
      expect(folded(written.normalize(form))).toBe(folded(written));
    }
    expect(folded(written.toUpperCase())).toBe(folded(written));
    expect(folded(folded(written))).toBe(folded(written));
    expect(wordTest(written)(`x ${written} y`)).toBe(true);
  });
});
