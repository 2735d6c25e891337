/** History over 100,000 archived rows: opening, searching, sorting, turning, filtering. */
import type { Page } from '@playwright/test';

import { whole, withArchive } from './kept.ts';
import { turned } from './next-page.ts';
import { readPlainRows, storePlainRows } from './plain-rows.ts';
import { meter } from './processor.ts';
import { median, type Row, rowOfAll } from './row.ts';
import type { Testbed } from './testbed.ts';

const turns = 3;
const filters = 4;

export async function archived(testbed: Testbed): Promise<Row[]> {
  const letters = lettersThatNarrow(testbed);
  const seen = {
    openMs: [] as number[],
    rawMs: [] as number[],
    firstMs: [] as number[],
    keyMs: [] as number[],
    keyTaskMs: [] as number[],
    turnMs: [] as number[],
    filterMs: [] as number[],
    sortMs: new Map<string, number[]>(),
    /** Of the processor, for one of each. */
    used: { key: [] as number[], turn: [] as number[], filter: [] as number[] },
  };
  await withArchive(testbed, async (visit) => {
    await storePlainRows(await visit(), testbed);
    for (let at = 0; at < testbed.rounds; at += 1) {
      const page = await visit();
      const { firstMs, allMs } = await opened(page);
      seen.firstMs.push(firstMs);
      seen.openMs.push(allMs);
      seen.rawMs.push(await readPlainRows(page));
      await page.evaluate(async () => globalThis.probe.idle()); // what a new page still loads is not what is measured
      const used = await meter(page);
      for (let turn = 0; turn < turns; turn += 1) seen.turnMs.push(await turned(page));
      seen.used.turn.push((await used()) / turns);
      const { keysMs, longestMs } = await typed(page, letters);
      seen.used.key.push((await used()) / keysMs.length);
      seen.keyMs.push(...keysMs);
      seen.keyTaskMs.push(longestMs);
      for (let filter = 0; filter < filters; filter += 1) seen.filterMs.push(await filtered(page));
      seen.used.filter.push((await used()) / filters);
      for (const [column, ms] of await sorted(page)) {
        seen.sortMs.set(column, [...(seen.sortMs.get(column) ?? []), ms]);
      }
    }
  });
  const sorts = [...seen.sortMs].map(([column, ms]) => ({ column, ms: median(ms) }));
  const slowest = sorts.toSorted((a, b) => b.ms - a.ms)[0];
  /** What the main thread does counts, as how long that takes depends on who else is there. */
  const work = (what: string, used: readonly number[], took: readonly number[]): Row => ({
    ...rowOfAll(`${what}, processor`, used, 50),
    note: `painted after ${median(took).toFixed(0)} ms, at most ${Math.max(...took).toFixed(0)} ms`,
  });
  return [
    rowOfAll('first ones on screen', seen.firstMs, 200),
    {
      ...rowOfAll('all opened from IndexedDB', seen.openMs, Number.NaN),
      floor: median(seen.rawMs),
      budget: { kind: 'times-floor', value: 1.5 },
    },
    work('key press in search → painted', seen.used.key, seen.keyMs),
    rowOfAll('longest task while typing', seen.keyTaskMs, 50),
    work('page turn', seen.used.turn, seen.turnMs),
    work('filter by status', seen.used.filter, seen.filterMs),
    {
      ...rowOfAll(
        `sort by the slowest column, ${slowest?.column}`,
        [slowest?.ms ?? Number.NaN],
        100,
      ),
      samples: testbed.rounds,
      note: sorts.map(({ column, ms }) => `${column} ${ms.toFixed(0)}`).join(', '),
    },
  ];
}

/** Since the database was asked for: until then it is a load like any other. */
async function opened(page: Page) {
  const filled = await page.evaluate(() => globalThis.probe.filled);
  const all = await whole(page);
  const from = await page.evaluate(() => globalThis.probe.openedAt ?? Number.NaN);
  return { firstMs: Math.max(0, filled - from), allMs: all - from };
}

/** The beginning of a title of which each further letter leaves fewer rows. */
function lettersThatNarrow({ vault }: Testbed): string {
  const titles = vault.historiesPage({}, 0, 5_000).jobs.map(({ title }) => title.toLowerCase());
  const narrows = (letters: string) => {
    const left = letters
      .split('')
      .map((_, at) => titles.filter((title) => title.includes(letters.slice(0, at + 1))).length);
    return new Set([titles.length, ...left]).size === letters.length + 1;
  };
  const starts = titles.flatMap((title) => [4, 3].map((length) => title.slice(0, length)));
  return starts.find(narrows) ?? 's';
}

async function typed(page: Page, letters: string) {
  await page.getByLabel('Title contains, or a job ID').focus();
  await page.evaluate(() => globalThis.probe.calm());
  const keysMs: number[] = [];
  const keys = letters.split('');
  for (const key of [...keys, ...keys.map(() => 'Backspace')]) {
    await page.evaluate(() => {
      const { total } = globalThis.probe;
      const before = total();
      globalThis.probe.pending = globalThis.probe.after(
        'key',
        () => total() !== before && document.querySelector('[aria-busy="true"]') === null,
      );
    });
    await page.keyboard.press(key);
    keysMs.push(await page.evaluate(async () => globalThis.probe.pending ?? Number.NaN));
    await page.evaluate(async () => globalThis.probe.idle());
  }
  const tasks = await page.evaluate(() => globalThis.probe.tasks);
  return { keysMs, longestMs: Math.max(0, ...tasks.map(({ ms }) => ms)) };
}

async function filtered(page: Page): Promise<number> {
  const took = await page.evaluate(async () => {
    const { total } = globalThis.probe;
    const before = total();
    return globalThis.probe.after(
      () => document.querySelector<HTMLElement>('fieldset[popover] input')?.click(),
      () => total() !== before && document.querySelector('[aria-busy="true"]') === null,
    );
  });
  await page.evaluate(async () => globalThis.probe.idle());
  return took;
}

/** By each column once: the second time its order is known. */
async function sorted(page: Page): Promise<[string, number][]> {
  const columns = await page.evaluate(() =>
    [...document.querySelectorAll('th button')].map((button) => button.textContent),
  );
  const took: [string, number][] = [];
  for (const column of columns) {
    const ms = await page.evaluate(async (column) => {
      const button = [...document.querySelectorAll<HTMLElement>('th button')].find(
        ({ textContent }) => textContent === column,
      );
      const head = button?.closest('th');
      const before = head?.ariaSort;
      return globalThis.probe.after(
        () => button?.click(),
        () => head?.ariaSort !== before && document.querySelector('[aria-busy="true"]') === null,
      );
    }, column);
    took.push([column, ms]);
    await page.evaluate(async () => globalThis.probe.idle());
  }
  return took;
}
