import { defineConfig } from '@playwright/test';

import { foundFonts, launchOptions, launchOptionsWith } from './chromium.ts';
import type { Options } from './fixtures.ts';

const [usual = 'system font', ...others] = foundFonts;
/** With the other fonts only what could fail by them alone; or all, which takes three times as long. */
const tests = process.env['E2E_FONTS'] === 'all' ? {} : { grep: /@every-font/ };

/** Servers are started by the fixtures: each test has a simulated Vault of its own. */
export default defineConfig<Options>({
  testDir: '.',
  // A browser of its own, with a configuration of its own.
  testIgnore: 'firefox/**',
  // Only `npm run faults` has the time for them.
  grepInvert: /@faults-only/,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // For what hangs: stories of hours by a moved clock take half a minute, more on a busy machine.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: usual },
    ...others.map((name) => ({ name, ...tests, use: { launchOptions: launchOptionsWith(name) } })),
  ],
  use: {
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1366, height: 768 },
    // Recording costs time, and nobody opens a trace that a build machine made.
    trace: process.env['CI'] === undefined ? 'retain-on-failure' : 'off',
  },
});
