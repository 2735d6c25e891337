import devServer from '@hono/vite-dev-server';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

import { launchOptions } from './e2e/chromium.ts';
import { otherMoments, startsAt } from './e2e/moments.ts';
import { readConfig } from './src/proxy/config.ts';
import { readEnvironment } from './src/server/environment.ts';
import { precompress, servePagesOfVaults, writePreloads } from './src/server/vite-plugins.ts';

const first =
  /node_modules[\\/](?!.*(?:mutationObserver|useMutation))(react|react-dom|scheduler|valibot|@tanstack[\\/](query-core|react-query|router-core|react-router|history|store|react-store))[\\/]/;

/**
 * All else that is loaded at first: the app's frame, and what lists of jobs show on whichever page.
 * What these import comes along. Other pages take a few kB too many, and make fewer requests.
 */
const index =
  /index\.html$|src[\\/]app[\\/](?:main\.tsx|seen\.ts|vault-address|archive[\\/](?:current-archive|finished-jobs)|components[\\/](?!SignInForm|VaultLinks|write-words|RowsLink|RangeChoice|TitleLink|TitleAndCreatorFilter|favicon|title-state-words|CreatorFilter|coverage-words|HoursField)|queries[\\/](?:last-24-hours|queued-jobs)|jobs[\\/]columns[\\/](?:cells|columns)|pages[\\/]overview[\\/](?:Elapsed|JobTable|model)|start[\\/](?:Lazy|StartNowButton|StartedStatus)|status[\\/](?:colours|late-looks)|ui[\\/](?:dot\.|Empty|number|Panel|Skeleton))|src[\\/]insight[\\/](?:attention|completeness|page-filter|verdict|status)/;

/** Fields and dialogs: several pages have them, and the overview only later. */
const forms =
  /src[\\/]app[\\/](?:components[\\/](?:CreatorFilter|coverage-words)|status[\\/]area-colours|ui|url[\\/]use-draft)|src[\\/]insight[\\/](?:summary|week-hour|time[\\/]zone-names)|node_modules[\\/]lucide-react[\\/]/;

/** What sends something to Vault, in dialogs that are opened later. */
const writes = /src[\\/]app[\\/]queries[\\/]write|@tanstack[\\/].*(?:mutationObserver|useMutation)/;

/** What opens from the header. */
const menus = /src[\\/]app[\\/]layout[\\/](?:ViewChoices|VaultSwitcher)/;

/** Where a page has the whole history; one that only watches asks for it later. */
const archive = /src[\\/]app[\\/]archive[\\/](?:use-archive|open-archive)/;

/** What History, Insights and the pages of titles and jobs share. */
const tables =
  /src[\\/]app[\\/](?:components[\\/]RangeChoice|jobs[\\/]columns[\\/]sort-keys|export[\\/](?:about-session|ExportButton|columns))|src[\\/]insight[\\/]time[\\/](?:range|preset-words)/;

/** What charts count, and the wall and quiet hours too: none of them needs the rest of another. */
const sums =
  /src[\\/](?:insight[\\/](?:throughput|time[\\/]daily-hours)|app[\\/]chart[\\/](?:code|outcomes))/;

/** The wall with its page, which its set-up page shows too, and what the overview of several Vaults watches like it. */
const wall = /src[\\/]app[\\/](?:vaults|pages[\\/]wall[\\/](?!setup|Throughput))/;

/** For what hangs: properties run hundreds of cases, and a busy machine takes its time for them. */
const patienceMs = 60_000;

// As the browsers of all tests are set. Vitest's processes inherit it: Node reads its language once.
if (process.env['VITEST'] !== undefined) {
  Object.assign(process.env, { TZ: 'Europe/Berlin', LC_ALL: 'en_GB.UTF-8' });
}

/** Unit tests without a browser, begun at a moment. */
const inNode = {
  environment: 'node' as const,
  testTimeout: patienceMs,
  setupFiles: 'src/server/testing/vitest-setup.ts',
  // A process for each file costs more than its tests, and no file leaves anything behind.
  isolate: false,
};

/** Each file starts a server of its own, Debian's redis-server. */
const withRedis = ['src/**/*.redis.test.ts'];

/** Files that know dates: their tests also hold at other moments. */
const knowsDates = [
  'src/contract/instant.test.ts',
  'src/app/queries/{last-24-hours,polling}.test.ts',
  'src/app/{export,start,time}/*.test.ts',
  'src/insight/{*,time/*}.test.ts',
  'src/app/pages/{history,wall}/**/*.test.ts',
];

export default defineConfig(({ command, mode, isSsrBuild }) => ({
  // Relative, so that one build serves under any BASE_PATH: <base> in index.html says which.
  base: './',
  resolve: {
    // React has had it for years; libraries bring what does the same for older ones.
    alias: [
      {
        find: /^use-sync-external-store\/shim\/with-selector(?:\.js)?$/,
        replacement: 'use-sync-external-store/with-selector.js',
      },
      { find: /^use-sync-external-store\/shim(?:\/index\.js)?$/, replacement: 'react' },
    ],
  },
  plugins: [
    react(),
    tailwindcss(),
    // The calendar speaks thirty languages, the rest of Jobwatch one.
    optimizeLocales.vite({ locales: ['en'] }),
    writePreloads(),
    precompress(),
    // Proxy and simulator run inside of Vite; everything that isn't theirs is the app's.
    devServer({
      entry: 'src/server/dev.ts',
      exclude: [/^\/(?!(?:v\/[^/]+\/)?(?:api|display)\/|healthz|readyz|metrics)/],
      injectClientScript: false,
    }),
    servePagesOfVaults(),
  ],
  // React is four times as slow without, whatever the environment of the server that is started.
  ...(isSsrBuild && {
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: {
      noExternal: [/^(?:lucide-)?react/, /^@tanstack/, /^scheduler/, /^use-sync-external-store/],
    },
  }),
  // Only for `npm run dev`: tests and builds are the same whatever the environment says.
  ...(command === 'serve' && mode !== 'test' && { server: address() }),
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            start: 'src/server/start.ts',
            simulate: 'src/server/simulate.ts',
            draw: 'src/server/draw-worker.ts',
          },
          output: { entryFileNames: '[name].js' },
        },
      }
    : {
        outDir: 'dist/client',
        manifest: true,
        // Browsers without it only start to fetch scripts a little later.
        modulePreload: { polyfill: false },
        // Few chunks compress better than dozens, and each one is a request.
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'first', test: first, priority: 2 },
                { name: 'index', test: index, priority: 1 },
                { name: 'forms', test: forms, minShareCount: 2 },
                { name: 'writes', test: writes, minShareCount: 2 },
                { name: 'menus', test: menus },
                { name: 'archive', test: archive },
                { name: 'tables', test: tables, minShareCount: 2 },
                { name: 'sums', test: sums, priority: 1 },
                { name: 'wall', test: wall },
              ],
            },
          },
        },
      },
  test: {
    // Vitest would leave one core free, and on two that means one file after the other.
    maxWorkers: 2,
    // Vitest empties every stylesheet; the one that is read for its colours has to arrive.
    css: { include: [/\.css\?raw$/] },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          ...inNode,
          include: ['src/**/*.test.ts'],
          exclude: withRedis,
          provide: { startsAt },
        },
      },
      {
        extends: true,
        test: { name: 'redis', ...inNode, include: withRedis, provide: { startsAt } },
      },
      ...Object.entries(otherMoments).map(([name, moment]) => ({
        extends: true as const,
        test: {
          // What begins with `node` needs nothing but Node.
          name: `node ${name}`,
          ...inNode,
          include: knowsDates,
          provide: { startsAt: moment },
        },
      })),
      {
        extends: true,
        // Only a worker and a test import them, where Vite does not look before the tests run: when it
        // found out, it reloaded the page under them.
        optimizeDeps: { include: ['fflate', 'fast-check', '@tanstack/react-table'] },
        test: {
          name: 'browser',
          include: ['src/app/**/*.test.tsx'],
          testTimeout: patienceMs,
          setupFiles: 'src/server/testing/vitest-setup.ts',
          provide: { startsAt },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions,
              contextOptions: { locale: 'en-GB', timezoneId: 'Europe/Berlin' },
              actionTimeout: 5_000,
            }),
            instances: [{ browser: 'chromium', viewport: { width: 1366, height: 768 } }],
          },
        },
      },
    ],
  },
}));

/** Where the built server would listen, and as there a port that is taken ends the start. */
function address() {
  const { host, port } = readConfig(readEnvironment());
  return { host, port, strictPort: true };
}
