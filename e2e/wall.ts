/** A wall as its stories need it: furnished, opened and turned. */
import type { Page } from '@playwright/test';

import { expect, type Testbed } from './fixtures.ts';

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
export function emptied({ vault }: Testbed) {
  for (const { id } of [...vault.monitors(), ...vault.histories()]) vault.remove(id);
}

/** So many jobs, of all kinds, and what is later than they; gives the ids of those to be shown. */
export function furnished(testbed: Testbed, count: number): string[] {
  emptied(testbed);
  const { vault } = testbed;
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

export async function openWall(page: Page, { url }: Testbed, options: string) {
  await page.goto(`${url}/wall?zone=Europe/Berlin&${options}`);
  await expect(page.locator('[data-liveness=live]')).toBeVisible();
}

/** The tiles of the page that is shown. */
export function tiles(page: Page) {
  return page.locator('section').getByRole('list').getByRole('listitem');
}

/** Looks at each page of all views once, by turning them. */
export async function cycle(page: Page, look: () => Promise<string[]>): Promise<string[]> {
  const found: string[] = [];
  const place = page.getByText(/^Screen \d+ of \d+$/);
  const count = async () => {
    const words = (await place.count()) === 0 ? 'of 1' : await place.textContent();
    return Number(words?.split('of ').at(-1));
  };
  // The wall measures itself again after it has changed: only then its pages are those that stay.
  let pages = 0;
  const isSettled = async () => {
    const before = pages;
    pages = await count();
    return pages === before;
  };
  await expect.poll(isSettled, { intervals: [250] }).toBe(true);
  for (let nth = 0; nth < pages; nth += 1) {
    if (pages > 1) await expect(place).toHaveText(`Screen ${nth + 1} of ${pages}`);
    found.push(...(await look()));
    await page.keyboard.press('ArrowRight');
  }
  return found;
}
