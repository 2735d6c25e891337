/** How Chromium is started, for the end-to-end tests and for those of components. */
import { findChromium } from '../scripts/chromium.js';

const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;

export const launchOptions = {
  ...(executablePath !== undefined && { executablePath }),
  args: [
    // Chromium refuses to run as root inside its sandbox, as build machines often do.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
