/** The Chromium that tests run in: the one named, the machine's own, or Playwright's download. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const usual = [
  process.env.CHROMIUM_PATH,
  // The same engine without the windows around it: end-to-end tests take a quarter less time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Its path, or undefined where there is none. */
export function findChromium() {
  return usual.find((path) => path && existsSync(path)) ?? downloaded();
}

function downloaded() {
  try {
    const path = createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
