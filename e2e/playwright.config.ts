import { defineConfig } from '@playwright/test';

import { launchOptions } from './chromium.ts';

/** Servers are started by the fixtures: each test has a simulated Vault of its own. */
export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // For what hangs: stories of hours by a moved clock take half a minute, more on a busy machine.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    launchOptions,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1366, height: 768 },
    // Recording costs time, and nobody opens a trace that a build machine made.
    trace: process.env['CI'] === undefined ? 'retain-on-failure' : 'off',
  },
});
