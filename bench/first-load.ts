/** How much the first load of the overview weighs: its scripts and styles, gzip. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Row } from './row.ts';
import { folders, type Testbed } from './testbed.ts';

export async function firstLoad(testbed: Testbed): Promise<Row[]> {
  return [
    {
      what: 'overview: first load, JS + CSS, gzip',
      unit: 'KB',
      ours: (await bytes(testbed, 'ours')) / 1_000,
      floor: (await bytes(testbed, 'bare')) / 1_000,
      budget: { kind: 'at-most', value: 170 },
      samples: 1,
    },
  ];
}

async function bytes(testbed: Testbed, side: 'ours' | 'bare'): Promise<number> {
  const page = await testbed.fresh(side);
  await page.goto(testbed.url[side], { waitUntil: 'commit' });
  // What is fetched after the rows are on screen belongs to other pages.
  const paths = await page.evaluate(async () => {
    await globalThis.probe.filled;
    return performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => /\.(?:js|css)$/.test(path));
  });
  await page.context().close();
  return [...new Set(paths)]
    .map((path) => gzipSync(readFileSync(join(folders[side], path))).length)
    .reduce((sum, size) => sum + size, 0);
}
