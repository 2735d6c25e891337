/** A browser whose archive holds all 100,000 finished jobs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { Testbed } from './testbed.ts';

/** All columns, so that it can be sorted by any. */
const path =
  '/history?' +
  ['status', 'title', 'id', 'by', 'created', 'started', 'finished', 'ran', 'waited']
    .map((column) => `columns=${column}`)
    .join('&');

export async function withArchive<T>(
  testbed: Testbed,
  measure: (visit: () => Promise<Page>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-bench-'));
  const context = await testbed.lasting('ours', folder);
  try {
    let page = await context.newPage();
    await page.goto(testbed.url.ours + path);
    await whole(page);
    await page.waitForTimeout(2_000); // the last rows are still being written
    return await measure(async () => {
      await page.close();
      page = await context.newPage();
      await page.goto(testbed.url.ours + path, { waitUntil: 'commit' });
      return page;
    });
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When the page says that it has all of them, on the page's clock. */
export async function whole(page: Page): Promise<number> {
  return page.evaluate(async () =>
    globalThis.probe.until(
      () =>
        document.querySelector('[aria-label="Coverage"]')?.textContent.startsWith('Complete') ===
        true,
    ),
  );
}
