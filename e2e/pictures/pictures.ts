/** The pictures of the README, light and dark, from the simulator at one moment. */
import type { Page } from '@playwright/test';

import { expect, test, type Testbed } from '../fixtures.ts';
import { expectComplete, openHistory } from '../history.ts';

const themes = ['light', 'dark'] as const;

const pages = [
  { name: 'overview', path: '/', shows: 'Needs attention' },
  { name: 'history', path: '/history', shows: 'Finished jobs' },
  { name: 'insights', path: '/insights?range=7d', shows: 'Titles' },
  { name: 'timeline', path: '/insights?range=last-24h', shows: 'Timeline' },
] as const;

test.use({ at: '2026-03-10T14:00:00Z' });

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test.describe('of a busy Vault', () => {
      test.use({ world: 'busy' });

      test('pages', async ({ page, testbed }) => {
        // Once the archive is whole, no picture says that a part is missing.
        await openHistory(page, testbed);
        await expectComplete(page, testbed);
        for (const { name, path, shows } of pages) {
          await page.goto(testbed.url + path);
          await expect(page.getByText(shows, { exact: true }).first()).toBeVisible();
          await scrollTo(page, name === 'timeline' ? shows : undefined);
          await take(page, testbed, `${name}-${theme}`);
        }
      });
    });

    test.describe('of a Vault after a bad night', () => {
      test.use({ world: 'failing', viewport: { width: 1920, height: 1080 } });

      test('a wall', async ({ page, testbed }) => {
        await page.goto(`${testbed.url}/wall?view=now&zone=Europe/Berlin&theme=${theme}`);
        await expect(page.getByText(/jobs need attention/)).toBeVisible();
        await take(page, testbed, `wall-${theme}`);
      });
    });
  });
}

/** A view of a long page, below the header that stays; the top of the page unless given. */
async function scrollTo(page: Page, view: string | undefined): Promise<void> {
  if (view === undefined) return;
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const region = page.getByRole('region', { name: view, exact: true });
  const topPx = 56;
  // Views above are laid out as they come near, and move it.
  await expect
    .poll(async () =>
      region.evaluate((element, top) => {
        scrollBy(0, element.getBoundingClientRect().top - top);
        return Math.round(element.getBoundingClientRect().top);
      }, topPx),
    )
    .toBe(topPx);
}

async function take(page: Page, testbed: Testbed, name: string): Promise<void> {
  await testbed.settled();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate(async () => document.fonts.ready);
  await page.screenshot({ path: `docs/pictures/${name}.png`, animations: 'disabled' });
}
