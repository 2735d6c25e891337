/** The Firefox that its smoke tests run in: the one named, or the machine's own. */
import { existsSync } from 'node:fs';

const usual = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Its path, or undefined where there is none. */
export function findFirefox() {
  return usual.find((path) => path && existsSync(path));
}
