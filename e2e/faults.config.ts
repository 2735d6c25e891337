/** The fault suite: all that is marked as a fault, against the built server as a process. */
import { defineConfig } from '@playwright/test';

import type { Options } from './fixtures.ts';
import base from './playwright.config.ts';

const [usual] = base.projects ?? [];

export default defineConfig<Options>({
  ...base,
  grep: /@fault/,
  // Those that take too long for the gate, too.
  grepInvert: [],
  projects: [{ ...usual, use: { server: 'process' } }],
});
