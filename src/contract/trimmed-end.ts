/**
 * A text without the signs at its end. A pattern such as `[.\s]+$` takes the square of the time for
 * a text that holds many of them, as the search starts again at each of them.
 */
export function trimmedEnd(text: string, isDropped: (sign: string) => boolean): string {
  let end = text.length;
  while (end > 0 && isDropped(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Without its full stop, to be part of another sentence. */
export function withoutFullStop(text: string): string {
  return trimmedEnd(text, (sign) => sign === '.' || sign.trim() === '');
}
