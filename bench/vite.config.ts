/** Builds the floor made of React, and with `--ssr` the bench itself. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { precompress } from '../src/server/vite-plugins.ts';

const out = '../../node_modules/.cache/jobwatch/bench';

const programs = ['bench/bench.ts', 'bench/load/load.ts', 'bench/load/vault.ts'];

export default defineConfig(({ isSsrBuild }) => ({
  root: 'bench/bare',
  base: './',
  // As the build of Jobwatch does: both sides are sent compressed.
  plugins: [react(), precompress()],
  logLevel: 'warn',
  build: isSsrBuild
    ? { outDir: `${out}/run`, emptyOutDir: true, rolldownOptions: { input: programs } }
    : { outDir: `${out}/bare`, emptyOutDir: true },
}));
