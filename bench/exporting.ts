/** 100,000 rows into a file, and how long the page is blocked meanwhile. */
import type { Page } from '@playwright/test';

import { whole, withArchive } from './kept.ts';
import { median, type Row } from './row.ts';
import type { Testbed } from './testbed.ts';

const formats = [
  { name: 'CSV', option: 'csv', most: 1_000 },
  { name: 'XLSX', option: 'xlsx', most: 10_000 },
] as const;

export async function exporting(testbed: Testbed): Promise<Row[]> {
  const seen = { csv: [] as Export[], xlsx: [] as Export[] };
  await withArchive(testbed, async (visit) => {
    const page = await visit();
    await whole(page);
    await page.evaluate(async () => globalThis.probe.idle());
    for (let run = 0; run < testbed.rounds; run += 1) {
      for (const { option } of formats) seen[option].push(await exported(page, option));
    }
  });
  return formats.flatMap(({ name, option, most }): Row[] => [
    {
      what: `export of 100,000 rows, ${name}`,
      unit: 'ms',
      ours: median(seen[option].map(({ tookMs }) => tookMs)),
      budget: { kind: 'at-most', value: most },
      samples: testbed.rounds,
    },
    {
      what: `export, ${name}: longest task of the page`,
      unit: 'ms',
      ours: median(seen[option].map(({ longestMs }) => longestMs)),
      // What Chrome's guidelines call a response within 100 ms, with half of it for a frame.
      budget: { kind: 'at-most', value: 100 },
      samples: testbed.rounds,
    },
  ]);
}

type Export = { tookMs: number; longestMs: number };

async function exported(page: Page, format: string): Promise<Export> {
  await page.getByRole('button', { name: /^Export .* matching$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Format').selectOption(format);
  await page.evaluate(async () => globalThis.probe.idle());
  const outcome = await page.evaluate(async () => {
    globalThis.probe.calm();
    const tookMs = await globalThis.probe.after(
      () => document.querySelector<HTMLFormElement>('dialog form')?.requestSubmit(),
      () =>
        /rows are in|Nothing was saved/.test(document.querySelector('dialog')?.textContent ?? ''),
    );
    return { tookMs, longestMs: Math.max(0, ...globalThis.probe.tasks.map(({ ms }) => ms)) };
  });
  await dialog.getByText(/rows are in/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.evaluate(async () => globalThis.probe.idle());
  return outcome;
}
