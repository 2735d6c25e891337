import { defineConfig } from '@playwright/test';

/** Playwright runs these tests, Puppeteer their browser: only it can drive an unpatched Firefox. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  reporter: 'list',
});
