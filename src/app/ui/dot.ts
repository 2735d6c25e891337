/** Between parts of a line. Where the line wraps, it stays at the end and doesn't begin the next. */
export const dot = '\u00A0· ';
