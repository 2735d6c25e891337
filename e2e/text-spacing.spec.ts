/** A reader's own spacing of text (WCAG 1.4.12) cuts nothing off, neither on a wall nor on a page. */
import type { Page } from '@playwright/test';

import { expect, expectNoSidewaysScroll, open, row, test } from './fixtures.ts';
import { flaws } from './flaws.ts';
import { openHistory } from './history.ts';
import { cycle, furnished, openWall } from './wall.ts';

test.use({ at: '2026-03-10T14:00:00Z' });

/** As a reader's browser extension sets it, over every style of the page. */
async function spaceText(page: Page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * {
        line-height: 1.5 !important;
        letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important;
      }
      p { margin-bottom: 2em !important; }
    `);
    document.adoptedStyleSheets.push(sheet);
  });
}

const viewports = {
  landscape: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
};

for (const [name, viewport] of Object.entries(viewports)) {
  for (const count of [5, 60]) {
    test(`all titles of ${count} jobs are in view on a wall, in ${name}`, async ({
      page,
      testbed,
    }) => {
      await page.setViewportSize(viewport);
      const ids = furnished(testbed, count);
      await openWall(page, testbed, 'view=now');
      await spaceText(page);
      // Until the wall has measured its texts again, they are cut.
      await expect.poll(async () => flaws(page, 28)).toEqual([]);
      const shown = new Set<string>();
      const found = await cycle(page, async () => {
        await expect.poll(async () => flaws(page, 28)).toEqual([]);
        const tiles = page.locator('li[data-job]');
        for (const title of await tiles.locator('[data-title]').all()) {
          await expect(title).toBeInViewport({ ratio: 1 });
        }
        for (const id of await tiles.evaluateAll(idsOf)) shown.add(id);
        return [];
      });
      expect(found).toEqual([]);
      expect([...shown].toSorted()).toEqual(ids.toSorted());
    });
  }
}

function idsOf(elements: Element[]): string[] {
  return elements.map((element) => element.getAttribute('data-job') ?? '');
}

/** Texts that are cut off, and whose whole is nowhere to be read. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest('[title], .sr-only, select') !== null || element.clientWidth <= 1)
        continue;
      if (element.querySelector('[inert]') !== null) continue; // around a wall's scaled preview
      const { overflowX, overflowY } = getComputedStyle(element);
      const { scrollWidth, clientWidth, scrollHeight, clientHeight, textContent } = element;
      const isTooWide = overflowX === 'hidden' && scrollWidth > clientWidth + 1;
      const isTooHigh = overflowY === 'hidden' && scrollHeight > clientHeight + 1;
      if (isTooWide || isTooHigh) texts.push(textContent.slice(0, 80));
    }
    return texts;
  });
}

async function expectWhole(page: Page, where: string) {
  await spaceText(page);
  for (const width of [360, 768, 1366]) {
    await page.setViewportSize({ width, height: 768 });
    await expectNoSidewaysScroll(page);
    expect(await cutOff(page), `${where} at ${width}`).toEqual([]);
  }
}

test('nothing is cut off on the overview and in its dialog', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  testbed.vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: 1_000 });
  await open(page, testbed);
  await expect(row(page, 'Running and queued jobs', 'Export Documents')).toBeVisible();
  await expectWhole(page, 'overview');
  await row(page, 'Scheduled jobs', 'User Account').getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('will not happen');
  await expectWhole(page, 'dialog');
});

test('nothing is cut off on History, its menus and dialogs', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  await expectWhole(page, 'History');
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
  await expectWhole(page, 'columns');
});

test('nothing is cut off on a job’s page', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ title: 'Deploy Package', agoMs: 60_000 });
  await open(page, testbed, `/jobs/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deploy Package');
  await expectWhole(page, 'job');
});

test('nothing is cut off in settings and where a wall is set up', async ({ page, testbed }) => {
  for (const [path, words] of [
    ['/settings', 'Vault’s clock says'],
    ['/wall/setup', 'Set up a wall display'],
  ] as const) {
    await open(page, testbed, path);
    await expect(page.getByText(words).first()).toBeVisible();
    await expectWhole(page, path);
  }
});
