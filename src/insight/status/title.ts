/** Text that others typed, such as a job's title, as it may be put on screen: shown, never obeyed. */

export function shownTitle(title: string): string {
  const shown = visible(title);
  return shown.trim() === '' ? '(no title)' : shown;
}

/**
 * Shows what could deceive: characters that can't be seen or that turn the text around them get a
 * stand-in. What joins letters or emoji, or chooses their form, belongs to what is seen and stays.
 */
export function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  flagOrUnseen ??= flagOrUnseenPattern();
  return text
    .replaceAll(piledMarks, '$1\ufffd')
    .replaceAll(flagOrUnseen, (found) => (found.startsWith(blackFlag) ? found : standIn(found)));
}

/** Regions' flags are this one with tags behind it, which nothing else shows: `gbsct`, then an end. */
const blackFlag = '\u{1f3f4}';
const regionTags =
  '[\\u{e0061}-\\u{e007a}]{2}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,3}\\u{e007f}';

const letter = '[\\p{L}\\p{M}\\p{N}]';
/** Scripts in which a joiner behind a word changes its last letter. */
const joining =
  '[\\u0620-\\u0dff\\u1000-\\u109f\\u1780-\\u17ff\\u1820-\\u18aa\\u{1e900}-\\u{1e95f}]';
const hidden = '\\p{Default_Ignorable_Code_Point}';
const emoji = '\\p{Extended_Pictographic}';

/** Invisible by themselves, and part of a letter or an emoji where they stand like this. */
const seen = [
  `(?<=${letter})(?<!${hidden})(?:(?<=${joining})\\u200d|[\\u200c\\u200d](?=${letter}))(?!${hidden})`,
  `(?<=${emoji}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${emoji})`,
  `(?<=${emoji})[\\ufe0e\\ufe0f]`,
  '(?<=[0-9#*])[\\ufe0e\\ufe0f](?=\\u20e3)',
  '(?<=\\p{Ideographic})[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\p{Sm}\\u1000-\\u109f])\\ufe00',
  '(?<=[\\u1820-\\u18aa])[\\u180b-\\u180f]',
].join('|');

/** Braille's blank is none to Unicode. */
const flagOrUnseenPattern = () =>
  new RegExp(
    `${blackFlag}${regionTags}|[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb\\u2800]|(?!${seen})${hidden}`,
    'gu',
  );

/** Made when first needed: it takes milliseconds, and most titles are plain. */
let flagOrUnseen: RegExp | undefined;

/** No language puts more marks on a letter; a pile of them covers the lines above and below. */
const piledMarks = /([\p{Mn}\p{Me}]{5})[\p{Mn}\p{Me}]+/gu;

function standIn(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'; // ␉ ␊ …
}
