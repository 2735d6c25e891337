/**
 * Every border that AGENTS.md names is kept by lint: an import across it must fail. An override
 * replaces a rule instead of adding to it, so a border can vanish without a word; this tells.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'jobwatch-borders-'));

/** Files by what they import. Each file stands where the border is; what it imports needn't exist. */
const forbidden: [file: string, specifier: string][] = [
  ['contract/a.ts', '#proxy/log.ts'],
  ['contract/b.ts', '#app/router.ts'],
  ['contract/c.ts', 'node:fs'],
  ['proxy/a.ts', '#simulator/simulator.ts'],
  ['proxy/c.ts', '#insight/summary.ts'],
  ['proxy/d.ts', '#simulator/world/vault.ts'],
  ['proxy/http/b.ts', '#app/router.ts'],
  ['simulator/a.ts', '#proxy/log.ts'],
  ['simulator/world/b.ts', 'node:fs'],
  ['server/a.ts', '#app/router.ts'],
  ['server/b.ts', '#app/queries/jobs.ts'],
  ['app/a.ts', '#proxy/log.ts'],
  ['app/b.ts', '#simulator/clock.ts'],
  ['app/c.ts', 'node:fs'],
  ['app/d.ts', './pages/overview/route.ts'],
  ['app/router.ts', '#proxy/log.ts'],
  ['app/layout/a.ts', '../pages/history/search.ts'],
  ['app/components/a.ts', '../pages/history/search.ts'],
  ['app/components/b.ts', '../layout/Shell.tsx'],
  ['app/queries/a.ts', '../components/UserName.tsx'],
  ['app/queries/b.ts', '../pages/history/search.ts'],
  ['app/ui/a.ts', '#insight/status/statuses.ts'],
  ['app/ui/d.ts', '#insight/summary.ts'],
  ['app/ui/b.ts', '../preferences.ts'],
  ['app/ui/c.ts', '#server/start.ts'],
  ['insight/a.ts', 'react'],
  ['insight/b.ts', '#app/queries/jobs.ts'],
  ['insight/views/c.ts', '#proxy/log.ts'],
  ['insight/d.ts', 'node:fs'],
  ['insight/time/a.ts', 'react'],
  ['insight/time/b.ts', '../status/statuses.ts'],
  ['insight/status/a.ts', '@tanstack/react-query'],
  ['insight/status/b.ts', '../summary.ts'],
  ['app/pages/overview/a.ts', '../history/search.ts'],
  ['app/pages/a-new-one/a.ts', '../wall/search.ts'],
  ['app/pages/overview/b.ts', '#proxy/log.ts'],
  ['app/pages/wall/layout/a.ts', '../../overview/model.ts'],
  ['app/pages/history/b.ts', '@tanstack/react-table'],
  ['app/pages/wall/b.ts', 'recharts'],
  ['app/chart/a.ts', '@tanstack/react-table'],
  ['app/table/a.ts', 'recharts'],
  ['app/archive/a.ts', 'idb'],
  ['app/archive/store.ts', 'recharts'],
];

const allowed: [file: string, specifier: string][] = [
  ['proxy/z.ts', '#contract/jobs.ts'],
  ['simulator/z.ts', '#contract/jobs.ts'],
  ['server/z.ts', '#simulator/simulator.ts'],
  ['server/y.ts', '#app/draw.tsx'],
  ['app/pages/history/z.ts', '../../queries/jobs.ts'],
  ['app/pages/wall/setup/z.ts', '../search.ts'],
  ['app/pages/wall/layout/z.ts', '../../../queries/jobs.ts'],
  ['server/x.ts', '#insight/summary.ts'],
  ['app/ui/z.ts', '#insight/time/format.ts'],
  ['insight/z.ts', './status/statuses.ts'],
  ['insight/views/z.ts', '../time/format.ts'],
  ['app/table/z.ts', '@tanstack/react-table'],
  ['app/chart/z.ts', 'recharts'],
];

const report = v.object({
  diagnostics: v.array(v.object({ code: v.string(), filename: v.string() })),
});
let found: v.InferOutput<typeof report>['diagnostics'] = [];

beforeAll(() => {
  // Without types: the rules on imports need none, and these files belong to no project.
  const rules = readFileSync(join(root, '.oxlintrc.json'), 'utf8');
  write('.oxlintrc.json', rules.replace('"typeAware": true', '"typeAware": false'));
  for (const [file, specifier] of [...forbidden, ...allowed]) {
    write(`src/${file}`, `export { x } from '${specifier}';\n`);
  }
  write('src/app/circle-a.ts', "import type { B } from './circle-b.ts';\n\nexport type A = B;\n");
  write('src/app/circle-b.ts', "import type { A } from './circle-a.ts';\n\nexport type B = A;\n");
  found = v.parse(report, JSON.parse(lint())).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(forbidden)('%s may not import %s', (file) => {
  expect(codesOf(`src/${file}`)).toContain('eslint(no-restricted-imports)');
});

test.each(allowed)('%s may import %s', (file) => {
  expect(codesOf(`src/${file}`)).not.toContain('eslint(no-restricted-imports)');
});

test('no imports may run in a circle, not even those of types', () => {
  expect(codesOf('src/app/circle-a.ts')).toContain('import(no-cycle)');
});

function write(name: string, text: string) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function codesOf(file: string): string[] {
  return found.filter(({ filename }) => filename === file).map(({ code }) => code);
}

/** It ends with an error code, as it finds what it is meant to find. */
function lint(): string {
  try {
    const oxlint = join(root, 'node_modules/.bin/oxlint');
    return execFileSync(oxlint, ['--format=json'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    return v.parse(v.object({ stdout: v.string() }), error).stdout;
  }
}
