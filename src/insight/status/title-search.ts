/** How typed text is compared with titles: as people read it, not as computers write it. */

/**
 * Text without the differences that a reader doesn't see or doesn't mean: upper and lower case,
 * accents as part of a letter or behind it, full and half width, ligatures, ß and ss, the forms of
 * sigma, dotted and dotless i, and characters that can't be seen.
 */
export function folded(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  return (
    plain
      // Twice to lower case: only `ß` has `SS` above it, and only `ẞ` has `ß` below.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll('i\u0307', 'i')
      .replaceAll('ς', 'σ')
      .normalize('NFC')
  );
}

/** Whether a text has all words of a query, in any order. */
export function wordTest(query: string): (text: string) => boolean {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return (text) => {
    const searched = folded(text);
    return words.every((word) => searched.includes(word));
  };
}
