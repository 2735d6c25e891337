/** That no test asks the machine what time it is, or waits by it. */
import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const isTest = /\.(test\.tsx?|spec\.ts|fixture\.tsx?)$|[\\/]testing[\\/]|^e2e[\\/]/;

const sources = ['src', 'e2e'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && isTest.test(path)),
);

/** By file and line, so that a failure says where. */
function found(pattern: RegExp, within: (path: string) => boolean = () => true): string[] {
  return sources.filter(within).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
}

test('there are tests to look through', () => {
  expect(sources.length).toBeGreaterThan(100);
});

test('no test reads the real clock', () => {
  const reading =
    /\bDate\.now\b(?!`)|\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bperformance\.timeOrigin\b/;
  const itself = 'src/server/test-clocks.test.ts';
  expect(found(reading, (path) => path !== itself)).toEqual([]);
});

test('no end-to-end test makes a browser, a server or a Vault whose clock is unset', () => {
  const unset =
    /\.newContext\(|\.clock\.install\(|server\.ts'|simulator\.ts'|runningClock|systemClock/;
  // Each of these hands the test's clock to what it makes.
  const sets = new Set([
    'e2e/fixtures.ts',
    'e2e/firefox/fixtures.ts',
    'e2e/clock.ts',
    'e2e/jobwatch.ts',
    'e2e/neighbours.spec.ts',
    'e2e/several-vaults.ts',
  ]);
  const isOther = (path: string) => path.startsWith('e2e/') && !sets.has(path);
  expect(found(unset, isOther).filter((line) => !line.includes('testbed.newContext('))).toEqual([]);
});

test('the device of unit tests is in Berlin and speaks British English', () => {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  expect([locale, timeZone]).toEqual(['en-GB', 'Europe/Berlin']);
});
