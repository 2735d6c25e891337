import { describe, expect, test } from 'vitest';

import { pressedKey } from './key-press.ts';

type Typed = { key: string; code: string; keyCode?: number; shiftKey?: boolean };

function pressed({ key, code, keyCode = 0, shiftKey = false }: Typed, isComposing = false) {
  return pressedKey({ key, code, keyCode, shiftKey, isComposing });
}

describe('a shortcut works on a layout without Latin letters', () => {
  const layouts = {
    Russian: { KeyK: 'л', KeyJ: 'о', KeyG: 'п', KeyH: 'р', KeyO: 'щ', KeyS: 'ы' },
    Greek: { KeyK: 'κ', KeyJ: 'ξ', KeyG: 'γ', KeyH: 'η', KeyO: 'ο', KeyS: 'σ' },
    Hebrew: { KeyK: 'ל', KeyJ: 'ח', KeyG: 'ע', KeyH: 'י', KeyO: 'ם', KeyS: 'ד' },
    Arabic: { KeyK: 'ن', KeyJ: 'ت', KeyG: 'ل', KeyH: 'ا', KeyO: 'خ', KeyS: 'س' },
    // Marks, which are no letters.
    Thai: { KeyK: 'า', KeyJ: '่', KeyG: 'เ', KeyH: '้', KeyO: 'น', KeyS: 'ห' },
    Korean: { KeyK: 'ㅏ', KeyJ: 'ㅓ', KeyG: 'ㅎ', KeyH: 'ㅗ', KeyO: 'ㅐ', KeyS: 'ㄴ' },
  };

  test.each(Object.entries(layouts))('%s', (_, keys) => {
    for (const [code, key] of Object.entries(keys)) {
      expect(pressed({ key, code })).toBe(code.slice(3).toLowerCase());
    }
  });

  test.each([
    { of: 'Greek', key: '/', code: 'Slash', means: '/' },
    { of: 'Russian', key: '.', code: 'Slash', means: '/' },
    { of: 'Russian, as typed', key: '/', code: 'Backslash', shiftKey: true, means: '/' },
    { of: 'Arabic', key: 'ظ', code: 'Slash', means: '/' },
    { of: 'Russian', key: ',', code: 'Slash', shiftKey: true, means: '?' },
    { of: 'Arabic', key: '؟', code: 'KeyX', shiftKey: true, means: '؟' },
    { of: 'Thai', key: 'ฦ', code: 'Slash', shiftKey: true, means: '?' },
  ])('$of: $key is $means', (typed) => {
    expect(pressed(typed)).toBe(typed.means);
  });
});

describe('a Latin letter is what it says, wherever its key is', () => {
  test.each([
    { on: 'Dvorak', key: 'j', code: 'KeyC' },
    { on: 'Dvorak', key: 'k', code: 'KeyV' },
    { on: 'Dvorak', key: 'h', code: 'KeyJ' },
    { on: 'Dvorak', key: 't', code: 'KeyK' },
    { on: 'Dvorak', key: 'z', code: 'Slash' },
    { on: 'Dvorak', key: '/', code: 'BracketLeft' },
    { on: 'Dvorak', key: '.', code: 'KeyE' },
    { on: 'AZERTY', key: 'q', code: 'KeyA' },
    { on: 'AZERTY', key: '!', code: 'Slash' },
    { on: 'AZERTY', key: '/', code: 'Period', shiftKey: true },
    { on: 'AZERTY', key: '§', code: 'Slash', shiftKey: true },
    { on: 'QWERTZ', key: '-', code: 'Slash' },
    { on: 'QWERTZ', key: '/', code: 'Digit7', shiftKey: true },
    { on: 'QWERTZ', key: 'ö', code: 'Semicolon' },
    { on: 'Turkish', key: 'ı', code: 'KeyI' },
  ])('$key on $on', (typed) => {
    expect(pressed(typed)).toBe(typed.key);
  });

  test('with Caps Lock too, but not with Shift', () => {
    expect(pressed({ key: 'J', code: 'KeyJ' })).toBe('j');
    expect(pressed({ key: 'j', code: 'KeyJ', shiftKey: true })).toBe('J');
    expect(pressed({ key: 'О', code: 'KeyJ', shiftKey: true })).toBe('J');
  });
});

test.each(['Enter', 'ArrowDown', 'Escape', 'Dead', 'Process', ' '])('%o keeps its name', (key) => {
  expect(pressed({ key, code: '' })).toBe(key);
});

describe('a press that belongs to an input method means nothing', () => {
  test.each(['Enter', 'Escape', 'ArrowDown', 'k', 'л'])('%s', (key) => {
    expect(pressed({ key, code: 'KeyK' }, true)).toBeUndefined();
    // Safari, once the composition has ended.
    expect(pressed({ key, code: 'KeyK', keyCode: 229 })).toBeUndefined();
  });
});
