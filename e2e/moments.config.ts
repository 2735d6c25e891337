/** The specs that know dates, begun at other moments than the rest. */
import { defineConfig } from '@playwright/test';

import type { Options } from './fixtures.ts';
import { otherMoments } from './moments.ts';
import base from './playwright.config.ts';

export default defineConfig<Options>({
  ...base,
  testMatch: [
    /\/(export|filters|history|overview|views)\.spec\.ts$/,
    /\/(job|job-faces|job-runs|job-tasks|clocks|faults|foreign-vault|oddities|polling)\.spec\.ts$/,
  ],
  // Those for every moment run in the usual configuration.
  grepInvert: [/@every-moment/, /@faults-only/],
  projects: Object.entries(otherMoments).map(([name, at]) => ({ name, use: { at } })),
});
