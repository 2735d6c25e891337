import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { shownTitle } from './title.ts';

/** Control characters, marks that turn or hide text, and halves of characters. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f|[\ufe00-\ufe0e]/u;

/** What of these may stay in the arbitrary titles below: it joins emoji or letters, or is their form. */
const joined =
  /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0e|(?<=\p{L}|\p{M}|\p{N})[\u200c\u200d]|(?<=\p{Script=Mong})\u180e/gu;

const strange = fc.constantFrom(
  // Control characters, spaces, and marks that turn or hide text.
  ...splitAt('\0 \t \n \r \u001b \u007f \u0085 \u00a0 \u00ad \u061c \u180e \u200b \u200d \u200f'),
  ...splitAt(
    '\u2028 \u202e \u2066 \u2800 \u3164 \ud83d \udc00 \ufe0f \ufeff \ufffb \u{e0041} 🚨 ⚠️',
  ),
);

function splitAt(written: string): string[] {
  return written.split(' ');
}

const title = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), strange) });

describe('a title on screen', () => {
  test.prop([title], { numRuns: 1_000 })('holds no character that is unseen', (written) => {
    expect(shownTitle(written).replaceAll(joined, '')).not.toMatch(unseen);
    expect(shownTitle(written).trim()).not.toBe('');
  });

  test.prop([title])('stays the same when it is shown again', (written) => {
    expect(shownTitle(shownTitle(written))).toBe(shownTitle(written));
  });

  test.prop([
    fc.array(fc.constantFrom(...splitAt('a Z 9 < & " = % é ж ש 中 ن 🚀'), ' '), { minLength: 1 }),
  ])('is what Vault’s admins wrote, where all of it can be seen', (letters) => {
    const written = `x${letters.join('')}`;
    expect(shownTitle(written)).toBe(written);
  });

  test.each(['', ' ', '\u00a0\u3000'])('is never empty: %j is said to be none', (written) => {
    expect(shownTitle(written)).toBe('(no title)');
  });

  test('shows a control character as its picture and a turning mark as a stand-in', () => {
    expect(shownTitle('a\tb\nc\0')).toBe('a␉b␊c␀');
    expect(shownTitle('\u202egnp.exe\u061c')).toBe('\ufffdgnp.exe\ufffd');
  });

  test('keeps the colours of an emoji, but no selector that stands alone', () => {
    expect(shownTitle('⚠️ Export')).toBe('⚠️ Export');
    expect(shownTitle('\ufe0f')).toBe('\ufffd');
  });

  test.each([
    ['a keycap', '1️⃣ Import #️⃣'],
    ['a keycap as text', '1\ufe0e\u20e3'],
    ['emoji joined to one', '👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 🏋🏽‍♂️ 🏴‍☠️'],
    ['an emoji with a skin tone', '👍🏽'],
    ['flags', '🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['an emoji shown as text', '☎︎'],
    ['Persian', 'گزارش می‌خواهم'],
    ['Persian behind letters of another script', 'API‌ها'],
    ['German that must not form a ligature', 'Auf\u200clage'],
    ['an abbreviation that joins to nothing', '۱۴۴۵ ه‍'],
    ['Hindi', 'क्‍ष क्‌ष'],
    ['Malayalam in its old spelling', 'അവന്‍'],
    ['Mongolian', 'ᠬᠠᠭ᠋ᠠᠨ'],
    ['a variant of an ideograph', '葛\u{e0100} 祇\ufe00'],
    ['marks behind their letters', 'Ärger Việt Nam ที่ é'.normalize('NFD')],
    ['Hebrew with all its points', 'שִּׁ'],
  ])('is as written where it has %s', (_, written) => {
    expect(shownTitle(written)).toBe(written);
  });

  test.each([
    ['a joiner behind a word', 'admin\u200d now', 'admin\ufffd now'],
    ['a non-joiner behind a word', 'می\u200c خ', 'می\ufffd خ'],
    ['two joiners', 'می\u200c\u200cخ', 'می\ufffd\ufffdخ'],
    ['a joiner behind an emoji alone', '👩\u200d', '👩\ufffd'],
    ['a joiner at the start', '\u200d👩', '\ufffd👩'],
    ['a zero-width space', 'ex\u200bport', 'ex\ufffdport'],
    ['a byte order mark', '\ufeffexport', '\ufffdexport'],
    ['an isolate', 'a\u2066b\u2069', 'a\ufffdb\ufffd'],
    ['a selector behind a letter', 'a\ufe0f', 'a\ufffd'],
    ['a selector behind a digit that is no keycap', '1\ufe0f', '1\ufffd'],
    ['tags outside of a flag', 'x\u{e0061}\u{e007f}', 'x\ufffd\ufffd'],
    ['tags that spell no region', '🏴\u{e0061}\u{e007f}', '🏴\ufffd\ufffd'],
    ['a soft hyphen', 'ex\u00adport', 'ex\ufffdport'],
  ])('shows %s by a stand-in', (_, written, expected) => {
    expect(shownTitle(written)).toBe(expected);
  });

  test('does not pile marks higher than any language does', () => {
    expect(shownTitle(`e${'\u0301'.repeat(40)}x`)).toBe(`e${'\u0301'.repeat(5)}\ufffdx`);
  });

  test('is whole, however long', () => {
    expect(shownTitle('x'.repeat(400))).toBe('x'.repeat(400));
  });

  test('does not run markup, since it is text', () => {
    expect(shownTitle('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });
});
