/** What a percent-encoded text may mean to whoever reads it last, as each reader on the way may decode it. */

/** Nobody who means well encodes more often. */
const mostRounds = 8;

/**
 * Decoded until nothing is left to decode; undefined where that has no end in sight. Characters
 * beyond ASCII come out byte by byte: this is for comparing, not for showing.
 */
export function decodedFully(text: string): string | undefined {
  let current = text;
  for (let round = 0; round < mostRounds; round++) {
    // %252541 and %2541 are %41, however many times the percent sign itself is encoded.
    const next = current
      .replaceAll(/%(?:25)+(?=[\da-f]{2})/gi, '%')
      .replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    if (next === current) return current;
    current = next;
  }
  return undefined;
}
