/** Builds the floor made of React, and with `--ssr` the bench itself. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const out = '../../node_modules/.cache/jobwatch/bench';

export default defineConfig(({ isSsrBuild }) => ({
  root: 'bench/bare',
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: isSsrBuild
    ? { outDir: `${out}/run`, emptyOutDir: true, rolldownOptions: { input: 'bench/bench.ts' } }
    : { outDir: `${out}/bare`, emptyOutDir: true },
}));
