/**
 * `npm test`: the gate. Runs every step, cheapest first, goes on after a failure, and ends with
 * one line, `N passed, N failed`, which counts each test and each step that has no tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findChromium } from './chromium.js';
import { playwrightResults, vitestResults } from './reports.js';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const reports = resolve('node_modules/.cache/jobwatch');
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');
const firefoxReport = join(reports, 'firefox.json');

const steps = [
  { name: 'types', command: 'tsc -b' },
  { name: 'lint', command: 'oxlint' },
  { name: 'format', command: 'oxfmt --check' },
  { name: 'unused code', command: 'knip' },
  {
    name: 'unit',
    command: `vitest run --allowOnly=false --reporter=default --reporter=json --outputFile.json="${unitReport}"`,
    report: unitReport,
    read: vitestResults,
  },
  { name: 'build', command: 'node scripts/ready.js rebuild' },
  { name: 'size', command: 'size-limit', after: 'build' },
  {
    name: 'e2e',
    command: 'playwright test -c e2e --forbid-only --reporter=list,json',
    report: e2eReport,
    read: playwrightResults,
    after: 'build',
  },
  {
    name: 'firefox',
    command: 'playwright test -c e2e/firefox --forbid-only --reporter=list,json',
    report: firefoxReport,
    read: playwrightResults,
    after: 'build',
  },
];

finish(isReady() ? runAll() : [{ name: 'install', passed: 0, failures: ['install'] }]);

function isReady() {
  if (execute('node scripts/ready.js') !== 0) return false;
  if (findChromium() === undefined) installChromium();
  mkdirSync(reports, { recursive: true });
  return true;
}

function installChromium() {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    heading('Installing Chromium');
    execute('apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium');
  }
  if (findChromium() !== undefined) return;
  console.log(
    'No Chromium was found, so tests that need one will fail. `npx playwright install chromium` ' +
      'brings one, or name yours in CHROMIUM_PATH.',
  );
}

function runAll() {
  const results = [];
  for (const step of steps) {
    const needed = results.find(({ name }) => name === step.after);
    results.push(needed?.failures.length ? notRun(step) : runStep(step));
  }
  return results;
}

function notRun({ name, after }) {
  return { name, passed: 0, failures: [`${name}: not run, as the ${after} failed`], seconds: 0 };
}

function runStep({ name, command, report, read }) {
  heading(name);
  if (report !== undefined) rmSync(report, { force: true });
  const began = Date.now();
  const status = execute(command, report);
  const { passed, failures } = read?.(report) ?? { passed: status === 0 ? 1 : 0, failures: [] };
  // A step can fail without a failed test: when it crashes, or an error comes from outside of one.
  if (status !== 0 && failures.length === 0) failures.push(`${name}: ended with code ${status}`);
  return { name, passed, failures, seconds: (Date.now() - began) / 1000 };
}

/** Without input, so that nothing can wait for an answer. */
function execute(command, report = '') {
  const { status, signal } = spawnSync(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PATH: resolve('node_modules/.bin') + delimiter + process.env.PATH,
      DEBIAN_FRONTEND: 'noninteractive',
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  return status ?? signal ?? 1;
}

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`);
}

function finish(results) {
  heading('summary');
  for (const { name, passed, failures, seconds = 0 } of results) {
    const counts = `${String(passed).padStart(5)} passed ${String(failures.length).padStart(4)} failed`;
    console.log(`${name.padEnd(12)}${counts}${seconds.toFixed(1).padStart(9)} s`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0)
    console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
