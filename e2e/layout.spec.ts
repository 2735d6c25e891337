/** Every page at every width, in light and dark: nothing hangs over, is cut off or hard to read. */
import type { Page } from '@playwright/test';

import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  open,
  row,
  type Testbed,
  test,
} from './fixtures.ts';
import { goWithin } from './go-within.ts';

const widths = [360, 768, 1366, 1920];
const sets = ['running', 'queued', 'scheduled', 'overdue', 'long', 'failed', 'unknown'];

test.use({ at: '2026-03-10T14:00:00Z' });

/** Texts that are cut off, and whose whole is nowhere to be read. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const hides = getComputedStyle(element).overflowX !== 'visible';
      const isCut = element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      if (hides && isCut && element.closest('[title]') === null)
        texts.push(element.textContent.slice(0, 80));
    }
    return texts;
  });
}

async function expectFit(page: Page, where: string) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 768 });
    await expectNoSidewaysScroll(page);
    expect(await clipped(page), `${where} at ${width}`).toEqual([]);
  }
}

async function expectReadable(page: Page) {
  test.slow(); // axe weighs every colour of every row
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']); // all that a theme can change
}

async function openOverview(page: Page, testbed: Testbed) {
  await open(page, testbed);
  await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Jobs that just finished' })).toBeVisible();
}

for (const world of ['busy', 'odd', 'failing'] as const) {
  test.describe(`the world ${world}`, () => {
    test.use({ world });

    test('the overview fits every width and is readable in both themes', async ({
      page,
      testbed,
    }) => {
      await openOverview(page, testbed);
      await expectFit(page, 'overview');
      await page.setViewportSize({ width: 1366, height: 768 });
      await expectReadable(page);
      // Colours don't depend on the width, nor anything else on the theme.
      await page.setViewportSize({ width: 360, height: 780 });
      await expectAccessible(page);
    });

    // All that a set shows is on the overview as well; where most is wrong, each is looked at alone.
    const isReadable = world === 'failing';
    test(`each set, whole, fits every width${isReadable ? ' and is readable in both themes' : ''}`, async ({
      page,
      testbed,
    }) => {
      test.slow();
      if (isReadable) testbed.vault.running({ title: 'Odd', overrides: { status: 'ON_HOLD' } });
      await openOverview(page, testbed);
      for (const set of sets) {
        await goWithin(page, `/?show=${set}`);
        await expect(page.getByRole('link', { name: 'Back to the overview' })).toBeVisible();
        await expect(page.getByRole('status', { name: 'Loading from Vault' })).toHaveCount(0);
        if (isReadable) await expect(page.getByRole('table')).toBeVisible();
        await expectFit(page, set);
        await page.setViewportSize({ width: 1366, height: 768 });
        if (isReadable) await expectReadable(page);
      }
    });
  });
}

test.describe('a bad night', () => {
  test.use({ world: 'failing' });

  test('the start dialog fits every width and is readable', async ({ page, testbed }) => {
    await openOverview(page, testbed);
    await row(page, 'Scheduled jobs', 'User Account').getByRole('button').click();
    await expect(page.getByRole('dialog')).toContainText('will not happen');
    await expectFit(page, 'dialog');
    await expectReadable(page);
  });
});

test('settings and the menu fit every width and are readable', async ({ page, testbed }) => {
  await open(page, testbed, '/settings');
  await expect(page.getByText('Vault’s clock says')).toBeVisible();
  await expectFit(page, 'settings');
  await page.getByRole('button', { name: 'View and account' }).click();
  await expect(page.getByRole('dialog', { name: 'View and account' })).toBeVisible();
  await expectFit(page, 'menu');
  await expectReadable(page);
});

test.describe('nobody', () => {
  test.use({ who: 'nobody' });

  test('finds a sign-in that fits every width and is readable', async ({ page, testbed }) => {
    await page.goto(testbed.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectFit(page, 'sign-in');
    await expectReadable(page);
  });
});

test(
  'the header is one line of 48 px from 1024 px on',
  { tag: '@every-font' },
  async ({ page, testbed }) => {
    await open(page, testbed, '/settings');
    await page.getByLabel('Show times in').selectOption('America/North_Dakota/New_Salem');
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('banner')).toContainText('API 1,');
    await page.getByRole('button', { name: 'Pause refreshing' }).click();
    for (const width of [1024, 1366, 1920]) {
      await page.setViewportSize({ width, height: 768 });
      expect(await page.getByRole('banner').boundingBox(), `${width}`).toMatchObject({
        height: 48,
      });
    }
  },
);

test.describe('a busy day', () => {
  test.use({ world: 'busy' });

  test(
    'no cell of the overview breaks into more than two lines',
    { tag: '@every-font' },
    async ({ page, testbed }) => {
      testbed.vault.finished({ title: 'Took its time', agoMs: 1_000, tookMs: 5_022_000 });
      await openOverview(page, testbed);
      await expect(row(page, 'Jobs that just finished', 'Took its time')).toBeVisible();
      const cells = page.getByRole('cell').filter({ visible: true });
      const heights = await cells.evaluateAll((all) => all.map((cell) => cell.clientHeight));
      expect(Math.max(...heights)).toBeLessThanOrEqual(44);
    },
  );
});

test('nothing moves for those who asked for less motion', async ({ page, testbed }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openOverview(page, testbed);
  await row(page, 'Scheduled jobs', 'User Account').getByRole('button').click();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration !== '0s';
      })
      .map(({ tagName }) => tagName),
  );
  expect(moving).toEqual([]);
});
