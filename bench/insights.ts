/** Insights over 100,000 archived rows: opening, another range, the pointer over a chart. */
import type { Page } from '@playwright/test';

import { whole, withArchive } from './kept.ts';
import { meter } from './processor.ts';
import { median, type Row, rowOfAll } from './row.ts';
import type { Testbed } from './testbed.ts';

const ranges = ['Last 30 days', 'Last 24 hours', 'Last 7 days'];
const moves = 20;

export async function insights(testbed: Testbed): Promise<Row[]> {
  const seen = {
    openMs: [] as number[],
    openUsedMs: [] as number[],
    rangeMs: [] as number[],
    hoverMs: [] as number[],
    taskMs: [] as number[],
  };
  await withArchive(testbed, async (visit) => {
    for (let at = 0; at < testbed.rounds; at += 1) {
      const page = await visit();
      await whole(page);
      await page.evaluate(async () => globalThis.probe.idle());
      await page.evaluate(() => globalThis.probe.calm());
      const used = await meter(page);
      seen.openMs.push(await opened(page));
      seen.openUsedMs.push(await used());
      // What it draws after its first view is part of what keeps it busy.
      await page.evaluate(async () => globalThis.probe.idle());
      await used();
      for (const range of ranges) {
        await page.evaluate(
          (name) => document.querySelector<HTMLElement>(`button[aria-label="${name}"]`)?.click(),
          range,
        );
        await page.evaluate(async () => globalThis.probe.idle());
        seen.rangeMs.push(await used());
      }
      seen.hoverMs.push(await hovered(page, used));
      const tasks = await page.evaluate(() => globalThis.probe.tasks);
      seen.taskMs.push(Math.max(0, ...tasks.map(({ ms }) => ms)));
    }
  });
  return [
    {
      ...rowOfAll('Insights opened → first view', seen.openMs, 1_000),
      note: `processor ${median(seen.openUsedMs).toFixed(0)} ms`,
    },
    rowOfAll('Insights, another range, processor', seen.rangeMs, 200),
    rowOfAll('Insights, the pointer moves over the timeline, processor', seen.hoverMs, 50),
    rowOfAll('Insights, longest task', seen.taskMs, 100),
  ];
}

/** By its link, once the archive is open: until the titles are painted. */
async function opened(page: Page): Promise<number> {
  return page.evaluate(async () =>
    globalThis.probe.after(
      () => document.querySelector<HTMLElement>('header a[href$="/insights"]')?.click(),
      () =>
        [...document.querySelectorAll('h2')].some(({ textContent }) => textContent === 'Titles'),
    ),
  );
}

/** Milliseconds of the processor for one move. */
async function hovered(page: Page, used: () => Promise<number>): Promise<number> {
  const timeline = page.getByRole('region', { name: 'Timeline' }).locator('svg').last();
  await timeline.scrollIntoViewIfNeeded();
  const box = await timeline.boundingBox();
  if (box === null) throw new Error('The timeline is not on screen.');
  await page.evaluate(async () => globalThis.probe.idle());
  await used();
  for (let move = 1; move <= moves; move += 1) {
    await page.mouse.move(box.x + (box.width * move) / (moves + 1), box.y + 20);
  }
  await page.evaluate(async () => globalThis.probe.idle());
  return (await used()) / moves;
}
