/** A browser that translates pages changes nothing that is alive, and breaks nothing. */
import type { Page } from '@playwright/test';

import { consoleErrors, expect, open, passTime, row, test } from './fixtures.ts';
import { openWall } from './wall.ts';

/**
 * Does what Chrome's translator does: each text that may be translated is put into two <font>
 * elements, again whenever the page changes. What it may not touch is left alone.
 */
async function translate(page: Page, respects: 'translate=no' | 'nothing') {
  await page.evaluate((heeded) => {
    const isLeftAlone = ({ parentElement, data }: Text) =>
      data.trim() === '' ||
      parentElement === null ||
      parentElement.closest('script, style, font') !== null ||
      (heeded === 'translate=no' && !parentElement.translate);
    const replaceIn = (within: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Text && !isLeftAlone(node)) texts.push(node);
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
  }, respects);
}

test('counts go on and pages change while the browser translates', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  await open(page, testbed);
  const running = page.getByRole('link', { name: 'Running' });
  await expect(running).toHaveText('0Running');
  await translate(page, 'translate=no');

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
  await translate(page, 'translate=no');
  testbed.vault.running({ title: 'Export Documents' });
  await passTime(page, testbed, 31_000);
  await expect(page.getByRole('listitem').filter({ hasText: 'Export Documents' })).toBeVisible();
});

test('a page that an extension has broken is drawn again at once', async ({ page, testbed }) => {
  await open(page, testbed, '/?show=running');
  await expect(page.getByText('No job is running.')).toBeVisible();
  // Once, as a translator that does not heed `translate`.
  await page.evaluate(() => {
    for (const text of document.querySelectorAll('main header div, main section > div')) {
      for (const node of [...text.childNodes].filter((one) => one instanceof Text)) {
        const font = document.createElement('font');
        node.replaceWith(font);
        font.textContent = node.data;
      }
    }
  });
  testbed.vault.running({ title: 'Export Documents' });
  await passTime(page, testbed, 31_000);
  await page.getByRole('link', { name: 'Back to the overview' }).click();
  await expect(row(page, 'Running and queued jobs', 'Export Documents')).toBeVisible();
});
