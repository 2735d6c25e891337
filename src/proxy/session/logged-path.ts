/** Paths as they may be logged: a display's token is worth a password, and so is most of one. */
import { decodedFully } from '#contract/decoded.ts';

import type { Config } from '../config.ts';
import { displayFolder } from './display-link.ts';

/** Fewer characters of a token narrow it down by too little to matter. */
const leastPart = 8;

/** Without the token, and without any part of it, however it is written. */
export function createLoggedPath({ display }: Pick<Config, 'display'>): (path: string) => string {
  const parts = new Set(display === undefined ? [] : partsOf(display.token));

  return function loggedPath(path) {
    const isSecret = path.startsWith(displayFolder) || (parts.size > 0 && shows(path));
    return isSecret ? `${displayFolder}…` : path;
  };

  function shows(path: string): boolean {
    const decoded = decodedFully(path);
    // What has no end of encoding may hold anything.
    if (decoded === undefined) return true;
    return [path, decoded].some((text) => partsOf(text).some((part) => parts.has(part)));
  }
}

function partsOf(text: string): string[] {
  const lower = text.toLowerCase();
  const count = Math.max(0, lower.length - leastPart + 1);
  return Array.from({ length: count }, (_, at) => lower.slice(at, at + leastPart));
}
