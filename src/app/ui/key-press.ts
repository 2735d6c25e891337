/** What the press of a key means, whatever the keyboard's layout. */

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode' | 'isComposing' | 'shiftKey'>;

/**
 * The name of the key, such as `Enter`, or its letter: of a layout without Latin letters the one
 * that is in the same place on a US keyboard. Undefined if the press belongs to an input method.
 */
export function pressedKey(press: Press): string | undefined {
  if (isComposing(press)) return undefined;
  const { key, shiftKey } = press;
  if (key.length > 1) return key;
  const letter = latinKey(press) ?? key;
  // By the Shift key alone: Caps Lock changes no shortcut.
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

/** Safari reports the Enter that ends a composition after its end, and only by this key code. */
export function isComposing({ isComposing: composing, keyCode }: Press): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else says so in Safari
  return composing || keyCode === 229;
}

/** Latin letters stay what they are, wherever they are: on Dvorak and AZERTY other keys have them. */
function latinKey({ key, code, shiftKey }: Press): string | undefined {
  const isOther = /[\p{L}\p{M}]/u.test(key) && !/\p{Script=Latin}/u.test(key);
  // Russian and Ukrainian layouts have these in the place of the slash and the question mark.
  const isPunctuation = key === (shiftKey ? ',' : '.');
  if (code === 'Slash' && (isOther || isPunctuation)) return shiftKey ? '?' : '/';
  return isOther ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
}
