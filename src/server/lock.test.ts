/** What `npm ci` installs is what was looked at when the lock was made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';
import { expect, test } from 'vitest';

const entry = v.object({
  version: v.optional(v.string()),
  resolved: v.optional(v.string()),
  integrity: v.optional(v.string()),
  inBundle: v.optional(v.boolean()),
});
const lock = v.object({ packages: v.record(v.string(), entry) });

/** Where none is written, it is the one that npm is set to. */
const registry = 'https://registry.npmjs.org/';

const file = join(import.meta.dirname, '../../package-lock.json');
const { packages } = v.parse(lock, JSON.parse(readFileSync(file, 'utf8')));
const installed = Object.entries(packages).filter(
  ([path, { inBundle }]) => path !== '' && inBundle !== true,
);

test('each package of the lock has its integrity, and none comes from elsewhere', () => {
  expect(installed.length).toBeGreaterThan(300);
  const doubtful = installed.filter(
    ([, { integrity = '', resolved = registry }]) =>
      !/^sha512-[\w+/]{86}==$/.test(integrity) || !resolved.startsWith(registry),
  );
  expect(doubtful.map(([path]) => path)).toEqual([]);
});

test('what comes inside of another package is covered by that', () => {
  const bundled = Object.entries(packages).filter(([, { inBundle }]) => inBundle === true);
  for (const [path] of bundled) {
    const holder = path.slice(0, path.lastIndexOf('/node_modules/'));
    expect(packages[holder]?.integrity ?? packages[holder]?.inBundle).toBeDefined();
  }
});
