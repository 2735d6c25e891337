/** Names of the patterns within a page. */
type Pattern = 'stripes' | 'dots' | 'bars' | 'doubt';

export function patternId(of: string, pattern: Pattern): string {
  return `${of}-${pattern}`;
}

export function patternFill(of: string, pattern: Pattern): string {
  return `url(#${patternId(of, pattern)})`;
}
