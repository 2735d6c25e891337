/** A job's title as it may be put on screen: whatever Vault's admins typed, shown as text. */

/**
 * Characters that show nothing or turn the text around them: shown instead of obeyed. The selector
 * that gives an emoji its colours belongs to what is seen; braille's blank is none to Unicode.
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb\u2800]|(?!(?<=\p{Extended_Pictographic})\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

export function shownTitle(title: string): string {
  const shown = title.replace(unseen, (character) => picture(character.charCodeAt(0)));
  return shown.trim() === '' ? '(no title)' : shown;
}

function picture(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code); // ␉ ␊ …
  return '\ufffd';
}
