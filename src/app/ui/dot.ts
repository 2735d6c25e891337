/** Between parts of a line. Where the line wraps, it stays at the end and doesn't begin the next. */
export const dot = '\u00A0· ';

/** The parts that there are, with dots between them. */
export function dotted(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join(dot);
}
