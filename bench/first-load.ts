/** How much a first load weighs: scripts and styles of a page, gzip. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Row } from './row.ts';
import { folders, type Testbed } from './testbed.ts';

const pages = [
  { name: 'overview', path: '/', mostKB: 130 },
  { name: 'history', path: '/history', mostKB: 165 },
];

export async function firstLoad(testbed: Testbed): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, path, mostKB } of pages) {
    rows.push({
      what: `${name}: first load, JS + CSS, gzip`,
      unit: 'KB',
      ours: (await bytes(testbed, 'ours', path)) / 1_000,
      floor: (await bytes(testbed, 'bare', path)) / 1_000,
      budget: { kind: 'at-most', value: mostKB },
      samples: 1,
    });
  }
  return rows;
}

async function bytes(testbed: Testbed, side: 'ours' | 'bare', path: string): Promise<number> {
  const page = await testbed.fresh(side);
  await page.goto(testbed.url[side] + path, { waitUntil: 'commit' });
  // What is fetched after the rows are on screen belongs to other pages.
  const paths = await page.evaluate(async () => {
    await globalThis.probe.filled;
    // Rows that the server has drawn may be there before the scripts that take them over.
    while (document.querySelector('[data-drawn]') !== null)
      // oxlint-disable-next-line no-await-in-loop -- that is what it waits for
      await new Promise(requestAnimationFrame);
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
