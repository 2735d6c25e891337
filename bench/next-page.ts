/** History before the archive is read: the next page as Vault gives it. */
import type { Page } from '@playwright/test';

import { median, type Row } from './row.ts';
import type { Side, Testbed } from './testbed.ts';

const pagesPerRound = 2;

export async function nextPage(testbed: Testbed): Promise<Row[]> {
  const pages = { ours: await opened(testbed, 'ours'), bare: await opened(testbed, 'bare') };
  await pages.ours.getByRole('button', { name: 'Pause reading' }).click();
  const count = testbed.rounds * pagesPerRound;
  const took = { ours: [] as number[], bare: [] as number[] };
  for (let nth = 0; nth < count; nth += 1) {
    for (const side of ['ours', 'bare'] as const) took[side].push(await turned(pages[side]));
  }
  for (const page of Object.values(pages)) await page.context().close();
  return [
    {
      what: 'history: next page → rows changed, from Vault',
      unit: 'ms',
      ours: median(took.ours),
      floor: median(took.bare),
      budget: { kind: 'times-floor', value: 1.5 },
      samples: count,
    },
  ];
}

async function opened(testbed: Testbed, side: Side): Promise<Page> {
  const page = await testbed.fresh(side);
  // Ours has the first pages before they are turned to: out of the newest 200 jobs, or the archive.
  await page.goto(`${testbed.url[side]}/history${side === 'ours' ? '?page=1001' : ''}`);
  await page.evaluate(() => globalThis.probe.filled);
  return page;
}

export async function turned(page: Page): Promise<number> {
  const took = await page.evaluate(async () => {
    const first = () => document.querySelector('tbody tr')?.textContent;
    const before = first();
    return globalThis.probe.after(
      () => document.querySelector<HTMLElement>('[aria-label="Next page"]')?.click(),
      () =>
        first() !== before &&
        first() !== undefined &&
        document.querySelector('[aria-busy="true"]') === null,
    );
  });
  await page.evaluate(async () => globalThis.probe.idle());
  return took;
}
