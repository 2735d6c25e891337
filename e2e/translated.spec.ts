/** A browser that translates pages changes nothing that is alive, and breaks nothing. */
import type { Page } from '@playwright/test';

import { consoleErrors, expect, open, passTime, row, test } from './fixtures.ts';
import { openWall } from './wall.ts';

/**
 * Does what Chrome's translator does: each text that may be translated is put into two <font>
 * elements, again whenever the page changes. What it may not touch is left alone.
 */
async function translate(page: Page) {
  await page.evaluate(() => {
    const untouched = 'script, style, font';
    const replaceIn = (within: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const { parentElement: around, textContent } = node;
        if (!(node instanceof Text) || around === null || textContent?.trim() === '') continue;
        if (around.translate && around.closest(untouched) === null) texts.push(node);
      }
      for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = `«${text.data}»`;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    replaceIn(document.body);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const added of addedNodes) replaceIn(added);
    }).observe(document.body, { childList: true, subtree: true });
  });
}

test('counts go on and pages change while the browser translates', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  await open(page, testbed);
  const running = page.getByRole('link', { name: 'Running' });
  await expect(running).toHaveText('0Running');
  await translate(page);

  testbed.vault.running({ title: 'Export Documents' });
  await passTime(page, testbed, 31_000);
  await expect(running).toHaveText('1Running');
  await expect(row(page, 'Running and queued jobs', 'Export Documents')).toBeVisible();
  await expect(page.getByText(/^Live, /)).toBeVisible();

  for (const name of ['History', 'Settings', 'Overview']) {
    await page.getByRole('navigation', { name: 'Pages', exact: true }).getByText(name).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeAttached();
  }
  await expect(running).toHaveText('1Running');
  expect(errors).toEqual([]);
});

test('a wall goes on while the browser translates', async ({ page, testbed }) => {
  await openWall(page, testbed, 'view=now');
  await translate(page);
  const clock = page.getByRole('region', { name: 'Freshness' }).getByText('2026');
  const before = await clock.textContent();
  testbed.vault.running({ title: 'Export Documents' });
  await passTime(page, testbed, 31_000);
  await expect(page.getByRole('listitem').filter({ hasText: 'Export Documents' })).toBeVisible();
  await expect(clock).not.toHaveText(before ?? '');
});

test('a page that an extension has broken is drawn again at once', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  const planned = Array.from({ length: 9 }, (_, n) =>
    testbed.vault.scheduled({ title: `Planned ${n}`, inMs: (n + 1) * 3_600_000 }),
  );
  await open(page, testbed);
  const scheduled = page.getByRole('region', { name: 'Scheduled' });
  await expect(scheduled).toContainText('Showing 12 of 13');
  await scheduled.evaluate((region) => {
    const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node);
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = text.textContent;
      text.parentNode?.replaceChild(font, text);
    }
  });

  // The words beside the heading are to make room for others, and can't be found.
  for (const { id } of planned.slice(0, 2)) testbed.vault.remove(id);
  await passTime(page, testbed, 31_000);
  await expect(scheduled.getByText('11', { exact: true })).toBeVisible({ timeout: 5_000 });
  expect(errors.join('\n')).toContain('NotFoundError');
});
