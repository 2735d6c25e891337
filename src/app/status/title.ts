/** A job's title as it may be put on screen: whatever Vault's admins typed, shown as text. */

/** Characters that show nothing or turn the text around them: shown instead of obeyed. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function shownTitle(title: string): string {
  const shown = title.replace(unseen, (character) => picture(character.charCodeAt(0)));
  return shown.trim() === '' ? '(no title)' : shown;
}

function picture(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code); // ␉ ␊ …
  return '\ufffd';
}
