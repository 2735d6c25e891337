import { dot } from './dot.ts';

/** The parts that there are, with dots between them. */
export function dotted(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join(dot);
}
