import type { PlaywrightTestConfig } from '@playwright/test';

import type { Options } from '../fixtures.ts';
import everySpec from '../playwright.config.ts';

/** `npm run pictures` takes those of the README again, with the first font that is found. */
const pictures: PlaywrightTestConfig<Options> = {
  ...everySpec,
  testDir: '.',
  testIgnore: [],
  testMatch: 'pictures.ts',
  workers: 1,
  projects: everySpec.projects?.slice(0, 1) ?? [],
};

export default pictures;
