/**
 * `npm test`: the gate. Runs every step, cheapest first, goes on after a failure, and ends with
 * one line, `N passed, N failed`, which counts each test and each step that has no tests. What the
 * machine lacks is named, and counted as `N skipped`; with CI set it has failed. With `all` it runs
 * the full cross product, with `faults` the fault suite.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findChromium } from './chromium.js';
import { allSteps, faultSteps, steps as usualSteps } from './steps.js';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const reports = resolve('node_modules/.cache/jobwatch');
const steps = { all: allSteps, faults: faultSteps }[process.argv[2]] ?? usualSteps;

finish(isReady() ? runAll() : [{ name: 'install', passed: 0, failures: ['install'] }]);

function isReady() {
  if (execute('node scripts/ready.js') !== 0) return false;
  if (findChromium() === undefined) installChromium();
  mkdirSync(reports, { recursive: true });
  return true;
}

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  heading('Installing Chromium');
  execute('apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium');
}

function runAll() {
  const results = [];
  for (const step of steps) {
    const needed = results.find(({ name }) => name === step.after);
    results.push(needed?.failures.length ? notRun(step) : runOrSkip(step));
  }
  return results;
}

function notRun({ name, after }) {
  return { name, passed: 0, failures: [`${name}: not run, as the ${after} failed`] };
}

function runOrSkip(step) {
  const lacks = step.lacks?.() ?? [];
  const result = lacks.length > 0 ? { name: step.name, passed: 0, failures: [] } : runStep(step);
  const skipped = [...lacks, ...(step.lacksInPart?.() ?? [])].map(
    (reason) => `${step.name}: ${lacks.length > 0 ? '' : 'in part '}not run, as ${reason}`,
  );
  // A build machine is set up by .ci/run: what is missing there, nobody would ever notice.
  return process.env.CI === undefined
    ? { ...result, skipped }
    : { ...result, failures: [...result.failures, ...skipped] };
}

function runStep({ name, command, read, print, environment }) {
  heading(name);
  const report = join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);
  rmSync(report, { force: true });
  const began = performance.now();
  const status = execute(command(report), { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  const { passed, failures } = read?.(report) ?? { passed: status === 0 ? 1 : 0, failures: [] };
  const text = print?.(report);
  if (text !== undefined) console.log(`\n${text}`);
  // A step can fail without a failed test: when it crashes, or an error comes from outside of one.
  if (status !== 0 && failures.length === 0) failures.push(`${name}: ended with code ${status}`);
  return { name, passed, failures, seconds: (performance.now() - began) / 1000 };
}

/** Without input, so that nothing can wait for an answer. */
function execute(command, environment = {}) {
  const { status, signal } = spawnSync(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      PATH: resolve('node_modules/.bin') + delimiter + process.env.PATH,
      DEBIAN_FRONTEND: 'noninteractive',
      ...environment,
    },
  });
  return status ?? signal ?? 1;
}

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 70 - text.length))}`);
}

function finish(results) {
  heading('summary');
  for (const { name, passed, failures, skipped = [], seconds = 0 } of results) {
    const counts = [
      `${String(passed).padStart(5)} passed`,
      `${String(failures.length).padStart(4)} failed`,
      `${String(skipped.length).padStart(4)} skipped`,
    ].join('');
    console.log(`${name.padEnd(14)}${counts}${seconds.toFixed(1).padStart(9)} s`);
  }
  const seconds = results.reduce((sum, result) => sum + (result.seconds ?? 0), 0);
  console.log(`${'all'.padEnd(14)}${''.padStart(36)}${seconds.toFixed(1).padStart(9)} s`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failures = results.flatMap((result) => result.failures);
  const skipped = results.flatMap((result) => result.skipped ?? []);
  list('Skipped', skipped);
  list('Failed', failures);
  const counts = [`${passed} passed`, `${failures.length} failed`];
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  console.log(`\n${counts.join(', ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function list(title, sentences) {
  if (sentences.length === 0) return;
  console.log(`\n${title}:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`);
}
