import { defineConfig } from '@playwright/test';

/** Playwright runs these tests, Puppeteer their browser: only it can drive an unpatched Firefox. */
export default defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  reporter: 'list',
});
