/**
 * Reads what the two test runners wrote: how many tests passed, and a line for each that didn't.
 * A skipped test proves nothing, so it counts as failed. Undefined where there is no report.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

export function vitestResults(path) {
  const report = readJson(path);
  if (report === undefined) return undefined;
  const failures = [];
  let passed = 0;
  for (const file of report.testResults) {
    const name = relative(process.cwd(), file.name);
    // A file that breaks before its first test has none to count.
    if (file.status === 'failed' && !file.assertionResults.some(hasFailed)) {
      failures.push(`${name}: ${firstLine(file.message)}`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else failures.push(`${name}: ${test.fullName}${hasFailed(test) ? '' : ` (${test.status})`}`);
    }
  }
  return { passed, failures };
}

export function playwrightResults(path) {
  const report = readJson(path);
  if (report === undefined) return undefined;
  const failures = report.errors.map((error) => `e2e: ${firstLine(error.message)}`);
  let passed = 0;
  for (const { spec, titles } of report.suites.flatMap((suite) => specsOf(suite, []))) {
    for (const { status, projectName } of spec.tests) {
      const project = projectName === '' ? '' : ` [${projectName}]`;
      const name = `e2e/${spec.file}: ${[...titles, spec.title].join(' › ')}${project}`;
      if (status === 'expected') passed += 1;
      else failures.push(status === 'unexpected' ? name : `${name} (${status})`);
    }
  }
  return { passed, failures };
}

/** The annotations of each test and whether it passed; of those of one type the last. */
export function playwrightAnnotations(path) {
  const report = readJson(path);
  const specs = (report?.suites ?? []).flatMap((suite) => specsOf(suite, []));
  return specs.flatMap(({ spec }) =>
    spec.tests.map(({ status, annotations }) => ({
      hasPassed: status === 'expected',
      annotations: Object.fromEntries(
        annotations.map(({ type, description = '' }) => [type, description]),
      ),
    })),
  );
}

/** The outermost suite is the file itself. */
function specsOf(suite, titles) {
  const own = (suite.specs ?? []).map((spec) => ({ spec, titles }));
  const inner = (suite.suites ?? []).flatMap((child) => specsOf(child, [...titles, child.title]));
  return [...own, ...inner];
}

function hasFailed({ status }) {
  return status === 'failed';
}

function firstLine(text = '') {
  return text.split('\n')[0];
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
