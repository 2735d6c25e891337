/** A wall as its stories need it: furnished, opened, turned, and looked at for what is cut short. */
import type { Page } from '@playwright/test';

import { expect, type Stage } from './fixtures.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const titles = [
  'Export Documents',
  'Vault Loader: Extract product__v',
  'Reconcile Study Milestones',
  'Clean up temp file handle metadata',
  'Periodic Review Reminder',
  'Synchronize Portal Assets from the regional document store',
  'W'.repeat(400),
  'Right to left \u202egnp.exe and العربية',
];

const ways = ['ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE'] as const;

/** Takes all jobs away that the world came with. */
export function emptied({ vault }: Stage) {
  for (const { id } of [...vault.monitors(), ...vault.histories()]) vault.remove(id);
}

/** So many jobs, of all kinds, and what is later than they; gives the ids of those to be shown. */
export function furnished(stage: Stage, count: number): string[] {
  emptied(stage);
  const { vault } = stage;
  const bad = Math.min(4, Math.floor(count / 5));
  const failed = ['Deploy Package', 'Binder Export', 'Create EDL', 'User Account Activation']
    .slice(0, bad)
    .map((title, nth) =>
      vault.finished({
        title,
        status: ways[nth % ways.length] ?? 'TIMEOUT',
        agoMs: (nth + 1) * 20 * minute,
      }),
    );
  const others = Array.from({ length: count - bad }, (_, nth) => {
    const title = `${titles[nth % titles.length]}${nth < titles.length ? '' : ` ${nth}`}`;
    if (nth % 50 === 9) return vault.scheduled({ title, inMs: -nth * minute });
    if (nth % 5 === 0) return vault.running({ title, forMs: nth * minute });
    if (nth % 5 === 1) return vault.queued({ title, forMs: nth * minute });
    return vault.scheduled({ title, inMs: (nth + 4) * 2 * minute });
  });
  for (let nth = 0; nth < 7; nth += 1) vault.scheduled({ title: `Later ${nth}`, inMs: day });
  return [...failed, ...others].map(({ id }) => id);
}

export async function openWall(page: Page, { url }: Stage, options: string) {
  await page.goto(`${url}/wall?zone=Europe/Berlin&${options}`);
  await expect(page.locator('[data-trust=live]')).toBeVisible();
}

/** The tiles of the page that is shown. */
export function tiles(page: Page) {
  return page.locator('section').getByRole('list').getByRole('listitem');
}

/** Looks at each page of all views once, by turning them. */
export async function cycle(page: Page, look: () => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  const place = page.getByText(/^Screen \d+ of \d+$/);
  const words = (await place.count()) === 0 ? 'of 1' : await place.textContent();
  const pages = Number(words?.split('of ').at(-1));
  for (let nth = 0; nth < pages; nth += 1) {
    if (pages > 1) await expect(place).toHaveText(`Screen ${nth + 1} of ${pages}`);
    found.push(...(await look()));
    await page.keyboard.press('ArrowRight');
  }
  return found;
}

/** Everything that the eye could not read in full: too small, cut short, overlapped or off the screen. */
export async function flaws(page: Page, floor: number): Promise<string[]> {
  const { screen, tiles, texts, scrolls } = await page.evaluate(drawn);
  const cut = tiles.flatMap(({ words, box, parts, isTight }, nth) => [
    ...(isInside(box, screen) ? [] : [`off the screen: ${words}`]),
    ...(isTight ? [`too full: ${words}`] : []),
    ...parts.filter((part) => !isInside(part.box, box)).map(({ words }) => `cut: ${words}`),
    ...tiles
      .slice(nth + 1)
      .filter((other) => !areApart(box, other.box))
      .map((other) => `overlap: ${words} and ${other.words}`),
  ]);
  const small = texts
    .filter(({ px }) => px < floor - 0.1)
    .map(({ words, px }) => `${px} px: ${words}`);
  return [...cut, ...small, ...(scrolls ? ['scrolls'] : [])];
}

type Box = { left: number; top: number; right: number; bottom: number };

/** Edges are rounded to whole pixels. */
const slack = 1;

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

function areApart(a: Box, b: Box): boolean {
  return (
    a.right <= b.left + slack ||
    b.right <= a.left + slack ||
    a.bottom <= b.top + slack ||
    b.bottom <= a.top + slack
  );
}

/** Runs in the page. */
function drawn() {
  const tiles = [...document.querySelectorAll('section li')].map((tile) => ({
    words: tile.textContent.slice(0, 60),
    box: tile.getBoundingClientRect().toJSON(),
    isTight: tile.scrollWidth > tile.clientWidth + 1 || tile.scrollHeight > tile.clientHeight + 1,
    parts: [...tile.querySelectorAll('[data-fact], [data-title]')].map((part) => ({
      words: part.textContent.slice(0, 60),
      box: part.getBoundingClientRect().toJSON(),
    })),
  }));
  const texts: { words: string; px: number }[] = [];
  const walker = document.createTreeWalker(
    document.querySelector('main') ?? document.body,
    NodeFilter.SHOW_TEXT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (parent === null || words === '' || parent.closest('.sr-only, script, style')) continue;
    texts.push({ words, px: Number.parseFloat(getComputedStyle(parent).fontSize) });
  }
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  return {
    screen: { left: 0, top: 0, right: innerWidth, bottom: innerHeight },
    tiles,
    texts,
    scrolls: scrollWidth > clientWidth || scrollHeight > clientHeight,
  };
}
