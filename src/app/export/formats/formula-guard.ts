/**
 * Titles are typed by people, and spreadsheets run text that looks like a formula. A leading `'`
 * makes it text again (OWASP, CSV injection). Quoting alone does not: Excel unquotes first.
 */
export function guarded(text: string, separator: Separator): string {
  const start = opening.test(text) || control.test(text) ? "'" : '';
  return start + text.replace(elsewhere[separator], "$1'");
}

/** Excel looks past what does not show, and takes the full-width signs of Japanese keyboards. */
const opening = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const control = /^[\t\r\n\0]/;

/**
 * Opened with another separator than it was written with, a file falls into other cells, quoted or
 * not: one begins after each of these. The file's own separator needs no guard inside of quotes.
 */
const elsewhere = {
  ',': /([;\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
  ';': /([,\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
  '\t': /([,;\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠])/gu,
} as const;

export type Separator = keyof typeof elsewhere;
