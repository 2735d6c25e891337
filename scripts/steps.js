/**
 * What `npm test` runs, cheapest first, what `npm run test:all` runs beyond it, and the fault suite.
 * `lacks` says what a machine would need for a step, or for the rest of one: it is skipped then.
 */
import { findChromium } from './chromium.js';
import { faultTable } from './fault-table.js';
import { findFirefox } from './firefox.js';
import { findFont, fonts } from './fonts.js';
import { findRedis } from './redis.js';
import { playwrightResults, vitestResults } from './reports.js';

const noChromium = () => (findChromium() === undefined ? ['no Chromium was found'] : []);
const noFirefox = () => (findFirefox() === undefined ? ['no Firefox was found'] : []);
const noRedis = () =>
  findRedis() === undefined ? ['no redis-server was found (Debian: redis-server)'] : [];
const noFont = () =>
  fonts
    .filter(({ name }) => findFont(name).length === 0)
    .map(({ name, debianPackage }) => `no ${name} was found (Debian: ${debianPackage})`);
const noNode24 = () =>
  process.platform === 'linux' && process.arch === 'x64'
    ? []
    : ['its package is for Linux on x64 only'];

const unit = (name, command, more = {}) => ({
  name,
  command: (report) =>
    `${command} --allowOnly=false --reporter=default --reporter=json --outputFile.json="${report}"`,
  read: vitestResults,
  ...more,
});
const e2e = (name, config, more = {}) => ({
  name,
  command: () => `playwright test -c ${config} --forbid-only --reporter=list,json`,
  read: playwrightResults,
  after: 'build',
  lacks: noChromium,
  ...more,
});
const plain = (name, command, more = {}) => ({ name, command: () => command, ...more });

const first = [
  plain('types', 'tsc -b'),
  plain('lint', 'oxlint'),
  plain('format', 'oxfmt --check'),
  plain('unused code', 'knip'),
  unit('unit', 'vitest run --project="node*"'),
  unit('redis', 'vitest run --project=redis', { lacks: noRedis }),
  unit('components', 'vitest run --project=browser', { lacks: noChromium }),
  plain('build', 'node scripts/ready.js rebuild'),
  plain('size', 'size-limit', { after: 'build' }),
];

export const steps = [
  ...first,
  e2e('e2e', 'e2e', { lacksInPart: noFont }),
  e2e('firefox', 'e2e/firefox', { lacks: noFirefox }),
];

/**
 * Every spec with every font, those that know dates at every moment, the layout shift of every page,
 * and the next Node.
 */
export const allSteps = [
  ...first,
  unit('unit, Node 24', 'node scripts/node-24.js vitest run --project="node*"', {
    lacks: noNode24,
  }),
  e2e('e2e', 'e2e', {
    lacksInPart: noFont,
    environment: { E2E_FONTS: 'all', LAYOUT_SHIFT: 'all', WALL_DAYS: '21' },
  }),
  e2e('moments', 'e2e/moments.config.ts'),
  e2e('firefox', 'e2e/firefox', { lacks: noFirefox }),
];

/** Every fault against the built server, and ten times as many random requests and answers. */
export const faultSteps = [
  plain('build', 'node scripts/ready.js rebuild'),
  e2e('faults', 'e2e/faults.config.ts', { print: faultTable }),
  unit('fuzz', 'vitest run --project=node src/server/fuzz.test.ts src/proxy/vault/fuzz.test.ts', {
    environment: { FUZZ_RUNS: '20000' },
  }),
];
